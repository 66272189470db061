// Reads an entry of a log as a step of a joint act: its shape, whose log it stands in, and whose signatures hold.
import type { Country } from '../../kernel/country.ts'
import { TransparencyFault } from '../../transparency/format/fault.ts'
import { parseVerifierKey } from '../../transparency/format/key.ts'
import { openNote, writeNote } from '../../transparency/format/note.ts'
import type { LoggedEntry } from '../../transparency/log/share.ts'
import type { KeyManifest } from '../trust/trust.ts'
import { ActId, ApprovedData, faultOfBody, hashOfBody, ProposedData, RejectedData } from './body.ts'
import { decisionText, type Step, type Terms } from './domain.ts'

export const DECISION = 'org.sursur.decision.'
export type Officers = KeyManifest['decision']
/** Who decides for a party by its list of keys that holds at this place of its own log. */
export type OfficersAt = (party: Country, index: number) => Officers | undefined

type Void = { readonly code: 'malformed' | 'not-its-own' | 'bad-hash' | 'not-signed'; readonly detail: string }
export type ReadStep = { readonly ok: true; readonly step: Step } | ({ readonly ok: false } & Void)
export type StepEntry = Pick<LoggedEntry, 'country' | 'index'> & {
  readonly entry: Pick<LoggedEntry['entry'], 'type' | 'time' | 'subject' | 'data' | 'auth'>
}

/**
 * The step that an entry is; or why it is void: another shape (`malformed`), written for a party whose log it is not
 * (`not-its-own`), a body that is not the hashed one (`bad-hash`), signatures that do not hold (`not-signed`).
 * Undefined for a type that is no step of an act.
 */
export function readStep({ country, index, entry }: StepEntry, officersAt: OfficersAt): ReadStep | undefined {
  const { type, time, subject: act, data, auth = [] } = entry
  const kind = type.startsWith(DECISION) ? type.slice(DECISION.length) : ''
  const schema = { proposed: ProposedData, approved: ApprovedData, rejected: RejectedData }[kind]
  if (!schema) return undefined
  const read = schema.safeParse(data)
  if (!read.success || !ActId.safeParse(act).success) return faulty('malformed', read.error?.issues[0]?.message ?? act)
  if (read.data.party !== country) return faulty('not-its-own', `written for ${read.data.party} by ${country}`)
  const at = { party: country, index, time, act }
  if ('reason' in read.data) return { ok: true, step: { ...at, step: 'rejected', reason: read.data.reason } }
  const { hash, parties, expires } = read.data
  const terms: Terms = { act, hash, parties, expires }
  if (!parties.includes(country)) return faulty('not-its-own', `${country} is none of the parties`)
  const proposal = kind === 'proposed' ? ProposedData.parse(data) : undefined
  if (proposal) {
    const { body, proposer } = proposal
    const fault = faultOfBody(body, parties)
    if (fault) return faulty('malformed', fault)
    if (hashOfBody(body) !== hash) return faulty('bad-hash', 'the body is not the one that was hashed')
    return { ok: true, step: { ...at, ...terms, step: 'proposed', body, ...(proposer && { proposer }) } }
  }
  const named = officersAt(country, index)
  const officers = named ? signersOf(terms, auth, named) : []
  if (!named || officers.length < named.threshold)
    return faulty('not-signed', `${officers.length} of ${named?.threshold ?? '?'} signatures hold`)
  return { ok: true, step: { ...at, ...terms, step: 'approved', officers, needed: named.threshold } }
}

/** Labels of the named officers who signed these terms. One line of a named officer that fails spoils all, as in every note. */
export function signersOf(terms: Terms, lines: readonly string[], { officers }: Officers): readonly string[] {
  if (lines.length === 0 || officers.length === 0) return []
  try {
    const labels = new Map(officers.map(({ officer, key }) => [key, officer]))
    const { verified } = openNote(writeNote(decisionText(terms), lines), [...labels.keys()].map(parseVerifierKey))
    return verified.flatMap(({ key }) => labels.get(key.text) ?? [])
  } catch (error) {
    if (error instanceof TransparencyFault) return []
    throw error
  }
}

function faulty(code: Void['code'], detail: string): ReadStep {
  return { ok: false, code, detail }
}
