// What a status statement says, worked out from this node's own register: the same function for who makes it and for who cosigns it.
import type { Country } from '../../kernel/country.ts'
import type { StatusFacts } from '../../modules/register/index.ts'
import { fromBase64 } from '../../transparency/format/bytes.ts'
import type { Heads } from '../../transparency/format/heads.ts'
import type { ListedStatus } from '../../transparency/format/status-list.ts'
import { STATUS_WORDS, type StatusNote, type StatusWord, shortNameOf } from '../../transparency/format/status-note.ts'
import type { StatusParts } from './parts.ts'

/** A status of the register as a statement has it; one that no country's authority has given is unknown. */
export function statusWordOf(status: string): StatusWord {
  return STATUS_WORDS.find((word) => word === status) ?? 'unknown'
}

/** How far each party's log is known here, in the order of the parties; undefined while one has never been heard. */
export async function knownHeads({ trust, heads }: StatusParts): Promise<Heads | undefined> {
  const rows = await heads()
  const known = trust.current().parties.flatMap(({ origin }) => {
    const row = rows.find(({ log }) => log === origin)
    return row ? [{ origin, size: row.size, root: fromBase64(row.root) }] : []
  })
  return known.length === trust.current().parties.length ? known : undefined
}

/** What this node knows of a recruiter at a moment (Unix seconds), in its own country's day. */
export async function factsAt(
  { facts, dayIn }: StatusParts,
  licence: string,
  home: Country,
  at: number,
): Promise<StatusFacts | undefined> {
  return facts(licence, dayIn(home, new Date(at * 1000)))
}

/** Whether everything known about the recruiter stands within these sizes: then they and the facts belong together. */
export function within(facts: StatusFacts, heads: Heads, originOf: (country: Country) => string | undefined): boolean {
  const sizeOf = (country: Country) => heads.find(({ origin }) => origin === originOf(country))?.size ?? 0
  const places = [
    ...facts.hostIndexes,
    ...(facts.homeIndex === undefined ? [] : [[facts.home, facts.homeIndex] as const]),
  ]
  return places.every(([country, index]) => index < sizeOf(country))
}

export type NoteFacts = Pick<StatusNote, 'licence' | 'shortName' | 'status'>

export function noteFacts(facts: StatusFacts): NoteFacts {
  return { licence: facts.licence, shortName: shortNameOf(facts.shortName), status: statusWordOf(facts.status) }
}

/** All rows of the list, in its order; of two with one number, which must not be, the more careful one. */
export async function listRows({ rows }: StatusParts, at: number): Promise<readonly ListedStatus[]> {
  const byLicence = new Map<string, StatusWord>()
  for (const { licence, status } of await rows(new Date(at * 1000))) {
    const before = byLicence.get(licence)
    if (before === undefined || before === 'authorized') byLicence.set(licence, statusWordOf(status))
  }
  return [...byLicence]
    .map(([licence, status]) => ({ licence, status }))
    .sort((one, other) => (one.licence < other.licence ? -1 : 1))
}
