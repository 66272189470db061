// The register's share in what other logs say: their entries folded in, and the own ones when a node is filled again.
import type { Country } from '../../../../kernel/country.ts'
import type { Transaction } from '../../../../platform/database/database.ts'
import type { ForeignShare, LoggedEntry, VoidEntry } from '../../../../transparency/log/share.ts'
import { kindOfEntry } from '../../events/entry.ts'
import { openFold } from './foreign-fold.ts'
import { type Fault, type Readable, readLogged } from './read-logged.ts'

/** Entries folded in with one round of statements. */
const BATCH = 2000

type Setting = {
  /** Country of this node: the entries of its own log stand under the identifiers of their events. */
  readonly country: Country
  /** Called after the commit, so that what is kept in memory follows. */
  readonly applied?: () => Promise<void>
}

/** Applies entries in the order of their index. A void entry is told, never thrown (share.ts, ForeignShare). */
export function registerForeignShare({ country, applied }: Setting): ForeignShare {
  return {
    // What this program does not know is kept by the follower and read again by a newer one (federation.md, 4).
    handles: (type) => kindOfEntry(type) !== undefined,
    async apply(tx, entries) {
      const voids: VoidEntry[] = []
      for (let first = 0; first < entries.length; first += BATCH)
        voids.push(...(await applyBatch(tx, entries.slice(first, first + BATCH), country)))
      return voids
    },
    ...(applied && { applied }),
  }
}

async function applyBatch(
  tx: Transaction,
  entries: readonly LoggedEntry[],
  own: Country,
): Promise<readonly VoidEntry[]> {
  const voids: VoidEntry[] = []
  const refuse = ({ log, index }: LoggedEntry, { code, detail }: Fault) =>
    voids.push({ log, index, code, detail: detail.slice(0, 200) })
  const readable: Readable[] = []
  for (const logged of entries) {
    const one = readLogged(logged, own)
    if ('code' in one) refuse(logged, one)
    else readable.push(one)
  }
  if (readable.length === 0) return voids
  const fold = await openFold(tx, readable)
  for (const one of readable) {
    const fault = fold.take(one)
    if (fault) refuse(one.logged, fault)
  }
  await fold.save()
  return voids
}
