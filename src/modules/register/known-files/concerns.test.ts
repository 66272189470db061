// What the plan by risk is told of links: counted in the background, counted again where something near changed, and only there.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as after } from 'node:timers/promises'
import type { Country } from '../../../kernel/country.ts'
import { createLinkIndex, type Party } from '../find/links/link-index.ts'
import { createCountedLinks } from './concerns.ts'

const XA = 'XA' as Country
const countries = [{ code: XA, callingCode: '990', nationalNumberLengths: [8] }]

function party(id: string, standing: Party['standing'], telephone: string, kind: Party['kind'] = 'recruiter'): Party {
  const lists = { names: [], emails: [], webs: [], addresses: [], taxNumbers: [], representatives: [], guarantors: [] }
  const known = { id, kind, label: id, country: XA, telephones: [telephone], ...lists }
  return standing ? { ...known, standing } : known
}
const ONE = '0000 1111'
const TWO = '0000 2222'

async function eventually(say: () => unknown, expected: unknown): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (JSON.stringify(say()) === JSON.stringify(expected)) return
    await after(5)
  }
  assert.deepEqual(say(), expected)
}

test('refused and revoked ones count, others do not; nothing is said before it is counted', async () => {
  const counted = createCountedLinks(createLinkIndex(countries))
  counted.put(party('asked', 'authorized', ONE))
  counted.put(party('revoked', 'revoked', ONE))
  counted.put(party('refused', 'refused', ONE, 'application'))
  counted.put(party('fine', 'authorized', ONE))
  counted.put(party('elsewhere', 'revoked', TWO))
  assert.equal(counted.of('asked'), undefined)
  counted.count()
  await eventually(() => counted.of('asked'), { refused: 1, revoked: 1 })
  await eventually(() => counted.of('fine'), { refused: 1, revoked: 1 })
  assert.equal(counted.of('revoked'), undefined, 'it is in no plan')
})

test('a change near a recruiter is seen: revoked, reinstated, moved away, erased', async () => {
  const counted = createCountedLinks(createLinkIndex(countries))
  for (const id of ['asked', 'other']) counted.put(party(id, 'authorized', ONE))
  counted.count()
  const none = { refused: 0, revoked: 0 }
  const one = { refused: 0, revoked: 1 }
  await eventually(() => counted.of('asked'), none)
  const change = async (act: () => void, expected: unknown) => {
    act()
    counted.count()
    await eventually(() => counted.of('asked'), expected)
  }
  await change(() => counted.put(party('other', 'revoked', ONE)), one)
  await change(() => counted.put(party('other', 'authorized', ONE)), none)
  await change(() => counted.put(party('other', 'revoked', ONE)), one)
  await change(() => counted.put(party('other', 'revoked', TWO)), none)
  await change(() => counted.put(party('asked', 'suspended', TWO)), one)
  await change(() => counted.remove('other'), none)
  await change(() => counted.put(party('asked', 'expired', TWO)), undefined)
})
