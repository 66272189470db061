// Lets go of partial tiles whose full one stands beside them, and of what an ended process left half written.
import { existsSync } from 'node:fs'
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** Milliseconds for which somebody may still ask for a file by an address out of an older checkpoint. */
export const KEEP_PARTIALS = 24 * 3600 * 1000

/**
 * Removes partial files older than a day where the full one is there, from which they can be cut (C2SP tlog-tiles).
 * @returns how many files went
 */
export async function removeOldPartials(folder: string, now: Date): Promise<number> {
  let count = 0
  if (!existsSync(folder)) return 0
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isFile() && !entry.name.endsWith('.tmp')) continue
    if (entry.isDirectory() && !entry.name.endsWith('.p')) count += await removeOldPartials(path, now)
    else if (entry.isFile()) count += await removeIfOld(path, now)
    else if (existsSync(path.slice(0, -'.p'.length)))
      for (const name of await readdir(path)) count += await removeIfOld(join(path, name), now)
  }
  return count
}

async function removeIfOld(file: string, now: Date): Promise<number> {
  if (now.getTime() - (await stat(file)).mtimeMs < KEEP_PARTIALS) return 0
  await rm(file, { force: true })
  return 1
}
