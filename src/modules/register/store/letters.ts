// SQL of letters: which act's letter was written, where it lies, and whether it was mailed.
import type { Queryable, Transaction } from '../../../platform/database/database.ts'

export type LetterRow = {
  readonly file: string
  /** Version of the file that the act made. */
  readonly version: number
  readonly kind: string
  readonly language: string
  readonly paper: string
  readonly job: string
  readonly writtenAt: Date
  readonly mailedAt: Date | null
}

const LETTER = 'file, version, kind, language, paper, job, written_at as "writtenAt", mailed_at as "mailedAt"'

/** Under this name letters stand among the papers of a file. */
export const LETTERS = '_letters'

/** Notes a letter down. False when the act has one already. */
export async function insertLetter(tx: Transaction, letter: Omit<LetterRow, 'mailedAt'>): Promise<boolean> {
  const rows = await tx.query(
    `insert into letters (file, version, kind, language, paper, job, written_at) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (file, version) do nothing returning file`,
    [letter.file, letter.version, letter.kind, letter.language, letter.paper, letter.job, letter.writtenAt],
  )
  return rows.length === 1
}

/** The letters of a file, oldest first. */
export async function readLetters(db: Queryable, file: string): Promise<readonly LetterRow[]> {
  return db.query<LetterRow>(`select ${LETTER} from letters where file = $1 order by version`, [file])
}

/** Those letters of a file that were not erased, oldest first. */
export async function readKeptLetters(
  db: Queryable,
  file: string,
): Promise<readonly Pick<LetterRow, 'paper' | 'writtenAt' | 'mailedAt'>[]> {
  return db.query<Pick<LetterRow, 'paper' | 'writtenAt' | 'mailedAt'>>(
    `select l.paper, l.written_at as "writtenAt", l.mailed_at as "mailedAt" from letters l join papers p on p.id = l.paper
     where l.file = $1 order by l.version`,
    [file],
  )
}

export async function readLetter(db: Queryable, file: string, version: number): Promise<LetterRow | undefined> {
  return (
    await db.query<LetterRow>(`select ${LETTER} from letters where file = $1 and version = $2`, [file, version])
  )[0]
}

export async function readLetterOfPaper(db: Queryable, paper: string): Promise<LetterRow | undefined> {
  return (await db.query<LetterRow>(`select ${LETTER} from letters where paper = $1`, [paper]))[0]
}

export async function markMailed(db: Queryable, paper: string, at: Date): Promise<void> {
  await db.query('update letters set mailed_at = coalesce(mailed_at, $2) where paper = $1', [paper, at])
}

/** Erases what the letters of a file say, when its form is erased. That they were written stays known. @returns how many */
export async function eraseLetters(tx: Transaction, file: string): Promise<number> {
  const rows = await tx.query<{ hash: string }>(
    'delete from papers where file = $1 and requirement = $2 returning hash',
    [file, LETTERS],
  )
  await tx.query(
    'delete from paper_contents c where hash = any($1) and not exists (select 1 from papers p where p.hash = c.hash)',
    [rows.map(({ hash }) => hash)],
  )
  return rows.length
}
