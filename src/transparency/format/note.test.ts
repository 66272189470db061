// Notes open for whom they must and for nobody else: the published cases, the rules of signed-note, and every flipped byte.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { base64, casesOf, skipTlog } from '../../../test/fixtures/tlog.ts'
import { newSeed, signerOf } from '../keys/signer.ts'
import { utf8 } from './bytes.ts'
import { TransparencyFault } from './fault.ts'
import { parseVerifierKey } from './key.ts'
import { MAX_NOTE, openNote, parseNote, signatureLine, writeNote } from './note.ts'

const refused = (code: string) => ({ name: 'TransparencyFault', code })
const EXAMPLE = `This is an example message.

— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
`
const EXAMPLE_KEY = parseVerifierKey('example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k')

const signer = signerOf('xa.example/log', 1, newSeed())
const key = parseVerifierKey(signer.verifierKey)
const signed = (text: string, by = signer) => signatureLine(by.name, by.id, by.sign(utf8(text)))

test('the note of the specification opens', () => {
  const opened = openNote(utf8(EXAMPLE), [EXAMPLE_KEY])
  assert.equal(opened.text, 'This is an example message.\n')
  assert.deepEqual(opened.verified, [{ key: EXAMPLE_KEY }])
  assert.deepEqual(openNote(EXAMPLE, [EXAMPLE_KEY]), opened)
})

type NoteCase = {
  id: string
  note_base64: string
  verifiers: string[]
  expect: string
  verified?: string[]
  unverified?: string[]
  algorithm?: string
}

const FAULTS: readonly (readonly [RegExp, string])[] = [
  [/ambiguous key/, 'ambiguous-key'],
  [/malformed note/, 'malformed-note'],
  [/invalid signature/, 'bad-signature'],
]

for (const each of casesOf<NoteCase>('signed-notes.json')) {
  test(`published note ${each.id}`, { skip: skipTlog }, () => {
    const open = () => openNote(base64(each.note_base64), each.verifiers.map(parseVerifierKey))
    // SurSur has one algorithm: keys of another are refused before any note is opened.
    if (each.algorithm) return assert.throws(open, refused('malformed-key'))
    const fault = FAULTS.find(([said]) => said.test(each.expect))
    if (fault) return assert.throws(open, refused(fault[1]))
    assert.equal(each.expect, 'ok')
    const { verified, signatures } = open()
    assert.deepEqual(
      verified.map(({ key }) => key.name),
      each.verified,
    )
    const known = new Set(verified.map(({ key }) => key.id))
    const strangers = new Map(
      signatures.filter(({ id }) => !known.has(id)).map((line) => [line.signature.join(), line.name]),
    )
    assert.deepEqual([...strangers.values()], each.unverified)
  })
}

test('the 26 published notes are there', { skip: skipTlog }, () =>
  assert.equal(casesOf('signed-notes.json').length, 26),
)

test('a stranger beside a known key is passed over, under the same name or the same id too', () => {
  const text = 'body\n'
  const twin = signerOf(signer.name, 1, newSeed())
  const lines = [signed(text, twin), signatureLine('other.example', signer.id, new Uint8Array(64)), signed(text)]
  const opened = openNote(writeNote(text, lines), [key])
  assert.deepEqual([opened.verified.map(({ key }) => key.text), opened.signatures.length], [[key.text], 3])
  assert.throws(() => openNote(writeNote(text, lines.slice(0, 2)), [key]), refused('unknown-signer'))
})

test('signatures of a kind not yet known change nothing, however long', () => {
  const text = 'body\n'
  const later = signatureLine('xa.example/log', 0x06060606, new Uint8Array(8 + 2420).fill(7))
  assert.equal(openNote(writeNote(text, [later, signed(text)]), [key]).verified.length, 1)
})

test('one failing line of a known key refuses the whole note, though another key holds', () => {
  const text = 'body\n'
  const second = signerOf('xb.example/log', 1, newSeed())
  const keys = [key, parseVerifierKey(second.verifierKey)]
  const good = signed(text)
  for (const bad of [signed('other\n', second), signatureLine(second.name, second.id, new Uint8Array(10))])
    for (const lines of [
      [good, bad],
      [bad, good],
    ])
      assert.throws(() => openNote(writeNote(text, lines), keys), refused('bad-signature'))
  // The same key once right and once wrong, too.
  assert.throws(() => openNote(writeNote(text, [good, signed('other\n')]), keys), refused('bad-signature'))
})

test('sixteen signatures are accepted, sixty-four too, sixty-five are not', () => {
  const text = 'body\n'
  const crowd = Array.from({ length: 64 }, (_, index) => signatureLine(`w${index}.example`, index, new Uint8Array(64)))
  for (const count of [15, 63]) assert.ok(openNote(writeNote(text, [...crowd.slice(0, count), signed(text)]), [key]))
  const over = `${text}\n${[...crowd, signed(text)].join('\n')}\n`
  assert.throws(() => openNote(over, [key]), refused('malformed-note'))
})

