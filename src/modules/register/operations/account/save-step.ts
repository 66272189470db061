// Saves one page of a draft as it was typed, right or wrong; what another window wrote meanwhile is not overwritten unseen.
import canonicalize from 'canonicalize'
import { ok } from '../../../../kernel/result.ts'
import { actorFor, operate, type Who } from '../../../../people/index.ts'
import { sha256Hex } from '../../../../platform/seal/digest.ts'
import { refuse } from '../../domain/refusal.ts'
import { LONGEST_STEP, type Step, shownOf, type Typed, typedOfRecord } from '../../input/typed.ts'
import { POLICY } from '../../policy.ts'
import { lockDraft, removeDraft, saveDraft } from '../../store/drafts.ts'
import type { DeskNode } from '../desk-node.ts'

/** What a page of a draft shows, as one short text: sent back with the page, it says what its writer had before them. */
export function stepMark(step: Step, typed: Typed): string {
  return sha256Hex(canonicalize(shownOf(step, typed)) ?? '').slice(0, 24)
}

export type SavedStep = {
  readonly draft: string
  readonly step: Step
  /** What was typed into the page. */
  readonly typed: Typed
  /** The mark that the page carried. */
  readonly seen: string
  readonly once?: string | undefined
}

/**
 * Saves the page. Two windows on different pages do not disturb each other; on the same page the second is refused
 * (`changed-meanwhile`) unless both typed the same. Refuses `no-such-draft`, `too-long`.
 */
export function saveStep(node: DeskNode, who: Who, { draft: id, step, typed, seen, once }: SavedStep) {
  const action = 'register.apply'
  const { country, account } = who
  const detail = { act: 'save', step: step.id }
  const attempt = { actor: actorFor(who, POLICY, action), action, country, subject: id, detail, once } as const
  return operate(node, POLICY, attempt, async (tx, now) => {
    const draft = await lockDraft(tx, id, account)
    if (!draft) return refuse('no-such-draft', { draft: id })
    if (JSON.stringify(typed).length > LONGEST_STEP) return refuse('too-long', { most: String(LONGEST_STEP) })
    const before = typedOfRecord(draft.record)
    const after = { ...before, ...typed }
    const there = stepMark(step, before)
    if (there !== seen && there !== stepMark(step, after)) return refuse('changed-meanwhile', { seen, now: there })
    const version = draft.version + 1
    await saveDraft(tx, { ...draft, record: after, version, updatedAt: now })
    return ok({ value: { version }, events: [] })
  })
}

/** Throws a draft away, its papers with it. Refuses `no-such-draft`. */
export function discardDraft(
  node: DeskNode,
  who: Who,
  { draft: id, once }: { readonly draft: string; readonly once?: string },
) {
  const action = 'register.apply'
  const { country, account } = who
  const attempt = {
    actor: actorFor(who, POLICY, action),
    action,
    country,
    subject: id,
    detail: { act: 'discard' },
    once,
  } as const
  return operate(node, POLICY, attempt, async (tx) => {
    if (!(await lockDraft(tx, id, account))) return refuse('no-such-draft', { draft: id })
    await removeDraft(tx, id, account)
    return ok({ value: { draft: id }, events: [] })
  })
}
