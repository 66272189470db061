// The finding engine by example and by property: every way deliverable 5 names to ask for a recruiter.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Country, parseCountry } from '../../../kernel/country.ts'
import { sha256Hex } from '../../../platform/seal/digest.ts'
import { createFindIndex, type FindableRecruiter, type FindIndex } from './find-index.ts'

const XA = parseCountry('XA') as Country
const XB = parseCountry('XB') as Country
const countries = [
  { code: XA, callingCode: '502', nationalNumberLengths: [8] },
  { code: XB, callingCode: '52', nationalNumberLengths: [10] },
]
const bare = { country: XA, telephones: [], emails: [], webs: [], telephoneHashes: [] }

function named(id: string, text: string, more: Partial<FindableRecruiter> = {}): FindableRecruiter {
  return { ...bare, id, licence: `XA-${id}`, names: [{ text, kind: 'name' }], ...more }
}

function indexOf(...recruiters: readonly FindableRecruiter[]): FindIndex {
  const index = createFindIndex({ countries })
  for (const recruiter of recruiters) index.put(recruiter)
  return index
}

const demonstration = (): FindIndex =>
  indexOf(
    named('0042-7', 'Puente Claro Ejemplo, S. A.', {
      telephones: ['+50200000134'],
      emails: ['hola@puente.example'],
      webs: ['puente.example', 'facebook.com/puenteclaro'],
    }),
    named('0043-5', 'Camino Real Ejemplo, S. de R.L. de C.V.', { telephones: ['+520000000999'] }),
    named('0044-3', "Manos Firmes Ejemplo, S.A. T/A Ajpu' Trabajo"),
    named('0045-1', 'Sembradores del Valle Ejemplo Ltda.', {
      names: [
        { text: 'Sembradores del Valle Ejemplo Ltda.', kind: 'name' },
        { text: 'Cosecha Buena Ejemplo', kind: 'former name' },
      ],
    }),
    named('0046-9', 'Công ty TNHH Đường Xanh Ejemplo'),
    named('0047-7', 'Hermanos Muñoz Internacional Ejemplo SARL'),
  )

const answers = (index: FindIndex, question: string): string[] => index.find(question, 10).matches.map(({ id }) => id)
const likes = (index: FindIndex, question: string): string[] => index.find(question, 10).lookalikes.map(({ id }) => id)

test('a licence number in any spacing, case and dashes, also inside a sentence', () => {
  for (const typed of ['XA-0042-7', 'xa 0042 7', 'XA00427', 'xa–0042–7', 'licencia XA 0042 7']) {
    const [match] = demonstration().find(typed, 5).matches
    assert.equal(match?.id, '0042-7', typed)
    assert.equal(match?.field, 'licence')
  }
  assert.deepEqual(answers(demonstration(), 'XA-0042-8'), [])
})

test('a telephone in every national and international form', () => {
  for (const typed of [
    '+502 0000 0134',
    '50200000134',
    '0000-0134',
    '0050200000134',
    '(502) 0000.0134',
    '٠٠٠٠٠١٣٤',
    'wa.me/50200000134',
  ]) {
    assert.deepEqual(answers(demonstration(), typed), ['0042-7'], typed)
  }
  for (const typed of [
    '00 0000 0999',
    '+52 00 0000 0999',
    '+52 1 00 0000 0999',
    '01 00 0000 0999',
    '044 00 0000 0999',
  ]) {
    assert.deepEqual(answers(demonstration(), typed), ['0043-5'], typed)
  }
})

test('e-mail, web and social addresses', () => {
  for (const typed of [
    'Hola@Puente.example',
    'mailto:hola@puente.example',
    'https://www.Puente.example/',
    'puente.example/jobs?x=1',
    'm.facebook.com/puenteclaro',
    'https://fb.com/PuenteClaro/',
    '@puenteclaro',
  ]) {
    assert.deepEqual(answers(demonstration(), typed), ['0042-7'], typed)
  }
  assert.deepEqual(answers(demonstration(), 'facebook.com/puenteclaro2'), [])
})

test('names across accents, marks, word order, legal forms, abbreviations, joined and split words', () => {
  for (const [typed, id] of [
    ['PUENTE CLARO EJEMPLO', '0042-7'],
    ['Ejemplo Puente Claro S.A. de C.V.', '0042-7'],
    ['puenteclaro ejemplo', '0042-7'],
    ['Puente Cla ro Ejemplo', '0042-7'],
    ['camino real ejemplo srl', '0043-5'],
    ['duong xanh ejemplo', '0046-9'],
    ['cong ty co phan Duong Xanh Ejemplo', '0046-9'],
    ['Hnos. Munoz Intl. Ejemplo', '0047-7'],
    ['Ajpuꞌ Trabajo', '0044-3'],
    ['ajpu trabajo', '0044-3'],
    ['Manos Firmes Ejemplo', '0044-3'],
    ['Cosecha Buena Ejemplo', '0045-1'],
  ] as const) {
    assert.deepEqual(answers(demonstration(), typed), [id], typed)
  }
})

test('what matched is said: the kind of name, and its text', () => {
  assert.deepEqual(demonstration().find('ajpu trabajo', 1).matches[0], {
    id: '0044-3',
    field: 'trade name',
    score: 1,
    matched: "Ajpu' Trabajo",
  })
  const former = demonstration().find('cosecha buena ejemplo', 1).matches[0]
  assert.deepEqual([former?.field, former?.matched], ['former name', 'Cosecha Buena Ejemplo'])
})

