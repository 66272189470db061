// Telephones: the invented and the real forms that people type, and what is no telephone.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Country, parseCountry } from '../../../kernel/country.ts'
import { registeredTelephone, telephoneReadings } from './telephone.ts'

const XA = parseCountry('XA') as Country
const XB = parseCountry('XB') as Country
const countries = [
  { code: XA, callingCode: '502', nationalNumberLengths: [8] },
  { code: XB, callingCode: '52', nationalNumberLengths: [10] },
]

test('a number is among the readings of every form it is typed in', () => {
  const forms = (national: string): string[] => [
    national,
    `+502${national}`,
    `502${national}`,
    `00502${national}`,
    `011502${national}`,
    `+502 ${national.slice(0, 4)}-${national.slice(4)}`,
    `0${national}`,
    `(+502) ${national.slice(0, 4)}.${national.slice(4)}`,
    `${national} ext. 12`,
    [...`+502${national}`].map((c) => (/\d/.test(c) ? String.fromCharCode(0x660 + Number(c)) : c)).join(''),
  ]
  fc.assert(
    fc.property(fc.stringMatching(/^\d{8}$/), (national) => {
      for (const typed of forms(national))
        assert.ok(telephoneReadings(typed, countries).includes(`+502${national}`), typed)
    }),
  )
})

test('a national number that begins like an international prefix is still national', () => {
  assert.deepEqual(telephoneReadings('00 0000 0134', countries).includes('+520000000134'), true)
  assert.equal(registeredTelephone('0000 0134', XA, countries), '+50200000134')
  assert.equal(registeredTelephone('00 0000 0134', XB, countries), '+520000000134')
})

test('what has too few or too many digits is no telephone', () => {
  for (const typed of ['', '12345', '1'.repeat(30), 'puente claro'])
    assert.deepEqual(telephoneReadings(typed, countries), [], typed)
})
