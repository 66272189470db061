// Who has cosigned which size of which log, as the checkpoints at hand show it: what joint acts count by.

import { cosignersIn, noteCosignatures, type Refresher, type Trust } from '../federation/index.ts'
import type { Database } from '../platform/database/database.ts'
import { openCheckpoint } from '../transparency/format/checkpoint.ts'
import { parseVerifierKey } from '../transparency/format/key.ts'

/** Takes note of checkpoints; the same one again costs nothing. */
export function createCosignatureBook(database: Database, trust: () => Trust, refresher: Refresher) {
  const seen = new Map<string, string>()
  return async (origin: string, note: string): Promise<void> => {
    if (seen.get(origin) === note) return
    const { parties, witnesses } = trust()
    const keys = [
      ...parties.filter((party) => party.origin === origin).map(({ log }) => log),
      ...parties.map(({ witness }) => witness),
      ...witnesses.map(({ key }) => key),
    ]
    const { checkpoint, verified } = openCheckpoint(note, keys.map(parseVerifierKey))
    const cosigned = cosignersIn(trust(), verified)
    if (cosigned.length > 0)
      await database.transaction((tx) => noteCosignatures(tx, origin, checkpoint.size, cosigned, refresher, note))
    seen.set(origin, note)
  }
}
