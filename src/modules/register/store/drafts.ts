// SQL of drafts (a form on its way) and of the papers handed in with a form.
import type { Country } from '../../../kernel/country.ts'
import type { Queryable, Transaction } from '../../../platform/database/database.ts'
import type { DraftForm } from '../forms.ts'

export type Draft = {
  readonly id: string
  readonly account: string
  readonly country: Country
  readonly kind: string
  readonly recruiterKind: string | null
  /** Number of the recruiter that it is about. */
  readonly recruiter: string | null
  /** The file that it answers, when it is no new application. */
  readonly file: string | null
  readonly record: DraftForm
  readonly version: number
  readonly updatedAt: Date
}

const DRAFT = `id, account, country, kind, recruiter_kind as "recruiterKind", recruiter, file, record, version, updated_at as "updatedAt"`

/** The drafts of an account, newest first. */
export async function readDrafts(db: Queryable, account: string): Promise<readonly Draft[]> {
  return db.query<Draft>(`select ${DRAFT} from drafts where account = $1 order by updated_at desc, id limit 100`, [
    account,
  ])
}

export async function readDraft(db: Queryable, id: string, account: string): Promise<Draft | undefined> {
  return (await db.query<Draft>(`select ${DRAFT} from drafts where id = $1 and account = $2`, [id, account]))[0]
}

/** A draft of an account, locked until the transaction ends. */
export async function lockDraft(tx: Transaction, id: string, account: string): Promise<Draft | undefined> {
  return (
    await tx.query<Draft>(`select ${DRAFT} from drafts where id = $1 and account = $2 for update`, [id, account])
  )[0]
}

/** How many drafts an account keeps. */
export async function countDrafts(db: Queryable, account: string): Promise<number> {
  const [row] = await db.query<{ count: number }>('select count(*) as count from drafts where account = $1', [account])
  return row?.count ?? 0
}

/** The draft of an answer to a file. */
export async function readAnswerDraft(db: Queryable, file: string): Promise<Draft | undefined> {
  return (await db.query<Draft>(`select ${DRAFT} from drafts where file = $1`, [file]))[0]
}

/** Writes a draft. With the version that the page showed; false when another window wrote meanwhile, and nothing is overwritten. */
export async function saveDraft(tx: Transaction, draft: Draft): Promise<boolean> {
  const rows = await tx.query(
    `insert into drafts (id, account, country, kind, recruiter_kind, recruiter, file, record, version, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (id) do update set recruiter_kind = excluded.recruiter_kind, record = excluded.record,
       version = excluded.version, updated_at = excluded.updated_at
       where drafts.account = excluded.account and drafts.version = excluded.version - 1
     returning id`,
    [
      draft.id,
      draft.account,
      draft.country,
      draft.kind,
      draft.recruiterKind,
      draft.recruiter,
      draft.file,
      JSON.stringify(draft.record),
      draft.version,
      draft.updatedAt,
    ],
  )
  return rows.length > 0
}

/** Removes a draft; papers that were handed in with it and not moved to a file go too. */
export async function removeDraft(tx: Transaction, id: string, account: string): Promise<void> {
  const gone = await tx.query<{ hash: string }>('delete from papers where draft = $1 and account = $2 returning hash', [
    id,
    account,
  ])
  await removeContents(tx, gone)
  await tx.query('delete from drafts where id = $1 and account = $2', [id, account])
}

export type Paper = {
  readonly id: string
  readonly account: string
  readonly draft: string | null
  readonly file: string | null
  readonly requirement: string
  readonly name: string | null
  readonly type: string
  readonly size: number
  /** SHA-256 of the ciphertext. */
  readonly hash: string
  readonly scan: string
  readonly at: Date
}

const PAPER = 'id, account, draft, file, requirement, name, type, size, hash, scan, at'

/** Keeps a sealed paper: its ciphertext under its hash, once, and the row that says whose it is. */
export async function insertPaper(tx: Transaction, paper: Paper, sealed: Uint8Array): Promise<void> {
  await tx.query('insert into paper_contents (hash, sealed) values ($1, $2) on conflict (hash) do nothing', [
    paper.hash,
    Buffer.from(sealed),
  ])
  await tx.query(`insert into papers (${PAPER}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`, [
    paper.id,
    paper.account,
    paper.draft,
    paper.file,
    paper.requirement,
    paper.name,
    paper.type,
    paper.size,
    paper.hash,
    paper.scan,
    paper.at,
  ])
}

/** The papers of a draft become the file's. */
export async function movePapers(tx: Transaction, draft: string, file: string): Promise<void> {
  await tx.query('update papers set file = $2, draft = null where draft = $1', [draft, file])
}

/** Takes a paper out of a draft, its ciphertext with it; one of a file stays. */
export async function removePaper(tx: Transaction, id: string, account: string): Promise<boolean> {
  const gone = await tx.query<{ hash: string }>(
    'delete from papers where id = $1 and account = $2 and draft is not null returning hash',
    [id, account],
  )
  await removeContents(tx, gone)
  return gone.length > 0
}

async function removeContents(tx: Transaction, gone: readonly { readonly hash: string }[]): Promise<void> {
  await tx.query(
    'delete from paper_contents c where c.hash = any($1) and not exists (select 1 from papers p where p.hash = c.hash)',
    [gone.map(({ hash }) => hash)],
  )
}

export async function readPapersOfFile(db: Queryable, file: string): Promise<readonly Paper[]> {
  return db.query<Paper>(`select ${PAPER} from papers where file = $1 order by at, id limit 500`, [file])
}

export async function readPapersOfDraft(db: Queryable, draft: string): Promise<readonly Paper[]> {
  return db.query<Paper>(`select ${PAPER} from papers where draft = $1 order by at, id limit 500`, [draft])
}

/** A paper with its ciphertext. */
export async function readPaper(
  db: Queryable,
  id: string,
): Promise<(Paper & { readonly sealed: Uint8Array }) | undefined> {
  const rows = await db.query<Paper & { readonly sealed: Uint8Array }>(
    `select ${PAPER.replaceAll(/\b(hash)\b/g, 'p.$1')}, c.sealed from papers p join paper_contents c on c.hash = p.hash where p.id = $1`,
    [id],
  )
  return rows[0]
}

/** The country of the file that a paper was handed in with; undefined for a paper of a draft, or none. */
export async function countryOfPaper(db: Queryable, id: string): Promise<Country | undefined> {
  const rows = await db.query<{ country: Country }>(
    'select f.country from papers p join files f on f.id = p.file where p.id = $1',
    [id],
  )
  return rows[0]?.country
}

/** How many bytes of papers an account has handed in within its drafts. */
export async function draftBytes(db: Queryable, account: string): Promise<number> {
  const [row] = await db.query<{ bytes: number }>(
    'select coalesce(sum(size), 0)::bigint as bytes from papers where account = $1 and draft is not null',
    [account],
  )
  return row?.bytes ?? 0
}
