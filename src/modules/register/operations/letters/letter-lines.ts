// The letters of a file, as its pages list them.
import type { Queryable } from '../../../../platform/database/database.ts'
import { readKeptLetters } from '../../store/letters.ts'
import type { LetterLine } from '../../views/print.ts'

/** Oldest first; what was erased is not among them. */
export async function letterLines(db: Queryable, file: string): Promise<readonly LetterLine[]> {
  return (await readKeptLetters(db, file)).map(({ paper, writtenAt, mailedAt }) => ({
    paper,
    at: writtenAt.toISOString(),
    ...(mailedAt && { mailedAt: mailedAt.toISOString() }),
  }))
}
