// Names, telephones, addresses and free words travel apart from the log: handed to peers, and held against the commitments in the entries.
import type { Country } from '../../../../kernel/country.ts'
import type { Queryable, Transaction } from '../../../../platform/database/database.ts'
import { type PeerRow, PeerRowShape } from '../../events/peer-row.ts'
import { commitmentOf } from '../../particulars.ts'
import {
  countMissing,
  type KeptParticulars,
  keepParticulars,
  keepWords,
  readCommitted,
  readPrivateAfter,
} from '../../store/peer-particulars.ts'

/**
 * The private parts of this node's own events behind a mark, one row an event, oldest first. `after` and `next` are
 * marks that only this function reads; an empty one is the beginning. What was erased since is left out. Only
 * recruiters: a warning's words stay with the office that warns.
 */
export async function particularsAfter(
  db: Queryable,
  after: string,
  limit: number,
): Promise<{ readonly rows: readonly PeerRow[]; readonly next: string }> {
  const position = /^\d{1,15}$/.test(after) ? Number(after) : 0
  const found = await readPrivateAfter(db, position, limit)
  return { rows: found.map(({ row }) => row), next: String(found.at(-1)?.position ?? position) }
}

/** Why a part of a peer's row was not taken: it belongs to no entry of that country, or is not what the entry commits to. */
export type RefusedRow = {
  readonly row: string
  readonly code: 'malformed' | 'no-such-entry' | 'wrong-commitment' | 'erased'
}
export type SavedRows = {
  /** Recruiters whose particulars came: what is kept in memory must be read again (KnownRegister.reread). */
  readonly changed: readonly string[]
  readonly refused: readonly RefusedRow[]
}

/**
 * Keeps what a peer sent, each part held against the commitment in its country's log; a wrong one is refused and told.
 * What is here already stays, and what the log says is erased does not come back.
 */
export async function savePeerParticulars(
  tx: Transaction,
  country: Country,
  rows: readonly unknown[],
): Promise<SavedRows> {
  const refused: RefusedRow[] = []
  const read = rows.flatMap((row, place): PeerRow[] => {
    const parsed = PeerRowShape.safeParse(row)
    if (parsed.success) return [parsed.data as PeerRow]
    refused.push({ row: `${place}`, code: 'malformed' })
    return []
  })
  const idHere = (event: string) => `${country.toLowerCase()}:${event}`
  const promised = await readCommitted(
    tx,
    read.map(({ event }) => idHere(event)),
  )
  const kept: KeptParticulars[] = []
  const words: { readonly event: string; readonly record: object; readonly salt: string }[] = []
  for (const row of read) {
    const entry = promised.get(idHere(row.event))
    const { particulars } = row
    if (!entry || entry.stream !== row.subject) refused.push({ row: row.event, code: 'no-such-entry' })
    else {
      if (particulars) {
        const code =
          particulars.version !== entry.version
            ? 'no-such-entry'
            : commitmentOf(particulars.record, particulars.salt) !== entry.commitment
              ? 'wrong-commitment'
              : entry.erased
                ? 'erased'
                : undefined
        if (code) refused.push({ row: row.event, code })
        else
          kept.push({ ...particulars, recruiter: row.subject, legalDay: entry.legalDay, recordedAt: entry.recordedAt })
      }
      if (row.words) {
        const right = commitmentOf(row.words.record, row.words.salt) === entry.words
        if (right) words.push({ event: entry.event, ...row.words })
        else refused.push({ row: row.event, code: 'wrong-commitment' })
      }
    }
  }
  await keepParticulars(tx, kept)
  await keepWords(tx, words)
  return { changed: [...new Set(kept.map(({ recruiter }) => recruiter))], refused }
}

/** How many recruiters of a country are known by their number alone, and how many of its acts without their words, together. */
export function missingParticulars(db: Queryable, country: Country): Promise<number> {
  return countMissing(db, country)
}