test('one or two slips a word are answered, at a lower score', () => {
  for (const typed of [
    'Puente Calro Ejemplo',
    'Puentte Claro Ejemplo',
    'Puente Klaro Ejemplo',
    'Puente Claro Ejenplo',
  ]) {
    const [match] = demonstration().find(typed, 5).matches
    assert.equal(match?.id, '0042-7', typed)
    assert.ok((match?.score ?? 1) < 1)
  }
  assert.deepEqual(answers(demonstration(), 'Semvradores del Valle Ejemplo'), ['0045-1'])
})

test('a name that is not the one asked for is a look-alike, never the answer', () => {
  for (const typed of ['puente clarito', 'Puente Oscuro Ejemplo', 'puente', 'Puente Claro Ejemplo Hermanos']) {
    assert.deepEqual(answers(demonstration(), typed), [], typed)
    assert.ok(likes(demonstration(), typed).includes('0042-7'), typed)
  }
  for (const typed of ['', '   ', '\u202e', '???', 'Otra Cosa']) {
    assert.deepEqual(demonstration().find(typed, 5), { matches: [], lookalikes: [] }, typed)
  }
})

test('the first words of a name answer while no other name begins with them', () => {
  const index = demonstration()
  assert.deepEqual(answers(index, 'puente claro'), ['0042-7'])
  index.put(named('0099-1', 'Puente Claro del Sur Ejemplo'))
  assert.deepEqual(answers(index, 'puente claro'), [])
  assert.deepEqual(likes(index, 'puente claro').toSorted(), ['0042-7', '0099-1'])
})

test('an exact name outdoes a name with slips', () => {
  const index = indexOf(named('a', 'Sol Naciente Ejemplo'), named('b', 'Sol Nacientes Ejemplo'))
  assert.deepEqual(answers(index, 'sol nacientes ejemplo'), ['b'])
  assert.deepEqual(likes(index, 'sol nacientes ejemplo'), ['a'])
})

test('a telephone or address that is not the named recruiter’s is said', () => {
  const [foreign] = demonstration().find('puente claro 0000 0999', 5).matches
  assert.deepEqual([foreign?.id, foreign?.contactMismatch], ['0042-7', '0000 0999'])
  const [own] = demonstration().find('puente claro 0000 0134', 5).matches
  assert.deepEqual([own?.id, own?.contactMismatch, own?.nameMismatch], ['0042-7', undefined, undefined])
  const [named, holder] = demonstration().find('puente claro ejemplo 00 0000 0999', 5).matches
  assert.deepEqual([named?.id, named?.contactMismatch], ['0042-7', '00 0000 0999'])
  assert.deepEqual([holder?.id, holder?.field, holder?.nameMismatch], ['0043-5', 'telephone', 'puente claro ejemplo'])
  const [noRecord] = demonstration().find('duong xanh ejemplo 0000 0134', 5).matches
  assert.deepEqual([noRecord?.contactMismatch, noRecord?.contactUnknown], [undefined, '0000 0134'])
})

test('a list that carries only hashed telephones is checked by hash', () => {
  const hash = (digits: string): string => sha256Hex(digits).slice(0, 10)
  const index = indexOf(
    named('all', 'Lista Diez Ejemplo', { country: XB, telephoneHashes: [`all:10:${hash('5500000134')}`] }),
    named('nine', 'Lista Nueve Ejemplo', { country: XB, telephoneHashes: [`9:10:${hash('600000134')}`] }),
  )
  for (const typed of ['55 0000 0134', '+52 (55) 0000-0134']) assert.deepEqual(answers(index, typed), ['all'], typed)
  for (const typed of ['0600000134', '52 0600000134', '+52 060 000 0134'])
    assert.deepEqual(answers(index, typed), ['nine'], typed)
  assert.equal(index.find('lista diez ejemplo 55 0000 0135', 5).matches[0]?.contactMismatch, '55 0000 0135')
  assert.equal(index.find('lista diez ejemplo 55 0000 0134', 5).matches[0]?.contactMismatch, undefined)
})

const word = fc.stringMatching(/^[bcdfglmnprst][aeiou][bcdfglmnprst][aeiou][bcdfglmnprst]{0,2}$/)
const recruiterLists = fc.uniqueArray(
  fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' ')),
  { minLength: 1, maxLength: 20 },
)

test('every registered name finds its recruiter first, in whatever order recruiters came and went', () => {
  fc.assert(
    fc.property(recruiterLists, fc.array(fc.nat(19), { maxLength: 10 }), (texts, gone) => {
      const index = indexOf(...texts.map((text, at) => named(`r${at}`, text)))
      for (const at of gone) index.remove(`r${at}`)
      for (const [at, text] of texts.entries()) {
        const present = !gone.includes(at)
        assert.equal(answers(index, text).includes(`r${at}`), present, text)
        if (present) assert.equal(index.find(text, 1).matches[0]?.score, 1)
      }
      assert.equal(index.size(), texts.length - new Set(gone.filter((at) => at < texts.length)).size)
    }),
    { numRuns: 60 },
  )
})

test('put replaces; what was removed is found by nothing; one question has one answer', () => {
  const index = demonstration()
  index.put(named('0042-7', 'Otro Nombre Ejemplo'))
  assert.deepEqual(answers(index, 'puente claro ejemplo'), [])
  assert.deepEqual(answers(index, '0000 0134'), [])
  assert.deepEqual(answers(index, 'otro nombre ejemplo'), ['0042-7'])
  assert.equal(index.remove('0042-7'), true)
  assert.equal(index.remove('0042-7'), false)
  assert.deepEqual(answers(index, 'XA-0042-7'), [])
  assert.deepEqual(index.find('ejemplo', 10), index.find('ejemplo', 10))
})

test('any text is a question: nothing throws', () => {
  const index = demonstration()
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => assert.ok(index.find(text, 5))),
    { numRuns: 300 },
  )
})
