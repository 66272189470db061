// Leave to pass items on: asked, given, denied; and what was passed on with it.
import type { Country } from '../../../kernel/country.ts'
import type { Queryable, Transaction } from '../../../platform/database/database.ts'

export type StoredLeave = {
  readonly item: string
  readonly holder: Country
  /** Digest of to whom; see `recipientDigest`. */
  readonly recipient: string
  readonly state: 'asked' | 'given' | 'denied'
  readonly askedIn: string
  readonly askedAt: Date
  readonly answeredIn: string | null
  readonly answeredAt: Date | null
  readonly answeredBy: string | null
}

const COLUMNS = `item, holder, recipient, state, asked_in as "askedIn", asked_at as "askedAt", answered_in as "answeredIn",
  answered_at as "answeredAt", answered_by as "answeredBy"`

/** The leaves of an item, oldest first. */
export async function leavesOf(db: Queryable, item: string): Promise<readonly StoredLeave[]> {
  return db.query<StoredLeave>(`select ${COLUMNS} from message_leaves where item = $1 order by asked_at`, [item])
}

export type Asked = Pick<StoredLeave, 'item' | 'holder' | 'recipient' | 'askedIn' | 'askedAt'>

/** Notes that leave was asked; what was denied may be asked again. False when it stands asked or given already. */
export async function noteAsked(tx: Transaction, asked: Asked): Promise<boolean> {
  const rows = await tx.query(
    `insert into message_leaves (item, holder, recipient, state, asked_in, asked_at) values ($1, $2, $3, 'asked', $4, $5)
     on conflict (item, holder, recipient) do update set state = 'asked', asked_in = excluded.asked_in,
       asked_at = excluded.asked_at, answered_in = null, answered_at = null, answered_by = null
       where message_leaves.state = 'denied' returning item`,
    [asked.item, asked.holder, asked.recipient, asked.askedIn, asked.askedAt],
  )
  return rows.length === 1
}

export type Answered = {
  readonly item: string
  readonly holder: string
  readonly recipient: string
  readonly state: 'given' | 'denied'
  readonly in: string
  readonly at: Date
  /** Office of the owner. */
  readonly by: string
}

/** Notes the owner's answer. False when leave does not stand asked. */
export async function noteAnswered(tx: Transaction, answered: Answered): Promise<boolean> {
  const rows = await tx.query(
    `update message_leaves set state = $4, answered_in = $5, answered_at = $6, answered_by = $7
     where item = $1 and holder = $2 and recipient = $3 and state = 'asked' returning item`,
    [answered.item, answered.holder, answered.recipient, answered.state, answered.in, answered.at, answered.by],
  )
  return rows.length === 1
}

/** Notes that an item was passed on. */
export async function notePassed(
  tx: Transaction,
  passed: { readonly item: string; readonly recipient: string; readonly at: Date; readonly account: string },
): Promise<void> {
  await tx.query('insert into message_passed (item, recipient, at, account) values ($1, $2, $3, $4)', [
    passed.item,
    passed.recipient,
    passed.at,
    passed.account,
  ])
}

export async function passedOf(
  db: Queryable,
  item: string,
): Promise<readonly { readonly recipient: string; readonly at: Date; readonly account: string }[]> {
  return db.query('select recipient, at, account from message_passed where item = $1 order by at', [item])
}
