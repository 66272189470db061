// Versioned schemas of what happens to an inspection, and of signs of risk, as they are stored. None of it is public.
import { z } from 'zod'
import type { NewEvent, StoredEvent } from '../../../events/index.ts'
import {
  ANSWERS,
  type InspectionFactData,
  type InspectionFactInStream,
  type InspectionFactKind,
} from '../domain/inspection.ts'
import { SIGNAL_KINDS } from '../domain/risk.ts'
import { CommitmentShape, CountryCode, LegalDay } from './shapes.ts'

const Plan = z.strictObject({ day: LegalDay, inspector: z.string(), announced: z.boolean() })
const Carried = z.strictObject({
  on: LegalDay,
  answers: z.record(z.string(), z.enum(ANSWERS)),
  evidence: z.record(z.string(), z.array(z.string())),
  record: CommitmentShape,
})

/** Version of every schema below. */
export const INSPECTION_EVENT_VERSION = 1

export const INSPECTION_EVENTS = {
  'inspection.planned': Plan.extend({
    number: z.string(),
    country: CountryCode,
    recruiter: z.string(),
    licence: z.string(),
    chosen: z.enum(['by risk', 'by hand']),
    points: z.number().int().nonnegative().optional(),
    checklist: z.string(),
    pack: z.strictObject({ id: z.string(), version: z.string() }),
  }),
  'inspection.replanned': Plan,
  'inspection.carried-out': Carried,
  'inspection.corrected': Carried,
  'inspection.closed': z.strictObject({ outcome: z.enum(['in order', 'mended']) }),
  'inspection.mending-asked': z.strictObject({ items: z.array(z.string()), until: LegalDay }),
  'inspection.sanction-proposed': z.strictObject({ sanction: z.string() }),
  'inspection.cancelled': z.strictObject({}),
} as const satisfies { [K in InspectionFactKind]: z.ZodType<InspectionFactData[K]> }

/** A sign of risk that a part of the platform gave: only that there was one. Its own stream, one event long. */
export const RISK_SIGNALLED = 'risk.signalled'
export const RISK_EVENT_VERSION = 1
export const RiskSignal = z.strictObject({
  /** Stream of the recruiter. */
  recruiter: z.string(),
  country: CountryCode,
  kind: z.enum(SIGNAL_KINDS),
  weight: z.number().int().min(1).max(3),
  /** The module or office that gave it, such as `rights`. */
  source: z.string().min(1).max(60),
  day: LegalDay,
})
export type RiskSignal = z.output<typeof RiskSignal>

export type InspectionEvent = {
  [K in InspectionFactKind]: StoredEvent<K, InspectionFactData[K]>
}[InspectionFactKind]
export type NewRiskEvent = NewEvent<typeof RISK_SIGNALLED, RiskSignal>

/** Whether a stored event is one of an inspection. */
export function isInspectionEvent(event: Pick<StoredEvent, 'type'>): boolean {
  return Object.hasOwn(INSPECTION_EVENTS, event.type)
}

/** A stored event with its data checked. Throws ZodError, or Error for a kind or version of a newer program. */
export function readInspectionEvent(event: StoredEvent): InspectionEvent {
  const schema = INSPECTION_EVENTS[event.type as InspectionFactKind]
  if (!schema || event.version !== INSPECTION_EVENT_VERSION)
    throw new Error(`event ${event.id}: ${event.type} version ${event.version} is not known to this program`)
  return { ...event, data: schema.parse(event.data) } as InspectionEvent
}

/** An event as the rules take it: who acted stands beside it. */
export function inspectionFactOf(event: InspectionEvent): InspectionFactInStream {
  return { ...event, by: event.actor.account } as InspectionFactInStream
}

/** Whether a stored event is a sign of risk. */
export function isRiskEvent(event: Pick<StoredEvent, 'type'>): boolean {
  return event.type === RISK_SIGNALLED
}

/** A stored sign with its data checked. Throws ZodError, or Error for a version of a newer program. */
export function readRiskEvent(event: StoredEvent): StoredEvent<typeof RISK_SIGNALLED, RiskSignal> {
  if (!isRiskEvent(event) || event.version !== RISK_EVENT_VERSION)
    throw new Error(`event ${event.id}: ${event.type} version ${event.version} is not known to this program`)
  return { ...event, type: RISK_SIGNALLED, data: RiskSignal.parse(event.data) }
}
