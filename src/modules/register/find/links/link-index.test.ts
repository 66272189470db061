// The link check: who is linked by what, what is never evidence, and what must hold for any parties.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Country } from '../../../../kernel/country.ts'
import { createLinkIndex } from './link-index.ts'
import type { Party } from './party.ts'

const XA = 'XA' as Country
const XB = 'XB' as Country
const countries = [
  { code: XA, callingCode: '990', nationalNumberLengths: [8] },
  { code: XB, callingCode: '991', nationalNumberLengths: [9] },
]

function party(id: string, known: Partial<Party> = {}): Party {
  const lists = {
    names: [],
    telephones: [],
    emails: [],
    webs: [],
    addresses: [],
    taxNumbers: [],
    representatives: [],
    guarantors: [],
  }
  return { id, kind: 'recruiter', label: id, country: XA, ...lists, ...known }
}

function indexOf(...parties: readonly Party[]) {
  const index = createLinkIndex(countries)
  for (const one of parties) index.put(one)
  return index
}

const kindsOf = (index: ReturnType<typeof indexOf>, one: Party) =>
  index.linksOf(one, { limit: 20 }).map(({ id, evidence }) => [id, evidence.map(({ kind }) => kind).sort()])

test('a telephone written in two ways links an applicant to a revoked recruiter, which is not thereby the same', () => {
  const index = indexOf(
    party('rec_1', { names: ['Sol Naciente Ejemplo, S. A.'], telephones: ['+990 2000 0134'], standing: 'revoked' }),
    party('rec_2', { names: ['Otra Muestra'], telephones: ['2000 0135'] }),
  )
  const [link, ...rest] = index.linksOf(party('file_1', { names: ['Milpa Alta'], telephones: ['2000-0134'] }), {
    limit: 5,
  })
  assert.equal(rest.length, 0)
  assert.equal(link?.id, 'rec_1')
  assert.equal(link?.judgement, 'linked')
  assert.equal(link?.concern, true)
  assert.deepEqual(
    link?.evidence.map(({ kind, here, there, exact }) => ({ kind, here, there, exact })),
    [{ kind: 'telephone', here: '2000-0134', there: '+990 2000 0134', exact: true }],
  )
})

test('one name with a slip at one address is likely the same', () => {
  const index = indexOf(
    party('rec_1', { names: ['Puente Claro Ejemplo, S. A.'], addresses: ['12 Calle Mayor, zona 4'] }),
    party('rec_2', { names: ['Puente Viejo Ejemplo'], addresses: ['80 Calle Menor, zona 4'] }),
  )
  const [link] = index.linksOf(party('file_1', { names: ['PUENTE CALRO EJEMPLO'], addresses: ['12 c. Mayor'] }), {
    limit: 5,
  })
  assert.equal(link?.id, 'rec_1')
  assert.equal(link?.judgement, 'likely the same')
})

test('missing and placeholder values never match each other', () => {
  const empty = {
    names: ['', ' - '],
    telephones: ['', '0000 0000', 'n/a'],
    emails: ['', 'none'],
    webs: ['', 'facebook.com', 'https://gmail.com/'],
    addresses: ['', 'S/N', 'zona'],
    taxNumbers: ['', 'C/F', '0', '00000000'],
    representatives: [
      { name: '', document: '' },
      { name: ' ', document: 'S/N', born: '' },
    ],
    guarantors: ['', '–'],
  }
  assert.deepEqual(kindsOf(indexOf(party('rec_1', empty)), party('file_1', empty)), [])
})

test('a shared host of pages or mailboxes is nothing, the page or mailbox itself and a host of one’s own are', () => {
  const index = indexOf(
    party('rec_1', { webs: ['facebook.com/sol.ejemplo'], emails: ['sol@gmail.com'] }),
    party('rec_2', { webs: ['https://www.luna-ejemplo.org/es/inicio'] }),
  )
  assert.deepEqual(kindsOf(index, party('a', { webs: ['facebook.com/otra'], emails: ['otra@gmail.com'] })), [])
  assert.deepEqual(kindsOf(index, party('b', { webs: ['https://fb.com/Sol.Ejemplo'], emails: ['SOL@gmail.com'] })), [
    ['rec_1', ['email', 'web']],
  ])
  assert.deepEqual(kindsOf(index, party('c', { webs: ['luna-ejemplo.org'] })), [['rec_2', ['web']]])
  assert.deepEqual(kindsOf(index, party('d', { emails: ['ana@luna-ejemplo.org'] })), [['rec_2', ['web']]])
})

