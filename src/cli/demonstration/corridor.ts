// Joins the nodes of a demonstration: keys for each, and a file that pins each to the others, made once.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { introduce, listOfParty, readTrustFile, writeTrustFile } from '../../federation/index.ts'
import type { Country } from '../../kernel/country.ts'
import { openNodeKeyFiles } from '../../transparency/log/index.ts'

/** Where the corridor's file of a demonstration node lies, in its folder. */
export const CORRIDOR_FILE = 'corridor.json'

type Place = { readonly country: string; readonly folder: string; readonly port: number }

/** The first port that a demonstration was made for: its keys bear it. Undefined before it was joined. */
export function madeForPort(places: readonly Place[]): number | undefined {
  const [first] = places
  const file = join(first?.folder ?? '', CORRIDOR_FILE)
  if (!first || !existsSync(file)) return undefined
  const own = readTrustFile(file).parties.find(({ country }) => country === first.country)
  return own && Number(new URL(listOfParty(own).url).port)
}

/** Makes what is not there yet. Throws KeyFault. */
export async function joinDemonstration(corridor: string, places: readonly Place[]): Promise<void> {
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
