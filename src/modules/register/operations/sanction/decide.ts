// Decisions on a sanction: suspended at once, imposed, dropped, lifted; each with what it does to the register.
import type { Day } from '../../../../kernel/day.ts'
import { ok } from '../../../../kernel/result.ts'
import { countryOfPack, deadlineFrom } from '../../../../packs/index.ts'
import type { Who } from '../../../../people/index.ts'
import { refuse } from '../../domain/refusal.ts'
import { decideSanction, type SanctionFact, type SanctionTerms } from '../../domain/sanction.ts'
import type { NewRegisterEvent } from '../../events/recruiter.ts'
import type { DeskNode } from '../desk-node.ts'
import { type ActOnFile, processGround, writtenGround } from '../on-file.ts'
import { actOnSanction, type SanctionDecision } from './acting.ts'
import { type Effecting, recruiterOf, takeEffect } from './effect.ts'

/** Suspends at once, until it is decided: by a deciding officer who neither proposed nor inspected. Needs its law (`no-law`). */
export function suspendAtOnce(node: DeskNode, who: Who, on: SanctionDecision) {
  return decision(node, who, on, 'suspend at once', { type: 'sanction.suspended-at-once', data: {} }, 'suspend')
}

/** Ends a suspension at once before the decision. */
export function endPrecaution(node: DeskNode, who: Who, on: SanctionDecision) {
  return decision(node, who, on, 'end precaution', { type: 'sanction.precaution-ended', data: {} }, 'reinstate')
}

/** Lifts a suspension: the recruiter is authorized again, with the term it had. */
export function liftSuspension(node: DeskNode, who: Who, on: SanctionDecision) {
  return decision(node, who, on, 'lift', { type: 'sanction.lifted', data: { reason: on.reason } }, 'reinstate')
}

type OneFact = Pick<
  Extract<SanctionFact, { type: 'sanction.suspended-at-once' | 'sanction.precaution-ended' | 'sanction.lifted' }>,
  'type' | 'data'
>

function decision(
  node: DeskNode,
  who: Who,
  on: SanctionDecision,
  act: 'suspend at once' | 'end precaution' | 'lift',
  fact: OneFact,
  effect: Effecting,
) {
  return actOnSanction(node, who, 'register.decide-sanction', on, async (acting) => {
    const { folded, day } = acting
    const allowed = decideSanction(folded, act, { account: who.account, day })
    if (!allowed.ok) return allowed
    if (!on.reason) return refuse('no-ground', {})
    const taken = await takeEffect(node, acting, effect, { reason: shownReason(on) })
    if (!taken.ok) return taken
    const ground = writtenGround(on.language, on.reason, on.law || folded.law)
    return ok({ fact: { ...fact, legalDay: day } as SanctionFact, ground, more: taken.value })
  })
}

/**
 * Imposes what was proposed, in one transaction with what it does to the register: a suspension or revocation has effect at once,
 * a warning or a fine ends a suspension at once. The term to appeal begins. Refuses what the rules refuse (domain/sanction.ts,
 * domain/life.ts), `no-ground` and `no-law`.
 */
export function imposeSanction(
  node: DeskNode,
  who: Who,
  on: SanctionDecision & {
    /** Whole units of the scale, or minor units of the country's currency where the scale gives no amount. */
    readonly amount?: number | undefined
    /** Last day of a suspension; without one it holds until it is lifted. */
    readonly until?: Day | undefined
  },
) {
  return actOnSanction(node, who, 'register.decide-sanction', on, async (acting) => {
    const { folded, day, tx } = acting
    const { effect, country, fine, precaution } = folded
    const unit = fine?.unit ?? countryOfPack(node.pack, country)?.currency ?? ''
    const terms: SanctionTerms = {
      ...(effect === 'fine' && on.amount !== undefined && { fine: { amount: on.amount, unit } }),
      ...(effect === 'suspension' && on.until && { until: on.until }),
    }
    const allowed = decideSanction(folded, 'impose', { account: who.account, day, terms })
    if (!allowed.ok) return allowed
    if (!on.reason) return refuse('no-ground', {})
    const law = on.law?.trim() || folded.law
    if (!law) return refuse('no-law', {})
    let act: Effecting | undefined
    if (effect === 'revocation') act = 'revoke'
    else if (effect === 'suspension' || precaution.inForce) {
      const found = await recruiterOf({ tx, day }, folded)
      if (!found.ok) return found
      const already = precaution.inForce && found.value.state === 'suspended'
      if (effect === 'suspension') act = already ? undefined : 'suspend'
      else act = already ? 'reinstate' : undefined
    }
    let more: readonly NewRegisterEvent[] = []
    if (act) {
      const taken = await takeEffect(node, acting, act, { reason: shownReason(on) })
      if (!taken.ok) return taken
      more = taken.value
    }
    const appealBy = deadlineFrom(node.pack, country, 'appeal', day)
    const data = { terms, reason: on.reason, shown: on.show === true, ...(appealBy && { appealBy }) }
    const ground = writtenGround(on.language, on.reason, law)
    return ok({ fact: { type: 'sanction.imposed', legalDay: day, data }, ground, more })
  })
}

/** Drops what was proposed; a suspension at once ends with it. */
export function dropSanction(node: DeskNode, who: Who, on: SanctionDecision) {
  return actOnSanction(node, who, 'register.decide-sanction', on, async (acting) => {
    const { folded, day, tx } = acting
    const allowed = decideSanction(folded, 'drop', { account: who.account, day })
    if (!allowed.ok) return allowed
    if (!on.reason) return refuse('no-ground', {})
    let more: readonly NewRegisterEvent[] = []
    if (folded.precaution.inForce) {
      const found = await recruiterOf({ tx, day }, folded)
      if (!found.ok) return found
      if (found.value.state === 'suspended') {
        const taken = await takeEffect(node, acting, 'reinstate', { reason: shownReason(on) })
        if (!taken.ok) return taken
        more = taken.value
      }
    }
    const ground = writtenGround(on.language, on.reason, on.law)
    return ok({ fact: { type: 'sanction.dropped', legalDay: day, data: { reason: on.reason } }, ground, more })
  })
}

/** Records that a fine was paid, on a day that is not to come; without a day, that it was not paid. */
export function recordPayment(node: DeskNode, who: Who, on: ActOnFile & { readonly paidOn?: Day | undefined }) {
  return actOnSanction(node, who, 'register.propose-sanction', on, async ({ folded, day }) => {
    const { paidOn } = on
    const act = paidOn ? 'record paid' : 'record unpaid'
    const allowed = decideSanction(folded, act, { account: who.account, day, ...(paidOn && { paidOn }) })
    if (!allowed.ok) return allowed
    const fact: SanctionFact = paidOn
      ? { type: 'sanction.paid', legalDay: day, data: { on: paidOn } }
      : { type: 'sanction.not-paid', legalDay: day, data: {} }
    return ok({ fact, ground: processGround(paidOn ? 'paid' : 'not paid') })
  })
}

/** The officer's words as anybody may read them; nothing unless they let them be shown. */
export function shownReason({ show, reason, language }: SanctionDecision) {
  return show === true ? { [language]: reason } : undefined
}
