// Steps out of entries: only whole signatures of named officers approve, each in their own country's log.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { Country } from '../../kernel/country.ts'
import { signatureLine } from '../../transparency/format/note.ts'
import { newSeed, signerOf } from '../../transparency/keys/signer.ts'
import { hashOfBody } from './body.ts'
import { type ActBody, decisionText, foldAct } from './domain.ts'
import { type OfficersAt, readStep, type StepEntry } from './read-step.ts'

const XA = 'XA' as Country
const XB = 'XB' as Country
const ACT = `joint_${'2'.repeat(27)}`
const BODY: ActBody = { kind: 'suspension', recruiter: 'rec_2', licence: 'XA-1' }
const TERMS = { act: ACT, hash: hashOfBody(BODY), parties: [XA, XB], expires: 1_800_000_000 }
const signer = (country: string, label: string) =>
  signerOf(`${country.toLowerCase()}.example/decision/${label}`, 1, newSeed())
const officers = new Map(
  [XA, XB].map((country) => [
    country,
    ['one', 'two', 'three'].map((label) => ({ label, signer: signer(country, label) })),
  ]),
)
const officersAt: OfficersAt = (party) => {
  const named = officers.get(party)
  return (
    named && { threshold: 2, officers: named.map(({ label, signer }) => ({ officer: label, key: signer.verifierKey })) }
  )
}
const lines = (party: Country, count = 2, terms = TERMS) =>
  (officers.get(party) ?? [])
    .slice(0, count)
    .map(({ signer }) =>
      signatureLine(signer.name, signer.id, signer.sign(new TextEncoder().encode(decisionText(terms)))),
    )
const { act: _, ...rest } = TERMS
function entryOf(party: Country, kind: string, data: object, auth?: readonly string[]): StepEntry {
  const type = `org.sursur.decision.${kind}`
  const entry = { type, time: '2026-03-01T12:00:00Z', subject: ACT, data: { party, ...data }, ...(auth && { auth }) }
  return { country: party, index: kind === 'proposed' ? 0 : 1, entry }
}
const proposal = entryOf(XA, 'proposed', { ...rest, body: BODY })
const approval = (party: Country, auth = lines(party)) => entryOf(party, 'approved', rest, auth)
const codeOf = (entry: StepEntry) => {
  const read = readStep(entry, officersAt)
  return read?.ok === false ? read.code : read?.step.step
}
function stateOf(entries: readonly StepEntry[]) {
  const steps = entries.flatMap((entry) => {
    const read = readStep(entry, officersAt)
    return read?.ok ? [read.step] : []
  })
  return foldAct(ACT, steps, () => 5, 0)?.state
}

describe('an entry', () => {
  test('is the step it says, and together they make an effective act', () => {
    assert.equal(codeOf(proposal), 'proposed')
    assert.equal(codeOf(approval(XB)), 'approved')
    assert.equal(codeOf(entryOf(XB, 'rejected', { reason: { en: 'It names another licence.' } })), 'rejected')
    assert.equal(stateOf([proposal, approval(XA), approval(XB)]), 'effective')
  })
  test('in another country’s log is void', () => {
    assert.equal(codeOf({ ...approval(XB), country: XA }), 'not-its-own')
    assert.equal(stateOf([proposal, approval(XA), { ...approval(XB), country: XA, index: 2 }]), 'approved in part')
    assert.equal(codeOf({ ...approval(XB, lines(XA)) }), 'not-signed')
  })
  test('with unknown members, an unsorted list of parties, or another body is void', () => {
    assert.equal(codeOf(entryOf(XA, 'proposed', { ...rest, body: BODY, more: 1 })), 'malformed')
    assert.equal(codeOf(entryOf(XA, 'approved', { ...rest, parties: [XB, XA] }, lines(XA))), 'malformed')
    assert.equal(codeOf(entryOf(XA, 'approved', { ...rest, parties: [XA] }, lines(XA))), 'malformed')
    assert.equal(codeOf(entryOf(XA, 'proposed', { ...rest, body: { ...BODY, licence: 'XA-2' } })), 'bad-hash')
    const body = { kind: 'recognition', recruiter: 'rec_2', licence: 'XA-1', host: 'XC' }
    assert.equal(codeOf(entryOf(XA, 'proposed', { ...rest, body })), 'malformed')
    assert.equal(readStep(entryOf(XA, 'effective', {}), officersAt), undefined)
  })
  test('signed once, twice by one officer, or over other terms approves nothing', () => {
    assert.equal(codeOf(approval(XB, lines(XB, 1))), 'not-signed')
    assert.equal(codeOf(approval(XB, [...lines(XB, 1), ...lines(XB, 1)])), 'not-signed')
    assert.equal(codeOf(approval(XB, lines(XB, 2, { ...TERMS, expires: 1_900_000_000 }))), 'not-signed')
    assert.equal(codeOf(entryOf(XB, 'approved', rest)), 'not-signed')
  })
  test('by officers whose keys the party’s list no longer holds approves nothing', () => {
    const gone: OfficersAt = (party, index) => {
      const named = officersAt(party, index)
      return named && { ...named, officers: named.officers.filter(({ officer }) => officer !== 'two') }
    }
    assert.equal(readStep(approval(XB), gone)?.ok, false)
    assert.equal(readStep(approval(XB), () => undefined)?.ok, false)
  })
})

test('without any one line, or with any one character of a line changed, the act is not effective', () => {
  const entries = [proposal, approval(XA), approval(XB)]
  const changed = fc.record({
    party: fc.constantFrom(1, 2),
    line: fc.constantFrom(0, 1),
    at: fc.nat(),
    to: fc.constantFrom(...'AZaz09+/= —\n', ''),
    drop: fc.boolean(),
  })
  fc.assert(
    fc.property(changed, ({ party, line, at, to, drop }) => {
      const entry = entries[party]
      const auth = [...(entry?.entry.auth ?? [])]
      const text = auth[line] ?? ''
      const place = at % text.length
      const other = text.slice(0, place) + to + text.slice(place + 1)
      fc.pre(drop || other !== text)
      auth.splice(line, 1, ...(drop ? [] : [other]))
      const all = entries.map((one) => (one === entry ? { ...one, entry: { ...one.entry, auth } } : one))
      assert.equal(stateOf(all), 'approved in part')
    }),
    { numRuns: 600 },
  )
})
