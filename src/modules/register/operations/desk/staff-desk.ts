// What the staff's pages need of the node they run on.

import type { KnownRegister } from '../../known.ts'
import type { KnownFiles } from '../../known-files/index.ts'
import type { Speaker } from '../../summary.ts'
import type { DeskNode } from '../desk-node.ts'

export type StaffDesk = {
  readonly node: DeskNode
  readonly register: KnownRegister
  readonly files: KnownFiles
  readonly speaker: () => Speaker
  /** Whether the node decides jointly with others. */
  readonly joined?: boolean
  /** Names to show beside what accounts did. */
  readonly names: (accounts: readonly string[]) => Promise<ReadonlyMap<string, string>>
}

/** A name to show; an account that is gone keeps its identifier. */
export function nameIn(names: ReadonlyMap<string, string>, account: string): string {
  return names.get(account) ?? account
}
