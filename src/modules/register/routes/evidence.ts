// Takes the files of a form into a file of the office as evidence; each happens once, and the first that is refused ends it.
import type { Who } from '../../../people/index.ts'
import type { SentFile } from '../../../platform/http.ts'
import type { DeskNode } from '../operations/desk-node.ts'
import { addEvidence, type EvidenceKind } from '../operations/papers/add-evidence.ts'
import type { PapersOfDesk } from '../operations/papers/papers-of-desk.ts'

/** What a form with evidence holds besides it. */
const REST_OF_FORM = 256 * 1024

/** Most bytes of a form with evidence. */
export function evidenceLimit({ limitBytes }: PapersOfDesk): number {
  return limitBytes + REST_OF_FORM
}

type Refused = { readonly code: string; readonly values?: Readonly<Record<string, string>> }
type Sent = {
  readonly kind: EvidenceKind
  readonly file: string
  readonly files: readonly SentFile[]
  readonly once: string
}

/** Why one of them was not taken (those before it are); nothing when all were. A form without a file is refused as an empty one. */
export async function takeEvidence(
  { node, papers }: { readonly node: DeskNode; readonly papers: PapersOfDesk },
  who: Who,
  { kind, file, files, once }: Sent,
): Promise<Refused | undefined> {
  if (files.length === 0) return { code: 'paper-refused', values: { why: 'empty' } }
  for (const [at, paper] of files.entries()) {
    const added = await addEvidence(node, who, papers, { kind, file, paper, once: `${once}-${at}` })
    if (!added.ok) return added.error
  }
  return undefined
}
