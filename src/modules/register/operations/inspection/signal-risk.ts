// Takes signs of risk from other parts of the platform: only that there was one, of what kind and weight, on which day.
import type { Actor, NewEvent, StoredEvent } from '../../../../events/index.ts'
import { ok } from '../../../../kernel/result.ts'
import { type OperatingNode, operate } from '../../../../people/index.ts'
import type { Transaction } from '../../../../platform/database/database.ts'
import {
  isRiskEvent,
  type NewRiskEvent,
  RISK_EVENT_VERSION,
  RISK_SIGNALLED,
  RiskSignal,
  readRiskEvent,
} from '../../events/inspection.ts'
import { POLICY } from '../../policy.ts'
import { insertSignal } from '../../store/inspections.ts'

/** Begins the stream of a sign; what follows tells it from every other, such as the identifier of the message that brought it. */
const STREAM = 'sig_'

/**
 * Keeps a sign inside a transaction that is open, and gives the event that whoever opened it appends last; nothing when the same sign
 * (`key`) was kept before, so that a message delivered twice counts once. Throws ZodError for a sign that is none.
 */
export async function keepSignal(tx: Transaction, key: string, signal: RiskSignal): Promise<readonly NewRiskEvent[]> {
  const data = RiskSignal.parse(signal)
  const stream = STREAM + key
  if (!(await insertSignal(tx, stream, data))) return []
  return [
    {
      stream,
      streamVersion: 1,
      type: RISK_SIGNALLED,
      version: RISK_EVENT_VERSION,
      legalDay: data.day,
      ground: { text: { code: 'signalled' } },
      data,
    },
  ]
}

/** The same as an act of its own, for the handler of an outbox. Refuses `not-allowed`. */
export function signalRisk(
  node: OperatingNode,
  actor: Actor,
  { key, ...signal }: RiskSignal & { readonly key: string },
) {
  const { country, kind, source } = signal
  const attempt = {
    actor,
    action: 'register.signal-risk',
    country,
    subject: signal.recruiter,
    detail: { kind, source },
  } as const
  return operate(node, POLICY, attempt, async (tx) => {
    const events: readonly NewEvent[] = await keepSignal(tx, key, signal)
    return ok({ value: { kept: events.length > 0 }, events })
  })
}

/** Puts the signs among some stored events back into their table, for rebuilding it. */
export async function restoreSignals(tx: Transaction, events: readonly StoredEvent[]): Promise<void> {
  for (const event of events.filter(isRiskEvent)) await insertSignal(tx, event.stream, readRiskEvent(event).data)
}
