// The review of an application: whole or not, each requirement checked, more asked for, a decision proposed.
import type { Day } from '../../../../kernel/day.ts'
import { ok } from '../../../../kernel/result.ts'
import { deadlineFrom } from '../../../../packs/index.ts'
import type { Who } from '../../../../people/index.ts'
import {
  type Application,
  type ApplicationAct,
  type Asked,
  decideApplication,
  isOpen,
  type Terms,
} from '../../domain/application.ts'
import { refuse } from '../../domain/refusal.ts'
import type { DeskNode } from '../desk-node.ts'
import { type ActOnFile, processGround, writtenGround } from '../on-file.ts'
import { type Acting, actOnApplication } from './acting.ts'

/** What the rules need to know about an act. */
export function deciding({ who, day, requirements }: Acting) {
  return { account: who.account, day, requirements: requirements.map(({ id }) => id) }
}

/** Says that everything asked for was handed in: the office's term to decide begins. */
export function confirmComplete(node: DeskNode, who: Who, on: ActOnFile) {
  return actOnApplication(node, who, 'register.review', on, async (acting) => {
    const { application, day } = acting
    const allowed = decideApplication(application, 'confirm complete', deciding(acting))
    if (!allowed.ok) return allowed
    const decideBy = deadlineFrom(node.pack, application.country, 'decision', day)
    const data = { ...(decideBy && { decideBy }) }
    return ok({ fact: { type: 'application.completed', legalDay: day, data }, ground: processGround('complete') })
  })
}

/**
 * Asks the recruiter for more: by the day that the officer names, else by the pack's term. Refuses `no-such-requirement`,
 * `no-ground` when nothing is asked, `no-deadline` where neither names a day, `ends-before-it-begins` for a day gone by.
 */
export function askForMore(
  node: DeskNode,
  who: Who,
  on: ActOnFile & { readonly items: readonly Asked[]; readonly language: string; readonly until?: Day | undefined },
) {
  return actOnApplication(node, who, 'register.review', on, async (acting) => {
    const { application, day, requirements } = acting
    const allowed = decideApplication(application, 'ask for more', deciding(acting))
    if (!allowed.ok) return allowed
    if (on.items.length === 0) return refuse('no-ground', {})
    const stranger = on.items.find(({ requirement }) => !requirements.some(({ id }) => id === requirement))
    if (stranger) return refuse('no-such-requirement', { requirement: stranger.requirement })
    const until = on.until ?? deadlineFrom(node.pack, application.country, 'answer', day)
    if (!until) return refuse('no-deadline', {})
    if (until < day) return refuse('ends-before-it-begins', { day, until })
    const data = { items: on.items, until }
    const ground = writtenGround(on.language, on.items.map(({ text }) => text).join('\n'))
    return ok({ fact: { type: 'application.more-asked', legalDay: day, data }, ground })
  })
}

export type CheckRequirement = ActOnFile & {
  readonly requirement: string
  readonly result: 'met' | 'not met'
  readonly reason?: string | undefined
  /** When this requirement was last checked, as the page showed it; a check by somebody else since is told, not overwritten. */
  readonly seenCheck?: string | undefined
  readonly language: string
}

/** A sign of one check of a requirement, by which a page shows which it was. */
export function checkMark(application: Application, requirement: string): string {
  const check = application.checks[requirement]
  return check ? `${check.by} ${check.on} ${check.result} ${check.reason ?? ''}` : ''
}

/** Says of one requirement whether it is met. Not met needs a reason (`no-ground`). Acts on other requirements do not collide. */
export function checkRequirement(node: DeskNode, who: Who, { seen: _, ...on }: CheckRequirement) {
  return actOnApplication(node, who, 'register.review', on, async (acting) => {
    const { application, day, requirements } = acting
    const { requirement, result, reason } = on
    const allowed = decideApplication(application, 'check', { ...deciding(acting), requirement })
    if (!allowed.ok) return allowed
    if (on.seenCheck !== undefined && on.seenCheck !== checkMark(application, requirement))
      return refuse('changed-meanwhile', { requirement })
    if (result === 'not met' && !reason) return refuse('no-ground', {})
    const law = requirements.find(({ id }) => id === requirement)?.law
    const article = [law?.instrument[on.language] ?? Object.values(law?.instrument ?? {})[0], law?.article]
    const ground = writtenGround(on.language, reason ?? result, article.filter(Boolean).join(', ') || undefined)
    const data = { requirement, result, ...(reason && { reason }) }
    return ok({ fact: { type: 'application.requirement-checked', legalDay: day, data }, ground })
  })
}

/** After the deadline: goes on without what was asked for. */
export function stopWaiting(node: DeskNode, who: Who, on: ActOnFile) {
  return simple(node, who, on, 'stop waiting', 'application.waiting-stopped')
}

/** After the deadline: the application lapses, because what was asked for never came. */
export function lapseApplication(node: DeskNode, who: Who, on: ActOnFile) {
  return simple(node, who, on, 'lapse', 'application.lapsed')
}

function simple(
  node: DeskNode,
  who: Who,
  on: ActOnFile,
  act: ApplicationAct,
  type: 'application.waiting-stopped' | 'application.lapsed',
) {
  return actOnApplication(node, who, 'register.review', on, async (acting) => {
    const allowed = decideApplication(acting.application, act, deciding(acting))
    if (!allowed.ok) return allowed
    return ok({ fact: { type, legalDay: acting.day, data: {} }, ground: processGround('deadline passed') })
  })
}

export type Proposal = ActOnFile & {
  readonly outcome: 'grant' | 'refuse'
  readonly reason: string
  readonly law?: string | undefined
  readonly terms?: Terms | undefined
  readonly language: string
}

/** Proposes a decision to the second officer. Every proposal needs its reason (`no-ground`). */
export function proposeDecision(node: DeskNode, who: Who, on: Proposal) {
  return actOnApplication(node, who, 'register.review', on, async (acting) => {
    const { outcome, reason, terms, law } = on
    const allowed = decideApplication(acting.application, 'propose', { ...deciding(acting), outcome })
    if (!allowed.ok) return allowed
    if (!reason) return refuse('no-ground', {})
    const data = { outcome, reason, ...(terms && { terms }) }
    return ok({
      fact: { type: 'application.proposed', legalDay: acting.day, data },
      ground: writtenGround(on.language, reason, law),
    })
  })
}

/** Gives a file to an officer, or to nobody. It is no step of its life. */
export function assignApplication(node: DeskNode, who: Who, on: ActOnFile & { readonly to: string | null }) {
  return actOnApplication(node, who, 'register.review', on, async ({ application, day }) => {
    if (!isOpen(application.state)) return refuse('not-in-its-life', { act: 'assign', status: application.state })
    return ok({
      fact: { type: 'application.assigned', legalDay: day, data: { to: on.to } },
      ground: processGround('assigned'),
    })
  })
}
