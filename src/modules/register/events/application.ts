// Versioned schemas of what happens to an application, as it is stored. None of it is public: pending and refused files never are.
import { z } from 'zod'
import type { NewEvent, StoredEvent } from '../../../events/index.ts'
import {
  APPLICATION_KINDS,
  type ApplicationFactData,
  type ApplicationFactInStream,
  type ApplicationFactKind,
} from '../domain/application.ts'
import { CommitmentShape, CountryCode, LegalDay, ScopeShape } from './shapes.ts'

const Terms = z.strictObject({
  validFrom: LegalDay.optional(),
  validUntil: LegalDay.optional(),
  scope: ScopeShape.optional(),
  conditions: z.record(z.string(), z.string()).optional(),
})
const Nothing = z.strictObject({})

/** Version of every schema below. */
export const APPLICATION_EVENT_VERSION = 1

export const APPLICATION_EVENTS = {
  'application.submitted': z.strictObject({
    number: z.string(),
    kind: z.enum(APPLICATION_KINDS),
    country: CountryCode,
    recruiterKind: z.string(),
    applicant: z.string(),
    recruiter: z.string().optional(),
    licence: z.string().optional(),
    requirements: z.string(),
    pack: z.strictObject({ id: z.string(), version: z.string() }),
    form: CommitmentShape,
  }),
  'application.completed': z.strictObject({ decideBy: LegalDay.optional() }),
  'application.more-asked': z.strictObject({
    items: z.array(z.strictObject({ requirement: z.string(), text: z.string() })),
    until: LegalDay.optional(),
  }),
  'application.answered': z.strictObject({ form: CommitmentShape }),
  'application.requirement-checked': z.strictObject({
    requirement: z.string(),
    result: z.enum(['met', 'not met']),
    reason: z.string().optional(),
  }),
  'application.waiting-stopped': Nothing,
  'application.proposed': z.strictObject({
    outcome: z.enum(['grant', 'refuse']),
    reason: z.string(),
    terms: Terms.optional(),
  }),
  'application.returned': z.strictObject({ reason: z.string() }),
  'application.granted': z.strictObject({ recruiter: z.string(), licence: z.string(), terms: Terms.optional() }),
  'application.refused': z.strictObject({ reason: z.string(), appealBy: LegalDay.optional() }),
  'application.withdrawn': Nothing,
  'application.lapsed': Nothing,
  'application.appealed': z.strictObject({ decideBy: LegalDay.optional() }),
  'application.appeal-decided': z.strictObject({ outcome: z.enum(['confirmed', 'overturned']), reason: z.string() }),
  'application.assigned': z.strictObject({ to: z.string().nullable() }),
} as const satisfies { [K in ApplicationFactKind]: z.ZodType<ApplicationFactData[K]> }

export type NewApplicationEvent = {
  [K in ApplicationFactKind]: NewEvent<K, ApplicationFactData[K]>
}[ApplicationFactKind]
export type ApplicationEvent = {
  [K in ApplicationFactKind]: StoredEvent<K, ApplicationFactData[K]>
}[ApplicationFactKind]

/** Whether a stored event is one of an application. */
export function isApplicationEvent(event: Pick<StoredEvent, 'type'>): boolean {
  return Object.hasOwn(APPLICATION_EVENTS, event.type)
}

/** A stored event with its data checked. Throws ZodError, or Error for a kind or version of a newer program. */
export function readApplicationEvent(event: StoredEvent): ApplicationEvent {
  const schema = APPLICATION_EVENTS[event.type as ApplicationFactKind]
  if (!schema || event.version !== APPLICATION_EVENT_VERSION)
    throw new Error(`event ${event.id}: ${event.type} version ${event.version} is not known to this program`)
  return { ...event, data: schema.parse(event.data) } as ApplicationEvent
}

/** An event as the rules take it: who acted stands beside it. */
export function applicationFactOf(event: ApplicationEvent): ApplicationFactInStream {
  return { ...event, by: event.actor.account } as ApplicationFactInStream
}
