// The decision by a second officer: grant, refuse, send back; and the decision on an appeal against a refusal.
import { ok } from '../../../../kernel/result.ts'
import { deadlineFrom } from '../../../../packs/index.ts'
import type { Who } from '../../../../people/index.ts'
import { decideApplication, type Terms } from '../../domain/application.ts'
import { refuse } from '../../domain/refusal.ts'
import { readForms } from '../../store/files.ts'
import type { DeskNode } from '../desk-node.ts'
import { type ActOnFile, writtenGround } from '../on-file.ts'
import { actOnApplication } from './acting.ts'
import { grantOf } from './grant.ts'
import { deciding } from './review.ts'

export type Decision = ActOnFile & {
  readonly reason: string
  readonly law?: string | undefined
  readonly language: string
}

/**
 * Grants what was applied for, in one transaction with what it does to the register. Terms that the decision does not
 * name are the proposal's. Refuses what the rules refuse (domain/application.ts, domain/life.ts), `no-ground`,
 * `no-term` when neither the decision nor the pack says until when, `number-taken` for a licence in use.
 */
export function grantApplication(
  node: DeskNode,
  who: Who,
  on: Decision & { readonly terms?: Terms | undefined; readonly licence?: string | undefined },
) {
  return actOnApplication(node, who, 'register.decide', on, async (acting) => {
    const { application, day, tx } = acting
    const allowed = decideApplication(application, 'grant', deciding(acting))
    if (!allowed.ok) return allowed
    if (!on.reason) return refuse('no-ground', {})
    const form = (await readForms(tx, application.id)).at(-1)?.record
    if (!form) return refuse('erased', { licence: application.number })
    const ground = writtenGround(on.language, on.reason, on.law)
    const terms = { ...application.proposal?.terms, ...on.terms }
    const granted = await grantOf(node, acting, { form, terms, ground, licence: on.licence })
    if (!granted.ok) return granted
    const { recruiter, licence, events } = granted.value
    const data = { recruiter, licence, terms: granted.value.terms }
    return ok({ fact: { type: 'application.granted', legalDay: day, data }, ground, more: events })
  })
}

/** Refuses it; the recruiter's term to appeal begins. */
export function refuseApplication(node: DeskNode, who: Who, on: Decision) {
  return actOnApplication(node, who, 'register.decide', on, async (acting) => {
    const { application, day } = acting
    const allowed = decideApplication(application, 'refuse', deciding(acting))
    if (!allowed.ok) return allowed
    if (!on.reason) return refuse('no-ground', {})
    const appealBy = deadlineFrom(node.pack, application.country, 'appeal', day)
    const data = { reason: on.reason, ...(appealBy && { appealBy }) }
    const ground = writtenGround(on.language, on.reason, on.law)
    return ok({ fact: { type: 'application.refused', legalDay: day, data }, ground })
  })
}

/** Sends it back to review, with the reason. */
export function returnToReview(node: DeskNode, who: Who, on: Decision) {
  return actOnApplication(node, who, 'register.decide', on, async (acting) => {
    const allowed = decideApplication(acting.application, 'return', deciding(acting))
    if (!allowed.ok) return allowed
    if (!on.reason) return refuse('no-ground', {})
    const ground = writtenGround(on.language, on.reason, on.law)
    return ok({
      fact: { type: 'application.returned', legalDay: acting.day, data: { reason: on.reason } },
      ground,
    })
  })
}

/** Decides an appeal against a refusal: by somebody who neither checked nor refused. Allowed, it reopens the review. */
export function decideRefusalAppeal(
  node: DeskNode,
  who: Who,
  on: Decision & { readonly outcome: 'confirmed' | 'overturned' },
) {
  return actOnApplication(node, who, 'register.decide', on, async (acting) => {
    const act = on.outcome === 'confirmed' ? 'confirm' : 'overturn'
    const allowed = decideApplication(acting.application, act, deciding(acting))
    if (!allowed.ok) return allowed
    if (!on.reason) return refuse('no-ground', {})
    const data = { outcome: on.outcome, reason: on.reason }
    const ground = writtenGround(on.language, on.reason, on.law)
    return ok({ fact: { type: 'application.appeal-decided', legalDay: acting.day, data }, ground })
  })
}