test('a representative is found in another order, without particles and with a slip; papers and birth days decide', () => {
  const known = { name: 'María de la Cruz López Ajpuꞌ', document: '1234 56789 0101', born: '1980-02-03' }
  const index = indexOf(party('rec_1', { representatives: [known] }))
  const score = (asked: { name: string; document?: string; born?: string }) =>
    index
      .linksOf(party('file_1', { representatives: [asked] }), { limit: 1 })[0]
      ?.evidence.find(({ kind }) => kind === 'representative')?.score ?? 0
  const bare = score({ name: "LOPES AJPU', Maria Cruz" })
  assert.ok(bare > 0.3)
  assert.ok(score({ name: 'Lopes Ajpu Maria Cruz', born: '1980-02-03' }) > bare)
  assert.ok(score({ name: 'Lopes Ajpu Maria Cruz', born: '1981-02-03' }) < bare)
  assert.ok(score({ name: 'Lopes Ajpu Maria Cruz', document: '1234-56789-0101' }) > 0.9)
  assert.ok(score({ name: 'Lopes Ajpu Maria Cruz', document: '9999 56789 0101' }) < bare)
})

test('one document under two names is evidence by itself', () => {
  const index = indexOf(party('rec_1', { representatives: [{ name: 'Ana Muestra', document: 'P-77 5521' }] }))
  const asked = party('file_1', { representatives: [{ name: 'Juana Otra', document: 'p775521' }] })
  assert.deepEqual(kindsOf(index, asked), [['rec_1', ['document']]])
})

test('a telephone that 73 share says less than one that two share, and says how many share it', () => {
  const many = Array.from({ length: 72 }, (_, at) => party(`rec_${100 + at}`, { telephones: ['2000 0134'] }))
  const index = indexOf(...many, party('rec_1', { telephones: ['2000 0999'] }))
  const [few, common] = index.linksOf(party('file_1', { telephones: ['2000 0134', '2000 0999'] }), { limit: 2 })
  assert.equal(few?.id, 'rec_1')
  assert.equal(few?.evidence[0]?.sharedBy, undefined)
  assert.equal(common?.evidence[0]?.sharedBy, 73)
  assert.ok((common?.score ?? 1) < (few?.score ?? 0))
})

test('a near name of a refused one stands before an equally near one, with the same score', () => {
  const index = indexOf(
    party('rec_1', { names: ['Cordillera Verde'], standing: 'authorized' }),
    party('rec_2', { names: ['Cordillera Verde'], standing: 'refused' }),
  )
  const links = index.linksOf(party('file_1', { names: ['Cordilera Verde'] }), { limit: 5 })
  assert.deepEqual(
    links.map(({ id }) => id),
    ['rec_2', 'rec_1'],
  )
  assert.equal(links[0]?.score, links[1]?.score)
})

test('equal tax numbers of two countries say less than of one', () => {
  const index = indexOf(
    party('rec_1', { taxNumbers: ['77 123-K4'] }),
    party('rec_2', { taxNumbers: ['77123k4'], country: XB }),
  )
  const links = index.linksOf(party('file_1', { taxNumbers: ['77123K4'] }), { limit: 5 })
  assert.deepEqual(
    links.map(({ id, judgement }) => [id, judgement]),
    [
      ['rec_1', 'likely the same'],
      ['rec_2', 'linked'],
    ],
  )
})

const word = fc.constantFrom('Sol', 'Luna', 'Puente', 'Claro', 'Verde', 'Ajpuꞌ', 'Ñandú', 'S. A.', 'de la', 'Ejemplo')
const text = fc.array(word, { minLength: 0, maxLength: 4 }).map((words) => words.join(' '))
const few = <T>(value: fc.Arbitrary<T>) => fc.array(value, { maxLength: 2 })
const number = fc.integer({ min: 1, max: 6 })
const anyParty = (id: string): fc.Arbitrary<Party> =>
  fc
    .record({
      names: few(text),
      telephones: few(number.map((at) => `2000 010${at}`)),
      emails: few(number.map((at) => `a${at}@ejemplo${at}.org`)),
      webs: few(number.map((at) => `www.ejemplo${at}.org/x`)),
      addresses: few(fc.tuple(number, text).map(([at, street]) => `${at}a calle ${street} zona ${at}`)),
      taxNumbers: few(number.map((at) => `88-100${at}`)),
      representatives: few(
        fc.record({
          name: text,
          document: fc.constantFrom('', '5510-1', '5510-2'),
          born: fc.constantFrom('', '1990-01-01', '1991-01-01'),
        }),
      ),
      guarantors: few(text),
      country: fc.constantFrom(XA, XB),
    })
    .map((known) => party(id, known))
