// An officer says of two parties that they are the same, or different, or takes that back. Nothing is merged or overwritten.
import type { NewEvent } from '../../../../events/index.ts'
import { ok } from '../../../../kernel/result.ts'
import { actorFor, operate, type Who } from '../../../../people/index.ts'
import { newIdentifier } from '../../../../platform/seal/digest.ts'
import { decideJudgement, judgedAfter, pairOf, type Verdict } from '../../domain/link-judgement.ts'
import { refuse } from '../../domain/refusal.ts'
import { LINK_EVENT_VERSION } from '../../events/link.ts'
import { POLICY } from '../../policy.ts'
import { lockJudgement, saveJudgement } from '../../store/link-judgements.ts'
import { readSubjects } from '../../store/subjects.ts'
import { type DeskNode, deskDay } from '../desk-node.ts'
import { writtenGround } from '../on-file.ts'

export type LinkAct = {
  readonly one: string
  readonly other: string
  readonly act: Verdict | 'take back'
  readonly reason: string
  /** Language in which the reason is written. */
  readonly language: string
  /** How many acts on the pair the page showed; if there are more, the act is refused and says so. */
  readonly seen?: number | undefined
  readonly once?: string | undefined
}

/**
 * Judges a pair. Refuses `no-such-party` for one that is neither a recruiter nor an application of the officer's country,
 * `no-ground`, `changed-meanwhile`, `nothing-changed`, `not-judged`.
 */
export function judgeLink(node: DeskNode, who: Who, { one, other, act, reason, language, seen, once }: LinkAct) {
  const action = 'register.judge-link'
  const actor = actorFor(who, POLICY, action)
  const pair = pairOf(one, other)
  const detail = { with: pair.b, act }
  const attempt = { actor, action, country: who.country, subject: pair.a, detail, once } as const
  return operate(node, POLICY, attempt, async (tx, now) => {
    const known = await readSubjects(tx, [one, other])
    const judged = [...known.values()].filter(
      ({ kind, country }) => kind === 'recruiter' || (kind === 'application' && country === who.country),
    )
    if (judged.length < 2) return refuse('no-such-party', {})
    if (!reason) return refuse('no-ground', {})
    const before = await lockJudgement(tx, pair)
    const version = before?.version ?? 0
    if (seen !== undefined && seen !== version)
      return refuse('changed-meanwhile', { seen: String(seen), now: String(version) })
    const decided = decideJudgement(before, pair, act)
    if (!decided.ok) return decided
    const stream = before?.id ?? newIdentifier('link')
    const day = deskDay(node, who.country, now)
    const event: NewEvent = {
      stream,
      streamVersion: version + 1,
      version: LINK_EVENT_VERSION,
      legalDay: day,
      ground: writtenGround(language, reason),
      ...decided.value,
    }
    const { verdict } = judgedAfter(decided.value)
    const row = { id: stream, ...pair, verdict, reason, day, by: who.account, version: version + 1 }
    await saveJudgement(tx, row)
    return ok({ value: { link: stream, version: version + 1, verdict }, events: [event] })
  })
}
