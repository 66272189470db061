// The list of keys by which a node introduces itself to whoever joins, as a file of its data folder.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PinnedParty } from '../federation/index.ts'

const FILE = 'party.json'

/** What was handed out last, or would be now; undefined before the first time. */
export function keptParty(dataFolder: string): PinnedParty | undefined {
  const file = join(dataFolder, FILE)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as PinnedParty) : undefined
}

/** Keeps it, so that a country that joins later begins with the keys that sign by then. */
export function keepParty(dataFolder: string, party: PinnedParty): void {
  writeFileSync(join(dataFolder, FILE), `${JSON.stringify(party, null, 2)}\n`, { mode: 0o600 })
}