const parties = fc
  .integer({ min: 2, max: 12 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, at) => anyParty(`rec_${at}`))))

const exactOf = (index: ReturnType<typeof indexOf>, one: Party) =>
  new Map(
    index
      .linksOf(one, { limit: 100 })
      .map(
        ({ id, evidence }) =>
          [
            id,
            evidence
              .filter(({ exact }) => exact)
              .map(({ kind }) => kind)
              .sort(),
          ] as const,
      )
      .filter(([, kinds]) => kinds.length > 0),
  )

test('exact links are mutual, nobody links to itself, and scores lie between 0 and 1', () => {
  fc.assert(
    fc.property(parties, (all) => {
      const index = indexOf(...all)
      for (const one of all) {
        for (const link of index.linksOf(one, { limit: 100 })) {
          assert.notEqual(link.id, one.id)
          for (const { score } of [link, ...link.evidence]) assert.ok(score > 0 && score <= 1)
        }
        for (const [id] of exactOf(index, one)) {
          const other = all.find((each) => each.id === id)
          assert.ok(other && exactOf(index, other).has(one.id), `${one.id} links ${id} but not the other way`)
        }
      }
    }),
    { numRuns: 150 },
  )
})

test('adding a party takes no exact link away', () => {
  fc.assert(
    fc.property(parties, anyParty('rec_new'), (all, added) => {
      const index = indexOf(...all)
      const before = all.map((one) => exactOf(index, one))
      index.put(added)
      for (const [at, one] of all.entries()) {
        const after = exactOf(index, one)
        for (const [id, kinds] of before[at] ?? []) assert.deepEqual(after.get(id), kinds)
      }
    }),
    { numRuns: 100 },
  )
})

test('removing takes a party away whole: the rest answer as if it had never been there', () => {
  fc.assert(
    fc.property(parties, anyParty('rec_gone'), (all, gone) => {
      const never = indexOf(...all)
      const index = indexOf(...all.slice(0, 1), gone, ...all.slice(1))
      assert.equal(index.remove('rec_gone'), true)
      assert.equal(index.remove('rec_gone'), false)
      assert.equal(index.size(), all.length)
      for (const one of [...all, gone])
        assert.deepEqual(index.linksOf(one, { limit: 100 }), never.linksOf(one, { limit: 100 }))
    }),
    { numRuns: 100 },
  )
})

test('putting a party again under its id replaces it', () => {
  const index = indexOf(party('rec_1', { telephones: ['2000 0101'] }))
  index.put(party('rec_1', { telephones: ['2000 0102'] }))
  assert.equal(index.size(), 1)
  assert.deepEqual(kindsOf(index, party('a', { telephones: ['2000 0101'] })), [])
  assert.deepEqual(kindsOf(index, party('a', { telephones: ['2000 0102'] })), [['rec_1', ['telephone']]])
})

/** The same text as another hand writes it. */
const HANDS: readonly ((text: string) => string)[] = [
  (written) => written.toUpperCase(),
  (written) => written.normalize('NFD'),
  (written) => written.normalize('NFD').replace(/\p{M}/gu, ''),
  (written) => written.replaceAll('ꞌ', 'ʼ'),
  (written) => written.replaceAll('ꞌ', "'"),
  (written) => written.replaceAll(' ', ' , '),
]

test('case, accents, punctuation and apostrophes change no exact evidence', () => {
  fc.assert(
    fc.property(parties, fc.constantFrom(...HANDS), (all, hand) => {
      const index = indexOf(...all)
      for (const one of all) {
        const other: Party = {
          ...one,
          names: one.names.map(hand),
          addresses: one.addresses.map(hand),
          taxNumbers: one.taxNumbers.map(hand),
          representatives: one.representatives.map(({ name, ...rest }) => ({ ...rest, name: hand(name) })),
          guarantors: one.guarantors.map(hand),
        }
        assert.deepEqual(exactOf(index, other), exactOf(index, one))
      }
    }),
    { numRuns: 100 },
  )
})

test('the order in which parties came changes no answer', () => {
  fc.assert(
    fc.property(parties, (all) => {
      const [one, other] = [indexOf(...all), indexOf(...all.toReversed())]
      for (const asked of all)
        assert.deepEqual(one.linksOf(asked, { limit: 100 }), other.linksOf(asked, { limit: 100 }))
    }),
    { numRuns: 100 },
  )
})
