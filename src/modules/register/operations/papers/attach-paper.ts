// Takes a paper into a draft: looked at, scanned and sealed in memory, and only then kept. Nothing of it is stored or logged in clear.
import { fail, ok, type Result } from '../../../../kernel/result.ts'
import { actorFor, operate, type Who } from '../../../../people/index.ts'
import type { SentFile } from '../../../../platform/http.ts'
import { inspectPaper, type PaperFault } from '../../../../platform/papers/inspect.ts'
import { safeName } from '../../../../platform/papers/name.ts'
import { ScanFailed } from '../../../../platform/papers/scan.ts'
import { seal } from '../../../../platform/seal/age.ts'
import { newIdentifier, sha256Hex } from '../../../../platform/seal/digest.ts'
import { refuse } from '../../domain/refusal.ts'
import { POLICY } from '../../policy.ts'
import { insertPaper, lockDraft, readPapersOfDraft, removePaper } from '../../store/drafts.ts'
import { openDraft } from '../account/context.ts'
import type { DeskNode } from '../desk-node.ts'
import { PAPERS_IN_A_DRAFT, type PapersOfDesk } from './papers-of-desk.ts'

/** Why a paper was not taken; `virus`: the scanner found something; `scanner-silent`: it gave no answer, so nothing is known. */
export type WhyNot = PaperFault | 'virus' | 'scanner-silent'

export type NewPaper = {
  readonly draft: string
  readonly requirement: string
  readonly file: Pick<SentFile, 'name' | 'type' | 'bytes'>
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
  const looked = asked ? await sealed(papers, file) : undefined
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

async function sealed(
  { key, scan, limitBytes }: PapersOfDesk,
  { name, type: declaredType, bytes }: NewPaper['file'],
): Promise<
  Result<{ readonly type: string; readonly size: number; readonly scan: string; readonly bytes: Uint8Array }, WhyNot>
> {
  const inspected = await inspectPaper(bytes, { name, declaredType, limit: limitBytes })
  if (!inspected.ok) return fail(inspected.error.code)
  const scanned = scan ? await scan(bytes).catch(silent) : undefined
  if (scanned === 'silent') return fail('scanner-silent')
  if (scanned && !scanned.clean) return fail('virus')
  const { type, size } = inspected.value
  return ok({ type, size, scan: scanned ? 'clean' : 'not scanned', bytes: await seal(bytes, [key.recipient]) })
}

function silent(error: unknown): 'silent' {
  if (error instanceof ScanFailed) return 'silent'
  throw error
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