test('a note above 64 KiB is refused before anything is verified', () => {
  const text = (length: number) => `${'a'.repeat(length)}\n`
  const rest = utf8(`\n${signed(text(1))}\n`).length
  const fits = text(MAX_NOTE - rest - 1)
  assert.ok(openNote(writeNote(fits, [signed(fits)]), [key]))
  const over = text(MAX_NOTE - rest)
  assert.throws(() => writeNote(over, [signed(over)]), refused('malformed-note'))
})

const line = signed('body\n')
const dash = '\u2014 '
for (const [what, note] of [
  ['without a line end at its end', `body\n\n${line}`],
  ['with CRLF', `body\r\n\r\n${line}\r\n`],
  ['with a carriage return in the text', `bo\rdy\n\n${line}\n`],
  ['with a tab', `bo\tdy\n\n${line}\n`],
  ['with a NUL', `bo\u0000dy\n\n${line}\n`],
  ['without an empty line', `body\n${line}\n`],
  ['with a hyphen for the dash', `body\n\n${line.replace('\u2014', '-')}\n`],
  ['with two spaces', `body\n\n${line.replace(dash, `${dash} `)}\n`],
  ['with a space at the end of a line', `body\n\n${line} \n`],
  ['with a no-break space in the name', `body\n\n${line.replace('xa.', 'xa\u00a0')}\n`],
  ['with a plus in the name', `body\n\n${line.replace('xa.', 'xa+')}\n`],
  ['without a name', `body\n\n${line.replace(signer.name, '')}\n`],
  ['with an id and no signature', `body\n\n${dash}a AAAAAA==\n`],
  ['with something behind the signatures', `body\n\n${line}\nmore\n`],
  ['that ends in an empty line', `body\n\n${line}\n\n`],
] as const) {
  test(`a note ${what} is refused`, () => assert.throws(() => openNote(note, [key]), refused('malformed-note')))
}

test('a signature in another spelling of base64 is refused', () => {
  // 68 bytes end in one padding sign: the last letter before it has two bits that belong to no byte.
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  const last = line.at(-2) ?? ''
  for (const odd of [alphabet[alphabet.indexOf(last) + 1], alphabet[alphabet.indexOf(last) + 3]])
    assert.throws(() => openNote(`body\n\n${line.slice(0, -2)}${odd}=\n`, [key]), refused('bad-signature'))
  assert.throws(() => openNote(`body\n\n${line.slice(0, -1)}\n`, [key]), refused('bad-signature'))
})

test('a text may hold empty lines: the last one parts it from the signatures', () => {
  const text = 'one\n\ntwo\n\n\nthree\n\n'
  assert.equal(openNote(writeNote(text, [signed(text)]), [key]).text, text)
})

test('what cannot be read again is not written', () => {
  for (const [text, lines] of [
    ['no end', [line]],
    ['', [line]],
    ['body\n', []],
    ['body\n', [`${line}\n${line}`]],
    ['body\n', [`\n${line}`]],
  ] as const)
    assert.throws(() => writeNote(text, lines), refused('malformed-note'), JSON.stringify(text))
})

const texts = fc
  .array(fc.string({ unit: 'grapheme', maxLength: 40 }), { minLength: 1, maxLength: 6 })
  .map((lines) => `${lines.map((one) => one.replace(/\p{Cc}|\p{Cs}/gu, '')).join('\n')}\n`)

test('whatever is written can be read again, byte for byte', () => {
  const name = fc.stringMatching(/^[a-zà-ÿ./0-9-]{1,30}$/)
  const lines = fc.array(fc.tuple(name, fc.nat(0xffff_ffff), fc.uint8Array({ minLength: 1, maxLength: 90 })), {
    minLength: 1,
    maxLength: 16,
  })
  fc.assert(
    fc.property(texts, lines, (text, parts) => {
      const note = writeNote(
        text,
        parts.map((part) => signatureLine(...part)),
      )
      const parsed = parseNote(utf8(note))
      assert.equal(parsed.text, text)
      assert.deepEqual(
        parsed.signatures.map(({ name, id, signature }) => [name, id, signature]),
        parts,
      )
    }),
  )
})

test('a note with any byte changed is refused', () => {
  const note = utf8(writeNote('xa.example/log\n12\nbody é\n', [signed('xa.example/log\n12\nbody é\n')]))
  fc.assert(
    fc.property(fc.nat(note.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
      const changed = Uint8Array.from(note, (byte, index) => (index === at ? byte ^ flip : byte))
      assert.throws(() => openNote(changed, [key]), TransparencyFault)
    }),
    { numRuns: 400 },
  )
  for (let at = 0; at < note.length; at += 1) {
    const changed = Uint8Array.from(note, (byte, index) => (index === at ? byte ^ 1 : byte))
    assert.throws(() => openNote(changed, [key]), TransparencyFault)
  }
})
