// Takes a paper into a draft, sealed before it is kept, and out of it again.
import { ok } from '../../../../kernel/result.ts'
import { actorFor, operate, type Who } from '../../../../people/index.ts'
import { safeName } from '../../../../platform/papers/name.ts'
import { newIdentifier, sha256Hex } from '../../../../platform/seal/digest.ts'
import { refuse } from '../../domain/refusal.ts'
import { POLICY } from '../../policy.ts'
import { insertPaper, lockDraft, readPapersOfDraft, removePaper } from '../../store/drafts.ts'
import { openDraft } from '../account/context.ts'
import type { DeskNode } from '../desk-node.ts'
import { PAPERS_IN_A_DRAFT, type PapersOfDesk } from './papers-of-desk.ts'
import { type PaperToTake, sealPaper } from './seal-paper.ts'

export type NewPaper = {
  readonly draft: string
  readonly requirement: string
  readonly file: PaperToTake
  readonly once?: string | undefined
}

/**
 * Attaches it. Refuses `no-such-draft`, `no-such-requirement`, `paper-refused` (its `why` is a WhyNot), `too-many-papers`,
 * `papers-too-large`.
 */
export async function attachPaper(
  node: DeskNode,
  who: Who,
  papers: PapersOfDesk,
  { draft: id, requirement, file, once }: NewPaper,
) {
  const open = await openDraft(node, who, id)
  const asked = open?.requirements.find((one) => one.id === requirement)
  // Only the owner's papers are looked at: the work on bytes is done before the transaction, which it would hold up.
  const looked = asked ? await sealPaper(papers, file) : undefined
  const action = 'register.apply'
  const { country, account } = who
  const attempt = {
    actor: actorFor(who, POLICY, action),
    action,
    country,
    subject: id,
    detail: { act: 'attach', requirement },
    once,
  } as const
  return operate(node, POLICY, attempt, async (tx, now) => {
    if (!open || !(await lockDraft(tx, id, account))) return refuse('no-such-draft', { draft: id })
    if (!asked || !looked) return refuse('no-such-requirement', { requirement })
    if (!looked.ok) return refuse('paper-refused', { why: looked.error })
    const there = await readPapersOfDraft(tx, id)
    const { most } = asked.papers
    if (there.filter((one) => one.requirement === requirement).length >= most)
      return refuse('too-many-papers', { most: String(most) })
    const { type, size, scan, bytes } = looked.value
    if (there.reduce((sum, one) => sum + one.size, size) > papers.limitBytes * PAPERS_IN_A_DRAFT)
      return refuse('papers-too-large', { most: String(papers.limitBytes * PAPERS_IN_A_DRAFT) })
    const paper = newIdentifier('paper')
    const name = safeName(file.name)
    await insertPaper(
      tx,
      {
        id: paper,
        account,
        draft: id,
        file: null,
        requirement,
        name,
        type,
        size,
        hash: sha256Hex(bytes),
        scan,
        at: now,
      },
      bytes,
    )
    return ok({ value: { paper }, events: [] })
  })
}

/** Takes a paper out of a draft again. Refuses `no-such-paper`, also for one that is handed in. */
export function detachPaper(
  node: DeskNode,
  who: Who,
  { paper, once }: { readonly paper: string; readonly once?: string | undefined },
) {
  const action = 'register.apply'
  const { country, account } = who
  const attempt = {
    actor: actorFor(who, POLICY, action),
    action,
    country,
    subject: paper,
    detail: { act: 'detach' },
    once,
  } as const
  return operate(node, POLICY, attempt, async (tx) =>
    (await removePaper(tx, paper, account)) ? ok({ value: { paper }, events: [] }) : refuse('no-such-paper', { paper }),
  )
}
