// A public event as an entry of the log and back: the same facts without free words, which stand beside it.
import { z } from 'zod'
import type { Ground, StoredEvent } from '../../../events/index.ts'
import { EVENT_VERSION, EVENTS, RECOGNITION_EVENTS } from './recruiter.ts'
import { CountryCode, LegalDay } from './shapes.ts'
import { PUBLIC_WARNING_SCHEMAS, WARNING_EVENT_VERSION } from './warning.ts'

const REGISTER = 'org.sursur.register.'

/** The type of an entry for each kind of event (federation.md, 4): what the events call an authorization, the log calls a licence. */
const TYPES: ReadonlyMap<string, string> = new Map(
  [...Object.keys(EVENTS), ...Object.keys(RECOGNITION_EVENTS), ...Object.keys(PUBLIC_WARNING_SCHEMAS)].map((kind) => [
    kind,
    `${REGISTER}${kind.replace(/^authorization\./, 'licence.')}`,
  ]),
)
const KINDS: ReadonlyMap<string, string> = new Map([...TYPES].map(([kind, type]) => [type, kind]))

/** The type of the entry of an event; undefined for an event that is not public. */
export function entryTypeOf(kind: string): string | undefined {
  return TYPES.get(kind)
}

/** The kind of event that an entry tells of; undefined when no rule of this program knows it. */
export function kindOfEntry(type: string): string | undefined {
  return KINDS.get(type)
}

/** The free words of an event: never in the log, only a commitment to them. */
export type EventWords = {
  readonly ground?: Readonly<Record<string, string>>
  readonly reason?: Readonly<Record<string, string>>
  readonly conditions?: Readonly<Record<string, string>>
  readonly places?: Readonly<Record<string, string>>
}

/** What every entry of the register says, whatever it tells of. */
const FRAME = {
  legalDay: LegalDay,
  streamVersion: z.number().int().positive(),
  office: z.string().min(1).max(200),
  role: z.string().min(1).max(100),
  law: z.string().max(500).optional(),
  list: z.string().max(200).optional(),
  /** Commitment to the free words (event_words). */
  words: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
}
const Frame = z.object({ ...FRAME, country: CountryCode })
type Frame = z.infer<typeof Frame>

const SCHEMAS = { ...EVENTS, ...RECOGNITION_EVENTS, ...PUBLIC_WARNING_SCHEMAS } as Readonly<Record<string, z.ZodObject>>
// Closed: an unknown key makes the entry void. `reason`, `conditions` and `places` are words; an entry that has them is none.
const CLOSED: ReadonlyMap<string, z.ZodObject> = new Map(
  Object.entries(SCHEMAS).map(([kind, schema]) => [
    kind,
    z.strictObject({ ...schema.shape, ...FRAME, country: CountryCode, reason: z.undefined().optional() }),
  ]),
)
const FRAME_KEYS = new Set(Object.keys(FRAME))

/** What an entry says, read back: everything of the event but its words, its place and its identifier. */
export type ReadEntry = {
  readonly kind: string
  /** Version of the schema of the event. */
  readonly version: number
  readonly frame: Frame
  readonly ground: Ground
  readonly data: Readonly<Record<string, unknown>>
}

/** The data of the entry of an event. `country` is the country of the log; it stands in each entry. */
export function entryDataOf(event: StoredEvent, country: string, words: string | undefined): Record<string, unknown> {
  const { scope, reason: _, ...data } = event.data as { scope?: Record<string, unknown>; reason?: unknown }
  const { conditions: _c, places: _p, ...open } = scope ?? {}
  return plain({
    country,
    ...data,
    ...(scope && { scope: open }),
    legalDay: event.legalDay,
    streamVersion: event.streamVersion,
    office: event.actor.office,
    role: event.actor.role,
    ...('list' in event.ground ? { list: event.ground.list } : event.ground.law && { law: event.ground.law }),
    ...(words && { words }),
  })
}

/** The free words of an event; undefined when it has none. */
export function wordsOf(event: StoredEvent): EventWords | undefined {
  const { scope, reason } = event.data as { scope?: EventWords; reason?: EventWords['reason'] }
  const words = {
    ...('text' in event.ground && filled(event.ground.text) && { ground: event.ground.text }),
    ...(filled(reason) && { reason }),
    ...(filled(scope?.conditions) && { conditions: scope?.conditions }),
    ...(filled(scope?.places) && { places: scope?.places }),
  } as EventWords
  return Object.keys(words).length > 0 ? words : undefined
}

function filled(words: Readonly<Record<string, string>> | undefined): boolean {
  return words !== undefined && Object.keys(words).length > 0
}

/** Canonical JSON knows no `undefined`. */
function plain(data: Record<string, unknown>): Record<string, unknown> {
  return JSON.parse(JSON.stringify(data)) as Record<string, unknown>
}

/** Reads the data of an entry; a text says why it is none. */
export function readEntryData(kind: string, data: Readonly<Record<string, unknown>>): ReadEntry | string {
  const schema = CLOSED.get(kind)
  if (!schema) return 'no such kind'
  const parsed = schema.safeParse(data)
  if (!parsed.success) return parsed.error.issues[0]?.path.join('.') || 'not of the closed shape'
  const read = parsed.data as Frame & { readonly scope?: { conditions?: unknown; places?: unknown } }
  if (read.scope?.conditions !== undefined || read.scope?.places !== undefined) return 'scope holds free words'
  const withCountry = 'country' in (SCHEMAS[kind]?.shape ?? {})
  const facts = Object.fromEntries(
    Object.entries(parsed.data).filter(
      ([key, value]) => value !== undefined && !FRAME_KEYS.has(key) && (withCountry || key !== 'country'),
    ),
  )
  return {
    kind,
    version: kind in PUBLIC_WARNING_SCHEMAS ? WARNING_EVENT_VERSION : EVENT_VERSION,
    frame: read,
    ground: read.list === undefined ? { text: {}, ...(read.law && { law: read.law }) } : { list: read.list },
    data: facts,
  }
}

/** The event with its words back in their places, as far as they are known. */
export function withWords<E extends { readonly ground: Ground; readonly data: unknown }>(
  event: E,
  words: EventWords | undefined,
): E {
  if (!words) return event
  const { scope } = event.data as { scope?: object }
  const { ground, reason, conditions, places } = words
  return {
    ...event,
    ground: 'text' in event.ground && ground ? { ...event.ground, text: ground } : event.ground,
    data: {
      ...(event.data as object),
      ...(reason && { reason }),
      ...(scope && { scope: { ...scope, ...(conditions && { conditions }), ...(places && { places }) } }),
    },
  }
}
