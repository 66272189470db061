// Records an act of an authority on a recruiter's authorization: grant, renew, suspend, reinstate, revoke.
import type { Actor, Ground } from '../../../events/index.ts'
import type { Country } from '../../../kernel/country.ts'
import type { Day } from '../../../kernel/day.ts'
import { ok } from '../../../kernel/result.ts'
import { type OperatingNode, operate, type Work } from '../../../people/index.ts'
import type { Transaction } from '../../../platform/database/database.ts'
import { keyOf } from '../address.ts'
import type { Reason, Scope } from '../domain/facts.ts'
import { decide } from '../domain/life.ts'
import type { RecognitionAct } from '../domain/recognition.ts'
import { evolve } from '../domain/recruiter.ts'
import { refuse } from '../domain/refusal.ts'
import { EVENT_VERSION, type NewRegisterEvent } from '../events/recruiter.ts'
import { POLICY } from '../policy.ts'
import { lockRecruiters, saveRecruiters } from '../store/recruiters.ts'
import { sayAsHost } from './joint/say-as-host.ts'

const EVENT_OF_ACT = {
  grant: 'authorization.granted',
  renew: 'authorization.renewed',
  suspend: 'authorization.suspended',
  reinstate: 'authorization.reinstated',
  revoke: 'authorization.revoked',
} as const satisfies Readonly<Record<string, NewRegisterEvent['type']>>

export type ActOnRecruiter = {
  readonly act: keyof typeof EVENT_OF_ACT
  /** The recruiter: its home country and number. */
  readonly home: Country
  readonly licence: string
  /** The country whose authority acts. */
  readonly country: Country
  readonly day: Day
  readonly ground: Ground
  readonly validUntil?: Day | undefined
  readonly scope?: Scope | undefined
  readonly reason?: Reason
  /** The key under which it is done once, however often it is asked for. */
  readonly once?: string | undefined
}

/** What an act on another country's recruiter is: a host says whether it recognizes, and nothing else. */
const HOST_ACT = {
  grant: 'accept',
  suspend: 'suspend',
  reinstate: 'restore',
  revoke: 'refuse',
} as const satisfies Partial<Record<ActOnRecruiter['act'], RecognitionAct>>

async function asHost(tx: Transaction, node: OperatingNode, { act, ...command }: ActOnRecruiter) {
  if (act === 'renew') return refuse('not-in-its-life', { act, status: 'recognition' })
  return sayAsHost(tx, node, { ...command, act: HOST_ACT[act] })
}

/** Records the act; on another country's recruiter it is the host's recognition, on the host's own stream. Refuses `not-entered` for an unknown number, and whatever the table of life refuses (domain/life.ts). */
export function recordAct(node: OperatingNode, actor: Actor, command: ActOnRecruiter) {
  const { act, home, licence, country, day, ground, validUntil, scope, reason, once } = command
  const attempt = { actor, action: `register.${act}`, country, subject: licence, detail: { day }, once } as const
  return operate(node, POLICY, attempt, async (tx) => {
    if (country !== home) return asHost(tx, node, command)
    const before = (await lockRecruiters(tx, [keyOf(home, licence)])).values().next().value
    if (!before) return refuse('not-entered', { licence })
    const allowed = decide(before, act, { country, day, ...(validUntil && { validUntil }) })
    if (!allowed.ok) return allowed
    const event = {
      stream: before.id,
      streamVersion: before.version + 1,
      type: EVENT_OF_ACT[act],
      version: EVENT_VERSION,
      legalDay: day,
      ground,
      data: { country, ...(validUntil && { validUntil }), ...(scope && { scope }), ...(reason && { reason }) },
    } as NewRegisterEvent
    await saveRecruiters(tx, [evolve(before, event)], node.origin)
    return ok<Work<{ readonly status: string }>>({ value: { status: allowed.value }, events: [event] })
  })
}
