// What must hold of the entries of a log beside their hashes: their shape, no identifier twice, and each subject's chain unbroken.
import { readEntry } from '../format/entry.ts'
import { CheckFault } from './fault.ts'
import { inFile } from './tiles.ts'

/** Checks entries in their order; `path`: the bundle that they stand in. `resumed`: earlier entries were checked in another run, and are not known here. */
export function createEntryCheck(resumed: boolean) {
  const ids = new Set<string>()
  const last = new Map<string, string>()
  const types = new Map<string, number>()
  return {
    types,
    take(bytes: Uint8Array, index: number, path: string): void {
      const where = `entry ${index}`
      const entry = inFile(path, () => readEntry(bytes), where)
      if (ids.has(entry.id)) throw new CheckFault(where, `its identifier ${entry.id} stands in the log before`)
      ids.add(entry.id)
      const before = last.get(entry.subject)
      const mayFollowEarlier = resumed && before === undefined
      if (!mayFollowEarlier && entry.prev !== (before ?? null))
        throw new CheckFault(
          where,
          `it follows ${entry.prev ?? 'none'}, the entry before on ${entry.subject} is ${before ?? 'none'}: one was left out`,
        )
      last.set(entry.subject, entry.id)
      types.set(entry.type, (types.get(entry.type) ?? 0) + 1)
    },
  }
}
