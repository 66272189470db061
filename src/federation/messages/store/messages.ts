// The table of messages: what was sent, what was taken, and how far each has come.
import type { Country } from '../../../kernel/country.ts'
import type { Queryable, Transaction } from '../../../platform/database/database.ts'

export type Direction = 'out' | 'in'
export type StoredMessage = {
  readonly direction: Direction
  readonly id: string
  readonly peer: Country
  readonly number: number
  readonly kind: string
  readonly conversation: string
  readonly place: number
  readonly item: string
  readonly owner: Country
  readonly purpose: string
  readonly envelope: string
  readonly digest: string
  readonly commitment: string
  readonly logged: number
  readonly peerLogged: number | null
  readonly at: Date
  readonly receipt: string | null
  readonly doneAt: Date | null
  readonly attempts: number
  readonly nextAt: Date | null
  readonly code: string | null
}
export type NewMessage = Omit<StoredMessage, 'peerLogged' | 'doneAt' | 'attempts' | 'nextAt' | 'code'>

const COLUMNS = `direction, id, peer, number, kind, conversation, place, item, owner, purpose, envelope, digest, commitment,
  logged, peer_logged as "peerLogged", at, receipt, done_at as "doneAt", attempts, next_at as "nextAt", code`

/** The next number to a receiver, and the next place among this node's messages of a conversation. */
export async function nextPlace(
  tx: Transaction,
  peer: string,
  conversation: string,
): Promise<{ readonly number: number; readonly place: number }> {
  const [row] = await tx.query<{ number: number; place: number }>(
    `insert into message_peers (peer, next) values ($1, 2)
     on conflict (peer) do update set next = message_peers.next + 1
     returning next - 1 as number, (select coalesce(max(place), 0) + 1 from messages
       where conversation = $2 and direction = 'out' and peer = $1) as place`,
    [peer, conversation],
  )
  if (!row) throw new Error('no number for a message')
  return row
}

/**
 * Stores a message and appends its entry to the exchange log at the place that the transaction holds, in one statement:
 * everybody else waits for that place. A message sent waits from now on for its receipt; one taken is `done` when it is the
 * first of its conversation, or the one before it is done. Undefined when the message, or another of its number, is there already: then nothing was
 * stored or appended.
 */
export async function storeMessage(
  tx: Transaction,
  message: NewMessage,
  entry: { readonly id: string; readonly bytes: Uint8Array },
): Promise<{ readonly done: boolean; readonly followed: boolean } | undefined> {
  const { direction, at } = message
  const [row] = await tx.query<{ done: boolean; followed: boolean }>(
    `with stored as (
       insert into messages (direction, id, peer, number, kind, conversation, place, item, owner, purpose, envelope, digest,
         commitment, logged, at, receipt, next_at, done_at)
       select $1, $2, $3::text, $4, $5, $6::text, $7::integer, $8, $9, $10, $11, $12, $13, $14::bigint, $15::timestamptz, $16,
         case when $1 = 'out' then $15::timestamptz end,
         case when $1 = 'in' and ($7::integer = 1 or exists (select 1 from messages before where before.peer = $3::text
           and before.conversation = $6::text and before.direction = 'in' and before.place = $7::integer - 1
           and before.done_at is not null)) then $15::timestamptz end
       on conflict do nothing returning id, done_at),
     next as (update exchange_next set index = $14::bigint + 1, last = $17 where exists (select 1 from stored)),
     entry as (insert into exchange_entries (index, entry) select $14::bigint, $18 from stored)
     select done_at is not null as done, exists (select 1 from messages after where after.peer = $3::text
       and after.conversation = $6::text and after.direction = 'in' and after.place = $7::integer + 1) as followed from stored`,
    [
      direction,
      message.id,
      message.peer,
      message.number,
      message.kind,
      message.conversation,
      message.place,
      message.item,
      message.owner,
      message.purpose,
      message.envelope,
      message.digest,
      message.commitment,
      message.logged,
      at,
      message.receipt,
      entry.id,
      entry.bytes,
    ],
  )
  return row
}

export async function findMessage(db: Queryable, direction: Direction, id: string): Promise<StoredMessage | undefined> {
  const [row] = await db.query<StoredMessage>(`select ${COLUMNS} from messages where direction = $1 and id = $2`, [
    direction,
    id,
  ])
  return row
}

/** The message of this id, sent or taken; a node never sends to itself. */
export async function messageNamed(db: Queryable, id: string): Promise<StoredMessage | undefined> {
  return (await findMessage(db, 'in', id)) ?? (await findMessage(db, 'out', id))
}

/** A sender's message at a place of a conversation. */
export async function messageAt(
  tx: Transaction,
  { peer, conversation, place }: Pick<StoredMessage, 'peer' | 'conversation' | 'place'>,
): Promise<StoredMessage | undefined> {
  const [row] = await tx.query<StoredMessage>(
    `select ${COLUMNS} from messages where conversation = $1 and direction = 'in' and place = $2 and peer = $3`,
    [conversation, place, peer],
  )
  return row
}

