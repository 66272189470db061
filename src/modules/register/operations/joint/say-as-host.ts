// A host country's word on another country's recruiter: written on the host's own stream, never on the home country's.
import type { Ground } from '../../../../events/index.ts'
import type { Country } from '../../../../kernel/country.ts'
import type { Day } from '../../../../kernel/day.ts'
import { ok, type Result } from '../../../../kernel/result.ts'
import type { OperatingNode, Work } from '../../../../people/index.ts'
import type { Transaction } from '../../../../platform/database/database.ts'
import { keyOf } from '../../address.ts'
import type { Reason } from '../../domain/facts.ts'
import {
  decideRecognition,
  EVENT_OF_RECOGNITION,
  evolveRecognition,
  hostStream,
  type RecognitionAct,
} from '../../domain/recognition.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import { EVENT_VERSION, type NewRecognitionEvent } from '../../events/recruiter.ts'
import { readRecognitions, saveRecognitions } from '../../store/joint.ts'
import { findIdByKey } from '../../store/recruiters.ts'

export type HostWord = {
  readonly act: RecognitionAct
  /** The recruiter: its home country and number. */
  readonly home: Country
  readonly licence: string
  /** The host whose authority speaks. */
  readonly country: Country
  readonly day: Day
  readonly ground: Ground
  readonly reason?: Reason
}

/**
 * The work of such an act, inside its transaction. Refuses `not-entered` for an unknown number, and what the table of life
 * refuses (domain/recognition.ts).
 */
export async function sayAsHost(
  tx: Transaction,
  node: OperatingNode,
  { act, home, licence, country, day, ground, reason }: HostWord,
): Promise<Result<Work<{ readonly status: string }>, Refusal>> {
  const recruiter = await findIdByKey(tx, keyOf(home, licence))
  if (recruiter === undefined) return refuse('not-entered', { licence })
  const stream = hostStream(recruiter, country)
  const before = (await readRecognitions(tx, [stream])).get(stream)
  const allowed = decideRecognition(before, act, day)
  if (!allowed.ok) return allowed
  const event: NewRecognitionEvent = {
    stream,
    streamVersion: (before?.version ?? 0) + 1,
    type: EVENT_OF_RECOGNITION[act],
    version: EVENT_VERSION,
    legalDay: day,
    ground,
    data: { country, ...(reason && { reason }) },
  }
  await saveRecognitions(tx, [evolveRecognition(before, event)], node.origin)
  return ok({ value: { status: allowed.value }, events: [event] })
}
