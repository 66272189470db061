// SQL of folded acts, of drafts and of the signatures that wait for more.
import type { Country } from '../../../kernel/country.ts'
import type { Queryable, Transaction } from '../../../platform/database/database.ts'
import type { ActBody, JointAct } from '../domain.ts'

export type ActRow = { readonly act: JointAct; readonly inForce: boolean }

export async function keepAct(tx: Transaction, act: JointAct, inForce: boolean, at: Date): Promise<void> {
  await tx.query(
    `insert into joint_acts (act, kind, state, in_force, expires, folded, touched_at) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (act) do update set kind = excluded.kind, state = excluded.state, in_force = excluded.in_force,
       expires = excluded.expires, folded = excluded.folded, touched_at = excluded.touched_at`,
    [act.act, act.body.kind, act.state, inForce, act.expires, JSON.stringify(act), at],
  )
}

const ROW = `folded as act, in_force as "inForce"`

/** The act as it was folded last. With `lock` whoever else acts on it waits. */
export async function readAct(db: Queryable, act: string, lock: '' | 'for update' = ''): Promise<ActRow | undefined> {
  const [row] = await db.query<ActRow>(`select ${ROW} from joint_acts where act = $1 ${lock}`, [act])
  return row
}

/** All of them, those that were touched last first. */
export async function listActs(db: Queryable, limit: number): Promise<readonly ActRow[]> {
  return db.query<ActRow>(`select ${ROW} from joint_acts order by touched_at desc, act limit $1`, [limit])
}

/** Effective acts of the kinds that are nobody's private matter, for everybody to read. */
export async function listEffective(db: Queryable, limit: number): Promise<readonly ActRow[]> {
  return db.query<ActRow>(
    `select ${ROW} from joint_acts where state = 'effective' order by (folded->>'effectiveAt')::bigint desc, act limit $1`,
    [limit],
  )
}

/** Repeals of an act that are effective, and the acts that this one repeals. */
export async function repealsOf(tx: Queryable, act: string): Promise<readonly JointAct[]> {
  const rows = await tx.query<{ act: JointAct }>(
    `select folded as act from joint_acts where kind = 'repeal' and state = 'effective' and folded->'body'->>'of' = $1`,
    [act],
  )
  return rows.map((row) => row.act)
}

/** Acts whose time is over and that were not said to be so yet. `before`: Unix seconds. */
export async function actsPast(db: Queryable, before: number): Promise<readonly string[]> {
  const rows = await db.query<{ act: string }>(
    `select act from joint_acts where state in ('proposed', 'approved in part', 'approved by all') and expires < $1`,
    [before],
  )
  return rows.map(({ act }) => act)
}

/** How many acts ended after `since` (Unix seconds) or have not ended. */
export async function countRecent(db: Queryable, since: number): Promise<number> {
  const [row] = await db.query<{ count: number }>('select count(*)::int as count from joint_acts where expires > $1', [
    since,
  ])
  return row?.count ?? 0
}

export type Draft = {
  readonly act: string
  readonly account: string
  readonly body: ActBody
  readonly parties: readonly Country[]
  /** How long it may be approved once it is proposed. */
  readonly days: number
  readonly draftedAt: Date
}
const DRAFT = `act, account, body, parties, days, drafted_at as "draftedAt"`

export async function insertDraft(tx: Transaction, draft: Draft): Promise<void> {
  await tx.query(
    'insert into joint_drafts (act, account, body, parties, days, drafted_at) values ($1, $2, $3, $4, $5, $6)',
    [draft.act, draft.account, JSON.stringify(draft.body), JSON.stringify(draft.parties), draft.days, draft.draftedAt],
  )
}

export async function readDraft(db: Queryable, act: string): Promise<Draft | undefined> {
  const [row] = await db.query<Draft>(`select ${DRAFT} from joint_drafts where act = $1`, [act])
  return row
}

export async function listDrafts(db: Queryable): Promise<readonly Draft[]> {
  return db.query<Draft>(`select ${DRAFT} from joint_drafts order by drafted_at desc, act`)
}

/** Takes a draft away: it was proposed, or given up. @returns whether it was there */
export async function removeDraft(tx: Transaction, act: string): Promise<boolean> {
  return (await tx.query('delete from joint_drafts where act = $1 returning act', [act])).length > 0
}

export type Signature = {
  readonly officer: string
  readonly account: string
  readonly line: string
  readonly signedAt: Date
}

/** Keeps an officer's line; one by an earlier key of theirs makes way. */
export async function insertSignature(tx: Transaction, act: string, signature: Signature): Promise<void> {
  const { officer, account, line, signedAt } = signature
  await tx.query(
    `insert into joint_signatures (act, officer, account, line, signed_at) values ($1, $2, $3, $4, $5)
     on conflict (act, officer) do update set account = excluded.account, line = excluded.line, signed_at = excluded.signed_at`,
    [act, officer, account, line, signedAt],
  )
}

export async function readSignatures(db: Queryable, act: string): Promise<readonly Signature[]> {
  return db.query<Signature>(
    `select officer, account, line, signed_at as "signedAt" from joint_signatures where act = $1 order by signed_at, officer`,
    [act],
  )
}

/** The acts that an account has signed, among own signatures. */
export async function signedBy(db: Queryable, account: string): Promise<ReadonlySet<string>> {
  const rows = await db.query<{ act: string }>('select act from joint_signatures where account = $1', [account])
  return new Set(rows.map(({ act }) => act))
}
