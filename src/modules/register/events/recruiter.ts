// Versioned schemas of what happened to a recruiter, as it is stored, and which of it is public.
import { z } from 'zod'
import type { NewEvent, StoredEvent } from '../../../events/index.ts'
import type { FactData, FactKind, RecognitionFactData, RecognitionKind } from '../domain/facts.ts'
import { CommitmentShape, CountryCode, LegalDay, ScopeShape } from './shapes.ts'

const Reason = z.record(z.string(), z.string()).optional()
const Term = z.strictObject({
  country: CountryCode,
  validUntil: LegalDay.optional(),
  scope: ScopeShape.optional(),
  reason: Reason,
})
const Restriction = z.strictObject({ country: CountryCode, reason: Reason })
const Appealed = z.enum(['suspended', 'revoked'])
const Listing = z.strictObject({ country: CountryCode, source: z.string(), load: z.string() })

/** Version of every schema below. A new meaning is a new version beside the old one. */
export const EVENT_VERSION = 1

/** The schema of each kind's data; the meaning of each stands in domain/facts.ts. */
export const EVENTS = {
  'recruiter.entered': z.strictObject({
    licence: z.string().min(1),
    licenceDerived: z.boolean(),
    country: CountryCode,
    kind: z.string(),
    particulars: CommitmentShape,
    listing: Listing.optional(),
  }),
  'authorization.granted': Term,
  'authorization.renewed': Term,
  'authorization.suspended': Restriction,
  'authorization.reinstated': Restriction,
  'authorization.revoked': Restriction,
  'authorization.amended': z.strictObject({ country: CountryCode, scope: ScopeShape, reason: Reason }),
  'authorization.closed': Restriction,
  'authorization.appealed': z.strictObject({ country: CountryCode, against: Appealed, suspensive: z.boolean() }),
  'authorization.appeal-decided': z.strictObject({
    country: CountryCode,
    against: Appealed,
    outcome: z.enum(['confirmed', 'overturned']),
    reason: Reason,
  }),
  'listing.added': Listing.extend({ again: z.boolean() }),
  'listing.changed': Listing.extend({ particulars: CommitmentShape }),
  'listing.withdrawn': Listing,
  'particulars.changed': z.strictObject({
    particulars: CommitmentShape,
    what: z.array(z.enum(['name', 'contact', 'place'])),
    reason: Reason,
  }),
  'particulars.erased': z.strictObject({ versions: z.array(z.number().int().positive()), reason: Reason }),
} as const satisfies { [K in FactKind]: z.ZodType<FactData[K]> }

/** A host's word on another country's recruiter, on the host's own stream `<recruiter>.<country>`. */
export const RECOGNITION_EVENTS = {
  'recognition.accepted': Restriction,
  'recognition.refused': Restriction,
  'recognition.suspended': Restriction,
  'recognition.restored': Restriction,
} as const satisfies { [K in RecognitionKind]: z.ZodType<RecognitionFactData[K]> }

export type NewRecognitionEvent = { [K in RecognitionKind]: NewEvent<K, RecognitionFactData[K]> }[RecognitionKind]
export type RecognitionEvent = { [K in RecognitionKind]: StoredEvent<K, RecognitionFactData[K]> }[RecognitionKind]

/** The kinds of a host's word that anybody may read: all. */
export const PUBLIC_RECOGNITION_EVENTS = Object.keys(RECOGNITION_EVENTS) as readonly RecognitionKind[]

/** Whether a stored event is a host's word on another country's recruiter. */
export function isRecognitionEvent({ type }: Pick<StoredEvent, 'type'>): boolean {
  return Object.hasOwn(RECOGNITION_EVENTS, type)
}

/** A stored word of a host with its data checked. Throws ZodError, or Error for a kind or version of a newer program. */
export function readRecognitionEvent(event: StoredEvent): RecognitionEvent {
  const schema = RECOGNITION_EVENTS[event.type as RecognitionKind]
  if (!schema || event.version !== EVENT_VERSION) {
    throw new Error(`event ${event.id}: ${event.type} version ${event.version} is not known to this program`)
  }
  return { ...event, data: schema.parse(event.data) } as RecognitionEvent
}

export type NewRegisterEvent = { [K in FactKind]: NewEvent<K, FactData[K]> }[FactKind]
export type RegisterEvent = { [K in FactKind]: StoredEvent<K, FactData[K]> }[FactKind]

/** Anyone may read every event of the register: it holds acts, numbers and commitments, nothing personal. */
export const PUBLIC_EVENTS = Object.keys(EVENTS) as readonly FactKind[]

/** Whether a stored event is one of a recruiter. */
export function isRegisterEvent({ type }: Pick<StoredEvent, 'type'>): boolean {
  return Object.hasOwn(EVENTS, type)
}

/** A stored event with its data checked. Throws ZodError, or Error for a kind or version of a newer program. */
export function readRegisterEvent(event: StoredEvent): RegisterEvent {
  const schema = EVENTS[event.type as FactKind]
  if (!schema || event.version !== EVENT_VERSION) {
    throw new Error(`event ${event.id}: ${event.type} version ${event.version} is not known to this program`)
  }
  return { ...event, data: schema.parse(event.data) } as RegisterEvent
}
