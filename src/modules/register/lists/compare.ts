// What a later file of the same source changes, and whether so much may vanish at once.
import { fail, ok, type Result } from '../../../kernel/result.ts'

/** What the register holds of a source, by key: the content last taken, and whether it stands on the list now. */
export type Held = ReadonlyMap<string, { readonly contentHash: string; readonly listed: boolean }>

export type Compared<Row> = {
  readonly added: readonly Row[]
  /** On the list before and now, with another content. */
  readonly changed: readonly Row[]
  /** Had vanished from the list and stands on it again, whatever its content. */
  readonly returned: readonly Row[]
  /** Keys that stood on the list and do not any more. */
  readonly withdrawn: readonly string[]
  readonly unchanged: number
}

export type Change = 'added' | 'changed' | 'returned' | 'unchanged'

/** Compares the rows of a file with what is held, one by one, so that a long file need not stand in memory. */
export function createComparison(held: Held) {
  const seen = new Set<string>()
  return {
    /** What a row is against what is held. A key that comes twice counts once; the second is unchanged. */
    take({ key, contentHash }: { readonly key: string; readonly contentHash: string }): Change {
      if (seen.has(key)) return 'unchanged'
      seen.add(key)
      const before = held.get(key)
      if (!before) return 'added'
      if (!before.listed) return 'returned'
      return before.contentHash === contentHash ? 'unchanged' : 'changed'
    },
    /** Keys that stood on the list and were not taken: no longer on it. */
    withdrawn(): readonly string[] {
      return [...held].filter(([key, { listed }]) => listed && !seen.has(key)).map(([key]) => key)
    },
  }
}

/** Compares all rows of a file with what is held. */
export function compare<Row extends { readonly key: string; readonly contentHash: string }>(
  held: Held,
  rows: Iterable<Row>,
): Compared<Row> {
  const comparison = createComparison(held)
  const apart: Record<Change, Row[]> = { added: [], changed: [], returned: [], unchanged: [] }
  for (const row of rows) apart[comparison.take(row)].push(row)
  return { ...apart, withdrawn: comparison.withdrawn(), unchanged: apart.unchanged.length }
}

/** The numbers of a load's last line: read = imported + updated + unchanged + rejected. */
export type Totals = {
  readonly read: number
  readonly imported: number
  readonly updated: number
  readonly unchanged: number
  readonly withdrawn: number
  readonly rejected: number
}

/** Totals of a load from how many rows were what; `repeated` and `rejected` are rows that the reader did not hand on. */
export function totals(
  counted: Readonly<Record<Change | 'withdrawn', number>>,
  apart: { readonly repeated: number; readonly rejected: number },
): Totals {
  const imported = counted.added
  const updated = counted.changed + counted.returned
  const unchanged = counted.unchanged + apart.repeated
  const { rejected } = apart
  const read = imported + updated + unchanged + rejected
  return { read, imported, updated, unchanged, withdrawn: counted.withdrawn, rejected }
}

export type GuardQuestion = {
  /** Entries of the source that stand on the list before the load. */
  readonly listedBefore: number
  readonly wouldWithdraw: number
  /** The part of the list that may vanish in one load, 0 to 1. */
  readonly share?: number
  /** What an officer allowed with `--accept-withdrawals`. */
  readonly accepted?: number
}

export type GuardSight = {
  readonly listedBefore: number
  readonly wouldWithdraw: number
  /** What would vanish, as a part of the list, 0 to 1. */
  readonly share: number
  /** The most entries that may vanish unasked. */
  readonly limit: number
}

/** Stops a load that would withdraw more than the set share (default 5 %), unless at least that many were accepted. */
export function guard(question: GuardQuestion): Result<GuardSight, GuardSight & { message: string; mend: string }> {
  const { listedBefore, wouldWithdraw, share = 0.05, accepted = 0 } = question
  // The small addition keeps 0.07 × 100 from being 7.000000000000001 or 6.999999999999999.
  const limit = Math.floor(listedBefore * share + 1e-9)
  const sight = { listedBefore, wouldWithdraw, share: listedBefore === 0 ? 0 : wouldWithdraw / listedBefore, limit }
  if (wouldWithdraw <= limit || wouldWithdraw <= accepted) return ok(sight)
  const percent = (sight.share * 100).toFixed(1)
  return fail({
    ...sight,
    message: `this file would withdraw ${wouldWithdraw} of ${listedBefore} entries (${percent} %); at most ${limit} may vanish unasked. Nothing was changed`,
    mend: `If the publisher confirms that they are gone, repeat with --accept-withdrawals ${wouldWithdraw}; if the file is cut off, wait for the next one`,
  })
}
