// Under which name a file about a recruiter stands in lists: the recruiter's registered name.
import type { Transaction } from '../../../platform/database/database.ts'
import { nameOf } from '../particulars.ts'
import { readRecruitersById } from '../store/recruiters.ts'

/** By file: the registered name of the recruiter that it is about. A file about nobody, or about somebody erased, has none. */
export async function namesOfRecruiters(
  tx: Transaction,
  files: readonly { readonly id: string; readonly recruiter: string }[],
): Promise<ReadonlyMap<string, string>> {
  const found = await readRecruitersById(tx, [...new Set(files.map(({ recruiter }) => recruiter))])
  const names = new Map(found.map(({ recruiter, particulars }) => [recruiter.id, nameOf(particulars)]))
  return new Map(
    files.flatMap(({ id, recruiter }) => {
      const name = names.get(recruiter)
      return name ? [[id, name] as const] : []
    }),
  )
}
