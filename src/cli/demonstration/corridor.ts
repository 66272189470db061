// Joins the nodes of a demonstration: keys for each, and a file that pins each to the others, made once.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { introduce, writeTrustFile } from '../../federation/index.ts'
import type { Country } from '../../kernel/country.ts'
import { openNodeKeyFiles } from '../../transparency/log/index.ts'

/** Where the corridor's file of a demonstration node lies, in its folder. */
export const CORRIDOR_FILE = 'corridor.json'

/** Makes what is not there yet. Throws KeyFault. */
export async function joinDemonstration(
  corridor: string,
  places: readonly { readonly country: string; readonly folder: string; readonly port: number }[],
): Promise<void> {
  if (places.every(({ folder }) => existsSync(join(folder, CORRIDOR_FILE)))) return
  const now = new Date()
  const parties = await Promise.all(
    places.map(async ({ country, folder, port }) => {
      const host = `localhost:${port}`
      const keys = await openNodeKeyFiles(folder, host)
      return introduce({ corridor, country: country as Country, url: `http://${host}`, now }, keys)
    }),
  )
  for (const { folder } of places) writeTrustFile(join(folder, CORRIDOR_FILE), { corridor, parties, witnesses: [] })
}
