// Answers that are given again: the same key of the same peer gets what it got the first time.
import type { Queryable } from '../../../platform/database/database.ts'

export type KeptAnswer = { readonly status: number; readonly type: string; readonly body: Uint8Array }

/**
 * Claims a key: `mine` when the call is to be carried out, the kept answer when it was, `busy` while another carries it
 * out (for a minute, then it is taken for dead), `other` when the key was used for another call.
 */
export async function claimAnswer(
  db: Queryable,
  { peer, key, call }: { readonly peer: string; readonly key: string; readonly call: string },
  now: Date,
): Promise<'mine' | 'busy' | 'other' | KeptAnswer> {
  const claimed = await db.query(
    `insert into fed_answers (peer, key, call, at) values ($1, $2, $3, $4::timestamptz)
     on conflict (peer, key) do update set at = excluded.at
       where fed_answers.status is null and fed_answers.call = excluded.call
         and fed_answers.at < excluded.at - interval '1 minute'
     returning key`,
    [peer, key, call, now],
  )
  if (claimed.length === 1) return 'mine'
  const [row] = await db.query<{ call: string; status: number | null; type: string; body: Uint8Array }>(
    'select call, status, type, body from fed_answers where peer = $1 and key = $2',
    [peer, key],
  )
  if (row && row.call !== call) return 'other'
  if (!row || row.status === null) return 'busy'
  return { status: row.status, type: row.type, body: row.body }
}

/** Keeps the answer of a claimed key; undefined lets go of the claim, so that the next try carries it out. */
export async function keepAnswer(
  db: Queryable,
  { peer, key }: { readonly peer: string; readonly key: string },
  answer: KeptAnswer | undefined,
): Promise<void> {
  if (!answer) await db.query('delete from fed_answers where peer = $1 and key = $2', [peer, key])
  else
    await db.query('update fed_answers set status = $3, type = $4, body = $5 where peer = $1 and key = $2', [
      peer,
      key,
      answer.status,
      answer.type,
      answer.body,
    ])
}

/** Forgets answers given before `before`. */
export async function sweepAnswers(db: Queryable, before: Date): Promise<void> {
  await db.query('delete from fed_answers where at < $1', [before])
}
