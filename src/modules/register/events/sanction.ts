// Versioned schemas of what happens to a sanction, as it is stored. None of it is public: what is, the recruiter's own events say.
import { z } from 'zod'
import type { StoredEvent } from '../../../events/index.ts'
import {
  SANCTION_EFFECTS,
  type SanctionFactData,
  type SanctionFactInStream,
  type SanctionFactKind,
} from '../domain/sanction.ts'
import { CommitmentShape, CountryCode, LegalDay } from './shapes.ts'

const Nothing = z.strictObject({})
const Fine = z.strictObject({ amount: z.number().int().positive(), unit: z.string() })
const Scale = z.strictObject({ unit: z.string(), least: z.number().int(), most: z.number().int() })

/** Version of every schema below. */
export const SANCTION_EVENT_VERSION = 1

export const SANCTION_EVENTS = {
  'sanction.proposed': z.strictObject({
    number: z.string(),
    country: CountryCode,
    recruiter: z.string(),
    licence: z.string(),
    account: z.string().optional(),
    sanction: z.string(),
    effect: z.enum(SANCTION_EFFECTS),
    fine: Scale.optional(),
    law: z.string().min(1),
    inspection: z.string().optional(),
    inspectors: z.array(z.string()),
    precaution: z.boolean(),
    charge: CommitmentShape,
    pack: z.strictObject({ id: z.string(), version: z.string() }),
  }),
  'sanction.suspended-at-once': Nothing,
  'sanction.precaution-ended': Nothing,
  'sanction.hearing-opened': z.strictObject({ until: LegalDay }),
  'sanction.heard': Nothing,
  'sanction.hearing-closed': Nothing,
  'sanction.imposed': z.strictObject({
    terms: z.strictObject({ fine: Fine.optional(), until: LegalDay.optional() }),
    reason: z.string(),
    shown: z.boolean(),
    appealBy: LegalDay.optional(),
  }),
  'sanction.dropped': z.strictObject({ reason: z.string() }),
  'sanction.appealed': z.strictObject({ suspensive: z.boolean(), decideBy: LegalDay.optional() }),
  'sanction.appeal-decided': z.strictObject({ outcome: z.enum(['confirmed', 'overturned']), reason: z.string() }),
  'sanction.paid': z.strictObject({ on: LegalDay }),
  'sanction.not-paid': Nothing,
  'sanction.lifted': z.strictObject({ reason: z.string() }),
} as const satisfies { [K in SanctionFactKind]: z.ZodType<SanctionFactData[K]> }

export type SanctionEvent = { [K in SanctionFactKind]: StoredEvent<K, SanctionFactData[K]> }[SanctionFactKind]

/** Whether a stored event is one of a sanction. */
export function isSanctionEvent(event: Pick<StoredEvent, 'type'>): boolean {
  return Object.hasOwn(SANCTION_EVENTS, event.type)
}

/** A stored event with its data checked. Throws ZodError, or Error for a kind or version of a newer program. */
export function readSanctionEvent(event: StoredEvent): SanctionEvent {
  const schema = SANCTION_EVENTS[event.type as SanctionFactKind]
  if (!schema || event.version !== SANCTION_EVENT_VERSION)
    throw new Error(`event ${event.id}: ${event.type} version ${event.version} is not known to this program`)
  return { ...event, data: schema.parse(event.data) } as SanctionEvent
}

/** An event as the rules take it: who acted stands beside it. */
export function sanctionFactOf(event: SanctionEvent): SanctionFactInStream {
  return { ...event, by: event.actor.account } as SanctionFactInStream
}
