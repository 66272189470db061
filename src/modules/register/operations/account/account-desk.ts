// What the recruiter's account needs of the node it runs on.
import type { FileKind } from '../../store/files.ts'
import type { DeskNode } from '../desk-node.ts'
import type { PapersOfDesk } from '../papers/papers-of-desk.ts'

export type AccountDesk = {
  readonly node: DeskNode
  readonly papers: PapersOfDesk
  /** Brings what the officers' pages keep in memory up to date after an application was handed in. */
  readonly settle?: () => Promise<unknown>
  /** Where files of other desks have a page of the account, by kind: `(id) => '/recruiter/sanctions/' + id`. */
  readonly pagesOf?: Readonly<Partial<Record<FileKind, (file: string) => string>>>
}
