// Printed documents read back: tags, language, fonts, text, codes; and names that break PDFs do not.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import jsqr from 'jsqr'
import { readPdf } from '../../../test/fixtures/pdf.ts'
import { type Block, type PrintedDocument, writeDocument } from './document.ts'
import { qrModules, qrSvg } from './qr.ts'

const document = (blocks: readonly Block[], more: Partial<PrintedDocument> = {}): PrintedDocument => ({
  title: 'Un título',
  language: 'es',
  direction: 'ltr',
  createdAt: new Date('2026-03-01T12:00:00Z'),
  blocks,
  ...more,
})
const paragraph = (text: string): Block => ({ kind: 'paragraph', text })
const CERTIFICATE: readonly Block[] = [
  { kind: 'seam' },
  { kind: 'heading', level: 1, text: 'Puente de Ejemplo, S. A.' },
  { kind: 'paragraph', text: 'Kʼicheʼ, Qꞌeqchiꞌ: puede reclutar.', large: true },
  {
    kind: 'columns',
    columns: [
      [
        { kind: 'heading', level: 2, text: 'XA' },
        { kind: 'status', shape: 'yes', word: 'Autorizada' },
      ],
      [
        { kind: 'heading', level: 2, text: 'XB' },
        { kind: 'status', shape: 'unknown', word: 'No se sabe' },
      ],
    ],
  },
  { kind: 'facts', facts: [{ name: 'Permiso', value: 'XA-0417-K' }] },
  { kind: 'list', items: ['uno', 'dos'], numbered: true },
  { kind: 'rule' },
  { kind: 'qr', content: 'https://sursur.example/es/r/XA/0417', alt: 'Abre el registro' },
  { kind: 'signature', names: ['Firma', 'Sello'] },
]

/** Paints modules for the reader of codes, with their quiet zone. */
function scanned(rows: readonly (readonly boolean[])[]): string | undefined {
  const [scale, quiet] = [4, 4]
  const edge = (rows.length + 2 * quiet) * scale
  const pixels = new Uint8ClampedArray(edge * edge * 4).fill(255)
  for (let y = 0; y < edge; y++)
    for (let x = 0; x < edge; x++)
      if (rows[Math.floor(y / scale) - quiet]?.[Math.floor(x / scale) - quiet])
        pixels.fill(0, (y * edge + x) * 4, (y * edge + x) * 4 + 3)
  // The package is CommonJS with a default export, which Node and the typings see differently.
  const reader = jsqr as unknown as typeof jsqr.default
  return reader(pixels, edge, edge)?.data
}

