// The events of a link between two parties: their schemas, and reading them back. Private to the office; identifiers alone.
import { z } from 'zod'
import type { StoredEvent } from '../../../events/index.ts'
import type { LinkFactData, LinkFactKind } from '../domain/link-judgement.ts'

export const LINK_EVENT_VERSION = 1

const pair = { a: z.string(), b: z.string() }

export const LINK_EVENTS = {
  'link.judged': z.strictObject({ ...pair, verdict: z.enum(['same', 'different']) }),
  'link.judgement-withdrawn': z.strictObject(pair),
} as const satisfies { [K in LinkFactKind]: z.ZodType<LinkFactData[K]> }

export type LinkEvent = { [K in LinkFactKind]: StoredEvent<K, LinkFactData[K]> }[LinkFactKind]

/** Whether a stored event is one of a link. */
export function isLinkEvent(event: Pick<StoredEvent, 'type'>): boolean {
  return Object.hasOwn(LINK_EVENTS, event.type)
}

/** A stored event with its data checked. Throws ZodError, or Error for a kind or version of a newer program. */
export function readLinkEvent(event: StoredEvent): LinkEvent {
  const schema = LINK_EVENTS[event.type as LinkFactKind]
  if (!schema || event.version !== LINK_EVENT_VERSION)
    throw new Error(`event ${event.id}: ${event.type} version ${event.version} is not known to this program`)
  return { ...event, data: schema.parse(event.data) } as LinkEvent
}
