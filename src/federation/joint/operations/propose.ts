// The beginning of a joint act: drafted in private, then proposed to the others with a text that no longer changes.

import { ok } from '../../../kernel/result.ts'
import type { Who } from '../../../people/index.ts'
import { newIdentifier } from '../../../platform/seal/digest.ts'
import { Body, faultOfBody, hashOfBody } from '../body.ts'
import type { ActBody } from '../domain.ts'
import { type JointDesk, refusal } from '../joint-desk.ts'
import { insertDraft, readAct, readDraft, removeDraft } from '../store/acts.ts'
import { liveKey } from '../store/decision-keys.ts'
import { stepOnAct } from './acting.ts'

export const DEFAULT_DAYS = 14
export const MOST_DAYS = 90

/**
 * Drafts an act of all parties. Refuses `bad-body`, `host-not-a-party`, `already-a-party`, `too-long`, `bad-days` (1 to 90),
 * and `nothing-to-repeal` where there is no such act in force.
 */
export function draftAct(
  desk: JointDesk,
  who: Who,
  { body: typed, days }: { readonly body: unknown; readonly days: number },
  once?: string,
) {
  const act = newIdentifier('joint')
  return stepOnAct(desk, who, 'joint.draft', act, once, async (tx, draftedAt) => {
    const read = Body.safeParse(typed)
    if (!read.success) return refusal('bad-body', { field: String(read.error.issues[0]?.path[0] ?? '') })
    const body: ActBody = read.data
    const parties = [...desk.trust.current().parties.map(({ country }) => country)].sort()
    const fault = faultOfBody(body, parties)
    if (fault) return refusal(fault)
    if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS) return refusal('bad-days', { most: String(MOST_DAYS) })
    if (body.kind === 'repeal' && !(await readAct(tx, body.of))?.inForce) return refusal('nothing-to-repeal')
    await insertDraft(tx, { act, account: who.account, body, parties, days, draftedAt })
    return ok({ value: { act }, type: 'joint.drafted', data: { kind: body.kind } })
  })
}

/** Gives a draft up. Refuses `no-draft`. */
export function giveUpDraft(desk: JointDesk, who: Who, act: string, once?: string) {
  return stepOnAct(desk, who, 'joint.give-up', act, once, async (tx) =>
    (await removeDraft(tx, act)) ? ok({ value: { act }, type: 'joint.given-up', data: {} }) : refusal('no-draft'),
  )
}

/** Proposes a draft: its text, its parties and its end stand from now on. Refuses `no-draft`. */
export function proposeAct(desk: JointDesk, who: Who, act: string, once?: string) {
  return stepOnAct(desk, who, 'joint.propose', act, once, async (tx, at) => {
    const draft = await readDraft(tx, act)
    if (!draft || !(await removeDraft(tx, act))) return refusal('no-draft')
    const { body, parties, days } = draft
    const expires = Math.floor(at.getTime() / 1000) + days * 86_400
    const proposer = (await liveKey(tx, who.account))?.officer
    const terms = { party: desk.country, hash: hashOfBody(body), parties, expires }
    const data = { ...terms, body, ...(proposer && { proposer }) }
    return ok({ value: { act }, type: 'joint.proposed', data })
  })
}