describe('a printed document', () => {
  test('has tags, language, title and fonts of its own', async () => {
    const { text, pages } = readPdf(await writeDocument(document(CERTIFICATE)))
    assert.equal(pages, 1)
    for (const part of ['/StructTreeRoot', '/Marked true', '/Lang (es)', '/DisplayDocTitle true', '/FontFile2'])
      assert.ok(text.includes(part), part)
    for (const tag of ['Document', 'H1', 'H2', 'P', 'L', 'LI', 'Lbl', 'LBody', 'Figure'])
      assert.ok(text.includes(`/S /${tag}\n`), tag)
    assert.ok(text.includes('/Alt (Abre el registro)'))
    // Everything that is drawn stands inside a tag or is marked as decoration.
    assert.equal(text.match(/ BDC| BMC/g)?.length, text.match(/\bEMC\b/g)?.length)
  })

  test('its words read back, glottal stops too', async () => {
    const { words } = readPdf(await writeDocument(document(CERTIFICATE)))
    for (const word of [
      'Puente de Ejemplo, S. A.',
      'Kʼicheʼ, Qꞌeqchiꞌ: puede reclutar.',
      'Autorizada',
      'XA-0417-K',
      '2.',
      'dos',
      'Sello',
      '1/1',
    ])
      assert.ok(words.includes(word), `${word} in ${words}`)
  })

  test('the same document is the same bytes', async () => {
    assert.deepEqual(await writeDocument(document(CERTIFICATE)), await writeDocument(document(CERTIFICATE)))
  })

  test('the band of practice stands on every page', async () => {
    const blocks = Array.from({ length: 120 }, (_, at) => paragraph(`renglón ${at}`))
    const { pages, words } = readPdf(
      await writeDocument(document(blocks, { practice: 'Práctica: nada es real.', foot: 'al pie' })),
    )
    assert.ok(pages > 1)
    assert.equal(words.split('Práctica: nada es real.').length - 1, 2 * pages)
    assert.equal(words.split('al pie').length - 1, pages)
    for (let at = 0; at < 120; at++) assert.ok(words.includes(`renglón ${at}`))
    assert.ok(words.includes(`${pages}/${pages}`))
  })

  test('Arabic is joined, and read aloud in its own order', async () => {
    const name = 'شركة الجسر'
    const { text, words } = readPdf(
      await writeDocument(document([paragraph(`${name} (12)`)], { language: 'ar', direction: 'rtl' })),
    )
    assert.ok(words.includes([...name].reverse().join('')), words)
    const spoken = Buffer.from(`\ufeff${name} (12)`, 'utf16le').swap16().toString('latin1')
    assert.ok(text.includes('/ActualText') && text.includes(spoken.replace(/[\\()]/g, '\\$&')))
  })

  const HARD: Readonly<Record<string, string>> = {
    emoji: 'Ana 😀👩‍👩‍👧',
    'half a pair': 'Ana \ud800 \udc00',
    'a turned direction': 'acta\u202efdp.exe',
    'five thousand characters without a space': 'x'.repeat(5000),
    'five thousand Arabic ones': 'ش'.repeat(5000),
    nothing: '',
    'null characters': '\u0000\u0000a\u0000',
    'a heap of marks': `a${'\u0301'.repeat(2000)}`,
    'a script without glyphs': '字'.repeat(300),
    'line ends': 'a\r\n\r\nb\u2028c',
    'signs of the format': ') Tj ET (\\ << >> endstream endobj',
  }
  for (const [what, text] of Object.entries(HARD)) {
    test(`${what}: it is written all the same`, async () => {
      const blocks: readonly Block[] = [
        { kind: 'heading', level: 1, text },
        paragraph(text),
        { kind: 'facts', facts: [{ name: text, value: text }] },
        { kind: 'columns', columns: [[paragraph(text)], [paragraph(text)]] },
        { kind: 'status', shape: 'no', word: text },
        { kind: 'list', items: [text] },
        { kind: 'signature', names: [text, text, text] },
        { kind: 'qr', content: 'x', alt: text },
      ]
      const bytes = await writeDocument(document(blocks, { title: text, practice: text, foot: text }))
      assert.ok(readPdf(bytes).text.includes('%%EOF'))
    })
  }

  test('whatever the name', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.constantFrom('ltr' as const, 'rtl' as const),
        async (text, direction) => {
          await writeDocument(document([paragraph(text)], { direction, title: text }))
        },
      ),
      { numRuns: 40 },
    )
  })
})

describe('codes', () => {
  const TEXT = 'https://sursur.example/es/r/XA/0417?d=2026-03-01'
  test('are read back from their modules', () => {
    for (const level of ['L', 'M', 'Q', 'H'] as const) assert.equal(scanned(qrModules(TEXT, level)), TEXT)
  })

  test('are read back from the path of a page', () => {
    const { size, path } = qrSvg(TEXT)
    const rows = Array.from({ length: size }, () => Array.from({ length: size }, () => false))
    for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
      rows[Number(y)]?.fill(true, Number(x), Number(x) + Number(width))
    assert.equal(scanned(rows), TEXT)
  })

  test('are read back from what the pen drew', async () => {
    const { text } = readPdf(await writeDocument(document([{ kind: 'qr', content: TEXT, alt: 'x', millimetres: 40 }])))
    const drawn = /\/Figure <<[^>]*>> BDC([\s\S]*?)EMC/.exec(text)?.[1] ?? ''
    const [zone, ...dark] = [...drawn.matchAll(/^(\S+) (\S+) (\S+) (\S+) re$/gm)].map((found) =>
      found.slice(1, 5).map(Number),
    )
    const [left = 0, top = 0, edge = 0] = zone ?? []
    assert.ok(Math.abs(edge - (40 * 72) / 25.4) < 0.01)
    const count = qrModules(TEXT).length
    const unit = edge / (count + 8)
    const rows = Array.from({ length: count }, () => Array.from({ length: count }, () => false))
    for (const [x = 0, y = 0, width = 0] of dark) {
      const [column, row] = [Math.round((x - left) / unit) - 4, Math.round((y - top) / unit) - 4]
      rows[row]?.fill(true, column, column + Math.round(width / unit))
    }
    assert.equal(scanned(rows), TEXT)
  })
})
