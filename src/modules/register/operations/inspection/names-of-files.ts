// Whom inspections and sanctions are about, for lists: the name under which each recruiter stands in the register.
import type { Transaction } from '../../../../platform/database/database.ts'
import { nameOf } from '../../particulars.ts'
import { readNewestParticulars } from '../../store/inspections.ts'

type AboutRecruiter = { readonly id: string; readonly recruiter: string }

/** Names by file; none for a recruiter whose particulars were erased. */
export async function namesOfFiles(
  tx: Transaction,
  files: readonly AboutRecruiter[],
): Promise<ReadonlyMap<string, string>> {
  const known = await readNewestParticulars(tx, [...new Set(files.map(({ recruiter }) => recruiter))])
  return new Map(
    files.flatMap(({ id, recruiter }): readonly (readonly [string, string])[] => {
      const name = nameOf(known.get(recruiter) ?? null)
      return name ? [[id, name]] : []
    }),
  )
}
