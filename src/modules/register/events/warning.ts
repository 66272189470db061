// Versioned schemas of what happens to a warning, as it is stored. Its file is private; only what stands in the list is public.
import { z } from 'zod'
import type { NewEvent, StoredEvent } from '../../../events/index.ts'
import {
  NOTICE_WAYS,
  type PublicWarningFactData,
  WARNING_VIA,
  type WarningFactData,
  type WarningFactKind,
} from '../domain/warning.ts'
import { CommitmentShape, CountryCode, LegalDay } from './shapes.ts'

const words = z.string()
const papers = z.array(z.string())
const Apart = { apart: z.array(z.string()).optional() }
const Why = z.enum(['expired', 'mistake', 'registered', 'contest upheld'])

/** Version of every schema below. */
export const WARNING_EVENT_VERSION = 1

export const WARNING_EVENTS = {
  'warning.reported': z.strictObject({
    number: z.string(),
    country: CountryCode,
    via: z.enum(WARNING_VIA),
    reference: z.string().optional(),
    party: CommitmentShape,
    papers,
  }),
  'warning.amended': z.strictObject({ party: CommitmentShape, papers }),
  'warning.verified': z.strictObject({ words }),
  'warning.dismissed': z.strictObject({ words }),
  'warning.proposed': z.strictObject({ words }),
  'warning.approved': z.strictObject({ words, ...Apart, warning: z.string() }),
  'warning.returned': z.strictObject({ words }),
  'warning.notice-given': z.strictObject({ words, way: z.enum(NOTICE_WAYS), givenOn: LegalDay, until: LegalDay }),
  'warning.contested': z.strictObject({ words, through: z.enum(['officer', 'public form']) }),
  'warning.contest-decided': z.strictObject({ words, outcome: z.enum(['upheld', 'rejected']) }),
  'warning.put-in-list': z.strictObject({ ...Apart, source: z.string(), since: LegalDay }),
  'warning.taken-off': z.strictObject({ words, why: Why }),
  'warning.erased': z.strictObject({ versions: z.array(z.number().int().positive()) }),
} as const satisfies { [K in WarningFactKind]: z.ZodType<WarningFactData[K]> }

/** What anybody may see, on the streams `warn_…`: a commitment, whose word it is, since when. */
export const PUBLIC_WARNING_SCHEMAS = {
  'warning.published': z.strictObject({ commitment: z.string(), source: z.string(), since: LegalDay }),
  'warning.removed': z.strictObject({ why: Why }),
} as const satisfies { [K in keyof PublicWarningFactData]: z.ZodType<PublicWarningFactData[K]> }

/** The kinds that the public changes may show. */
export const PUBLIC_WARNING_EVENTS = ['warning.published', 'warning.removed'] as const

export type WarningEvent = { [K in WarningFactKind]: StoredEvent<K, WarningFactData[K]> }[WarningFactKind]
export type NewPublicWarningEvent = {
  [K in keyof PublicWarningFactData]: NewEvent<K, PublicWarningFactData[K]>
}[keyof PublicWarningFactData]

/** Whether a stored event is one of a warning's file. */
export function isWarningEvent(event: Pick<StoredEvent, 'type'>): boolean {
  return Object.hasOwn(WARNING_EVENTS, event.type)
}

/** A stored event of a file with its data checked. Throws ZodError, or Error for a kind or version of a newer program. */
export function readWarningEvent(event: StoredEvent): WarningEvent {
  const schema = WARNING_EVENTS[event.type as WarningFactKind]
  if (!schema || event.version !== WARNING_EVENT_VERSION)
    throw new Error(`event ${event.id}: ${event.type} version ${event.version} is not known to this program`)
  return { ...event, data: schema.parse(event.data) } as WarningEvent
}
