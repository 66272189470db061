// Under which name a file about a recruiter stands in lists: the recruiter's registered name.
import type { Transaction } from '../../../platform/database/database.ts'
import { nameOf } from '../particulars.ts'
import { readNewestParticulars } from '../store/inspections.ts'

/** By file: the registered name of the recruiter that it is about. A file about nobody, or about somebody erased, has none. */
export async function namesOfRecruiters(
  tx: Transaction,
  files: readonly { readonly id: string; readonly recruiter: string }[],
): Promise<ReadonlyMap<string, string>> {
  // From the particulars themselves: while everything is rebuilt, files come before the recruiters that they are about.
  const known = await readNewestParticulars(tx, [...new Set(files.map(({ recruiter }) => recruiter))])
  return new Map(
    files.flatMap(({ id, recruiter }) => {
      const name = nameOf(known.get(recruiter) ?? null)
      return name ? [[id, name] as const] : []
    }),
  )
}
