// SQL of recognitions that one officer has proposed and another must decide: private, and gone once decided.
import type { Country } from '../../../kernel/country.ts'
import type { Day } from '../../../kernel/day.ts'
import type { Queryable, Transaction } from '../../../platform/database/database.ts'

export type Proposal = {
  readonly recruiter: string
  readonly country: Country
  /** Account of the officer. */
  readonly by: string
  readonly at: Date
  readonly day: Day
  readonly words: string
}

const COLUMNS = 'recruiter, country, proposed_by as by, proposed_at as at, legal_day as day, words'

/** The open proposal on a recruiter in a country. */
export async function readProposal(db: Queryable, recruiter: string, country: Country): Promise<Proposal | undefined> {
  const rows = await db.query<Proposal>(
    `select ${COLUMNS} from recognition_proposals where recruiter = $1 and country = $2`,
    [recruiter, country],
  )
  return rows[0]
}

/** Keeps a proposal; false when there is one already. */
export async function keepProposal(tx: Transaction, { recruiter, country, by, at, day, words }: Proposal) {
  const rows = await tx.query(
    `insert into recognition_proposals (recruiter, country, proposed_by, proposed_at, legal_day, words)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning recruiter`,
    [recruiter, country, by, at, day, words],
  )
  return rows.length > 0
}

/** Takes the proposal away, so that it is decided once. */
export async function takeProposal(
  tx: Transaction,
  recruiter: string,
  country: Country,
): Promise<Proposal | undefined> {
  const rows = await tx.query<Proposal>(
    `delete from recognition_proposals where recruiter = $1 and country = $2 returning ${COLUMNS}`,
    [recruiter, country],
  )
  return rows[0]
}
