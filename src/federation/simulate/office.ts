// The offices of a simulated corridor: officers with real keys who propose, approve and reject, and somebody who forges.
import type { Country } from '../../kernel/country.ts'
import { signatureLine } from '../../transparency/format/note.ts'
import { newSeed, signerOf } from '../../transparency/keys/signer.ts'
import type { LoggedEntry } from '../../transparency/log/share.ts'
import { hashOfBody } from '../joint/body.ts'
import { type ActBody, decisionText, type Terms } from '../joint/domain.ts'
import { DECISION, type OfficersAt } from '../joint/read-step.ts'

export const COUNTRIES: readonly Country[] = ['XA', 'XB', 'XC'].map((code) => code as Country)
/** One named officer is enough here, so that a schedule costs few signatures; m of n has tests of its own. */
const NEEDED = 1

// Made once a process: which keys they are decides nothing in a schedule.
const SIGNERS = new Map(
  COUNTRIES.map((country) => [country, signerOf(`${country.toLowerCase()}.example/decision/officer-1`, 1, newSeed())]),
)
const OFFICERS = new Map(
  [...SIGNERS].map(([country, { verifierKey: key }]) => [
    country,
    { threshold: NEEDED, officers: [{ officer: 'officer-1', key }] },
  ]),
)

export const officersAt: OfficersAt = (party) => OFFICERS.get(party)

/** Identifier of an act by its number. */
export function actId(number: number): string {
  const letters = '23456789abcdefghjkmnpqrstvwxyz'
  return `joint_${letters[number % 30]}${letters[Math.floor(number / 30) % 30]}${'2'.repeat(25)}`
}

export function termsOf(act: string, parties: readonly Country[], expires: number): Terms & { readonly body: ActBody } {
  const body: ActBody = { kind: 'suspension', recruiter: 'rec_2', licence: `${act.slice(6, 8)}-1` }
  return { act, hash: hashOfBody(body), parties: [...parties].sort(), expires, body }
}

/** What an office wrote and whether it meant it: the oracle knows, the rules have to find out. */
export type Written = { readonly word: 'proposed' | 'approved' | 'rejected' | 'forged'; readonly terms: Terms }
const written = new WeakMap<LoggedEntry['entry'], Written>()
export function writtenIn({ entry }: LoggedEntry): Written | undefined {
  return written.get(entry)
}

type FullTerms = ReturnType<typeof termsOf>

/** Makes an entry of a country's log. `clock` is what the country's clock shows, Unix seconds. */
export function entryOf(
  country: Country,
  word: Written['word'],
  terms: FullTerms,
  id: string,
  clock: number,
): (index: number) => LoggedEntry {
  const entry = { ...contentOf(country, word, terms), id, time: isoOf(clock), subject: terms.act, prev: null }
  written.set(entry, { word, terms })
  const origin = `xa-xb/${country.toLowerCase()}`
  return (index) => ({ log: `${country.toLowerCase()}.example/log`, index, country, origin, entry })
}

function contentOf(country: Country, word: Written['word'], { act, hash, parties, expires, body }: FullTerms) {
  const plain = { party: country, hash, parties, expires }
  if (word === 'proposed') return { type: `${DECISION}proposed`, data: { ...plain, body } }
  if (word === 'rejected') return { type: `${DECISION}rejected`, data: { party: country, reason: { en: 'No.' } } }
  const lines = [lineOf(country, { act, hash, parties, expires })]
  if (word === 'approved') return { type: `${DECISION}approved`, data: plain, auth: lines }
  // Somebody else's approval in one's own log; every second one as if it were one's own, with the wrong signature.
  const other = parties.find((party) => party !== country) ?? country
  const stolen = [lineOf(other, { act, hash, parties, expires })]
  return {
    type: `${DECISION}approved`,
    data: { ...plain, party: (expires / 3600) % 2 === 0 ? other : country },
    auth: stolen,
  }
}

const lines = new Map<string, string>()
function lineOf(country: Country, terms: Terms): string {
  const name = country + decisionText(terms)
  const line = lines.get(name) ?? signed(country, terms)
  lines.set(name, line)
  return line
}

function signed(country: Country, terms: Terms): string {
  const signer = SIGNERS.get(country)
  if (!signer) throw new Error(`no officer of ${country}`)
  return signatureLine(signer.name, signer.id, signer.sign(new TextEncoder().encode(decisionText(terms))))
}

function isoOf(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`
}
