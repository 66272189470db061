// Takes evidence into an open file of the office: an inspector's photo or PDF into an inspection, an officer's into a warning.
import { ok } from '../../../../kernel/result.ts'
import { actorFor, can, operate, type Who } from '../../../../people/index.ts'
import { safeName } from '../../../../platform/papers/name.ts'
import { newIdentifier, sha256Hex } from '../../../../platform/seal/digest.ts'
import { refuse } from '../../domain/refusal.ts'
import { POLICY } from '../../policy.ts'
import { insertPaper } from '../../store/drafts.ts'
import { EVIDENCE, type EvidencePaper, readEvidence } from '../../store/evidence.ts'
import { type FileRow, lockFile, readFile } from '../../store/files.ts'
import type { EvidenceRights, EvidenceView } from '../../views/evidence.ts'
import type { DeskNode } from '../desk-node.ts'
import { EVIDENCE_IN_A_FILE, type PapersOfDesk, SIZES_OF_EVIDENCE } from './papers-of-desk.ts'
import { type PaperToTake, sealPaper } from './seal-paper.ts'

/** Files that take evidence, and who may add it. */
const ACTION = { inspection: 'register.inspect', warning: 'register.verify-warning' } as const
export type EvidenceKind = keyof typeof ACTION

export type NewEvidence = {
  readonly kind: EvidenceKind
  readonly file: string
  readonly paper: PaperToTake
  readonly once?: string | undefined
}

/**
 * Adds it. Refuses `no-such-file`, also for a file of another kind, `not-in-its-life` for one that is closed, `paper-refused`
 * (its `why` is a WhyNot), `too-many-papers`, `papers-too-large` (its `most` in bytes).
 */
export async function addEvidence(
  node: DeskNode,
  who: Who,
  papers: PapersOfDesk,
  { kind, file, paper, once }: NewEvidence,
) {
  const action = ACTION[kind]
  const before = await readFile(node.database, file)
  const country = before?.country ?? node.country
  const actor = actorFor(who, POLICY, action)
  // Only what somebody sends who may is looked at: the work on bytes is done before the transaction, which it would hold up.
  const taken = before?.kind === kind && before.open && can(POLICY, actor, action, { country })
  const looked = taken ? await sealPaper(papers, paper) : undefined
  const attempt = { actor, action, country, subject: file, detail: { act: 'add evidence' }, once }
  return operate(node, POLICY, attempt, async (tx, now) => {
    // Locked: it cannot be closed, nor filled from another window, in between.
    const row = await lockFile(tx, file, kind)
    if (!row) return refuse('no-such-file', { file })
    if (!row.open || !looked) return refuse('not-in-its-life', { act: 'add evidence', status: row.state })
    if (!looked.ok) return refuse('paper-refused', { why: looked.error })
    const there = await readEvidence(tx, file)
    if (there.length >= EVIDENCE_IN_A_FILE) return refuse('too-many-papers', { most: String(EVIDENCE_IN_A_FILE) })
    const { type, size, scan, bytes } = looked.value
    const most = papers.limitBytes * SIZES_OF_EVIDENCE
    if (there.reduce((sum, one) => sum + one.size, size) > most)
      return refuse('papers-too-large', { most: String(most) })
    const id = newIdentifier('paper')
    const name = safeName(paper.name)
    const whose = { id, account: who.account, draft: null, file, requirement: EVIDENCE }
    await insertPaper(tx, { ...whose, name, type, size, hash: sha256Hex(bytes), scan, at: now }, bytes)
    return ok({ value: { paper: id }, events: [] })
  })
}

export function evidenceView({ id, name, size, scan }: EvidencePaper): EvidenceView {
  return { id, name: name ?? '', size, scanned: scan === 'clean' }
}

/** Whether somebody may add evidence to a file as it stands, and open what is there. */
export function evidenceRights(
  kind: EvidenceKind,
  who: Who,
  { open, country }: Pick<FileRow, 'open' | 'country'>,
  { limitBytes }: PapersOfDesk,
): EvidenceRights {
  const may = (action: (typeof ACTION)[EvidenceKind] | 'register.see-paper') =>
    can(POLICY, actorFor(who, POLICY, action), action, { country })
  return { mayAdd: open && may(ACTION[kind]), mayOpen: may('register.see-paper'), limitBytes }
}