/** Says that a taken message had its effect. */
export async function markDone(tx: Transaction, id: string, at: Date): Promise<void> {
  await tx.query(`update messages set done_at = $2 where direction = 'in' and id = $1`, [id, at])
}

/** Claims up to `limit` waiting messages to a peer, the lowest numbers first; nobody else tries them until `until`. */
export async function claimWaiting(
  db: Queryable,
  peer: string,
  { now, until, limit }: { readonly now: Date; readonly until: Date; readonly limit: number },
): Promise<readonly StoredMessage[]> {
  const rows = await db.query<StoredMessage>(
    `update messages set next_at = $3, attempts = attempts + 1
     where direction = 'out' and id in (select id from messages where direction = 'out' and done_at is null and peer = $1
       and next_at <= $2 order by number limit ${Math.trunc(limit)} for update skip locked)
     returning ${COLUMNS}`,
    [peer, now, until],
  )
  return rows.toSorted((a, b) => a.number - b.number)
}

/** When to try again, and why the last try failed. */
export async function putOff(db: Queryable, ids: readonly string[], nextAt: Date, code: string): Promise<void> {
  await db.query(
    `update messages set next_at = $2, code = $3 where direction = 'out' and done_at is null and id = any($1)`,
    [ids, nextAt, code],
  )
}

/** Keeps the receipt of a message sent. False when it has one already. */
export async function acknowledge(tx: Transaction, id: string, receipt: string, at: Date): Promise<boolean> {
  const rows = await tx.query(
    `update messages set receipt = $2, done_at = $3, next_at = null, code = null
     where direction = 'out' and id = $1 and done_at is null returning id`,
    [id, receipt, at],
  )
  return rows.length === 1
}

/** Envelopes sent to a peer after a number, in their order. */
export async function envelopesAfter(
  db: Queryable,
  peer: string,
  after: number,
  limit: number,
): Promise<readonly { readonly number: number; readonly envelope: string }[]> {
  return db.query(
    `select number, envelope from messages where peer = $1 and direction = 'out' and number > $2
     order by number limit ${Math.trunc(limit)}`,
    [peer, after],
  )
}

/** The number up to which every message of a sender is here; it is looked for from where it was last time. */
export async function fetchedUpTo(db: Queryable, peer: string): Promise<number> {
  const [row] = await db.query<{ fetched: number }>('select fetched from message_peers where peer = $1', [peer])
  let upTo = row?.fetched ?? 0
  for (;;) {
    const next = await db.query<{ number: number }>(
      `select number from messages where peer = $1 and direction = 'in' and number > $2 order by number limit 1000`,
      [peer, upTo],
    )
    const before = upTo
    for (const { number } of next) if (number === upTo + 1) upTo = number
    if (upTo === before || upTo - before < next.length || next.length < 1000) break
  }
  if (upTo > (row?.fetched ?? 0))
    await db.query(
      `insert into message_peers (peer, fetched) values ($1, $2)
       on conflict (peer) do update set fetched = greatest(message_peers.fetched, excluded.fetched)`,
      [peer, upTo],
    )
  return upTo
}

/** The newest messages of a direction, before an instant. */
export async function newestMessages(
  db: Queryable,
  direction: Direction,
  limit: number,
  before?: Date,
): Promise<readonly StoredMessage[]> {
  return db.query<StoredMessage>(
    `select ${COLUMNS} from messages where direction = $1 and ($2::timestamptz is null or at < $2)
     order by at desc, number desc limit ${Math.trunc(limit)}`,
    [direction, before ?? null],
  )
}

/** The messages of a conversation, oldest first. */
export async function conversationOf(
  db: Queryable,
  conversation: string,
  limit: number,
): Promise<readonly StoredMessage[]> {
  return db.query<StoredMessage>(
    `select ${COLUMNS} from messages where conversation = $1 order by at, place limit ${Math.trunc(limit)}`,
    [conversation],
  )
}

/** How many messages wait for their receipt, and since when the oldest does. */
export async function waitingCount(
  db: Queryable,
): Promise<readonly { readonly peer: Country; readonly count: number; readonly oldest: Date }[]> {
  return db.query(
    `select peer, count(*)::int as count, min(at) as oldest from messages
     where direction = 'out' and done_at is null group by peer order by peer`,
  )
}

/** Whose an item is, by the message with which it first came here; undefined when it never did. */
export async function ownerOfItem(db: Queryable, item: string): Promise<string | undefined> {
  const [row] = await db.query<{ owner: string }>(
    `select owner from messages where item = $1 and direction = 'in' and kind not in ('leave-request', 'leave-answer')
     order by logged limit 1`,
    [item],
  )
  return row?.owner
}
