// One verified entry of a log read by itself: its shape, its names, and whether its country may say such a thing at all.
import type { ForeignEvent } from '../../../../events/index.ts'
import type { Country } from '../../../../kernel/country.ts'
import type { LoggedEntry } from '../../../../transparency/log/share.ts'
import { keyOf } from '../../address.ts'
import { readHostStream } from '../../domain/recognition.ts'
import { kindOfEntry, type ReadEntry, readEntryData } from '../../events/entry.ts'

/**
 * Why an entry is void. `not-theirs`: another country's to say (federation.md, 5.1); `broken-chain`: no next word on
 * its subject; `gap`: it counts, but something before it is missing; `number-taken`: a second recruiter of one country with the same number.
 */
export type VoidCode = 'malformed' | 'unknown-kind' | 'not-theirs' | 'broken-chain' | 'gap' | 'number-taken'
export type Fault = { readonly code: VoidCode; readonly detail: string }

/** An entry whose content has been read: what of it does not depend on what is here already. */
export type Readable = {
  readonly logged: LoggedEntry
  /** Identifier of its event here, and of the event before it on the subject. */
  readonly id: string
  readonly prev: string | null
  readonly read: ReadEntry
}

const SUBJECTS = { recruiter: /^rec_[0-9a-z]{1,60}$/, warning: /^warn_[0-9a-z]{1,60}$/ } as const

/** Reads an entry; `own` is the country of this node. */
export function readLogged(logged: LoggedEntry, own: Country): Readable | Fault {
  const { entry, country } = logged
  const kind = kindOfEntry(entry.type)
  if (!kind) return { code: 'unknown-kind', detail: entry.type }
  const [id, prev] = [idHere(entry.id, country, own), entry.prev === null ? null : idHere(entry.prev, country, own)]
  if (id === undefined) return { code: 'malformed', detail: 'id' }
  if (prev === undefined) return { code: 'malformed', detail: 'prev' }
  if (Number.isNaN(Date.parse(entry.time))) return { code: 'malformed', detail: 'time' }
  const read = readEntryData(kind, entry.data)
  if (typeof read === 'string') return { code: 'malformed', detail: read }
  return notTheirs({ logged, id, prev, read }) ?? { logged, id, prev, read }
}

function notTheirs({ logged, read }: Readable): Fault | undefined {
  const { entry, country } = logged
  const { kind, frame, data } = read
  if (frame.country !== country) return { code: 'not-theirs', detail: `${kind} for ${frame.country}` }
  if (kind.startsWith('recognition.')) {
    const host = readHostStream(entry.subject)
    if (!host) return { code: 'malformed', detail: 'subject' }
    return host.country === country ? undefined : { code: 'not-theirs', detail: `${kind} on ${entry.subject}` }
  }
  if (!SUBJECTS[isWarning(read) ? 'warning' : 'recruiter'].test(entry.subject))
    return { code: 'malformed', detail: 'subject' }
  const { listing } = data as { listing?: { readonly country: Country } }
  return listing && listing.country !== country
    ? { code: 'not-theirs', detail: `a list of ${listing.country}` }
    : undefined
}

/** The identifier of an entry's event here: the own ones as they were made, a peer's with the country before it. */
function idHere(id: string, country: Country, own: Country): string | undefined {
  const event = id.startsWith(`${country.toLowerCase()}:`) ? id.slice(3) : ''
  if (!/^evt_[0-9a-z]{1,60}$/.test(event)) return undefined
  return country === own ? event : id
}

export function isWarning({ kind }: ReadEntry): boolean {
  return kind.startsWith('warning.')
}

export function isRecognition({ kind }: ReadEntry): boolean {
  return kind.startsWith('recognition.')
}

/** The key of the recruiter that an entry enters; undefined for every other entry. */
export function keyOfEntered({ kind, data }: ReadEntry): string | undefined {
  if (kind !== 'recruiter.entered') return undefined
  const { country, licence } = data as { readonly country: Country; readonly licence: string }
  return keyOf(country, licence)
}

/** The event as it is kept here. Who acted stands by office and role; the account is known to the other node alone. */
export function eventOf({ logged, id, read }: Readable): ForeignEvent {
  const { frame } = read
  return {
    id,
    stream: logged.entry.subject,
    streamVersion: frame.streamVersion,
    type: read.kind,
    version: read.version,
    legalDay: frame.legalDay,
    ground: read.ground,
    data: read.data,
    origin: logged.origin,
    recordedAt: new Date(logged.entry.time),
    actor: { office: frame.office, country: logged.country, role: frame.role, account: '' },
  }
}
