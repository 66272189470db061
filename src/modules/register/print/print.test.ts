// The certificate, the poster and the calendar read back: the right words for each standing, tags, fonts, both languages, codes that scan.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import jsqr from 'jsqr'
import { XA, XB } from '../../../../test/fixtures/database.ts'
import { readPdf } from '../../../../test/fixtures/pdf.ts'
import { day } from '../../../kernel/day.ts'
import { loadPack, type Pack } from '../../../packs/index.ts'
import { writeDocument } from '../../../platform/print/document.ts'
import { createReaders } from '../../../web/readers.ts'
import type { RegisterReader } from '../pages/parts/words.ts'
import type { RecruiterPaper } from '../views/print.ts'
import type { Status } from '../views.ts'
import { certificate } from './certificate.ts'
import { deadlineCalendar } from './deadlines.ts'
import { poster } from './poster.ts'

const NOW = new Date('2026-03-02T12:00:00Z')
const PAGE = 'https://register.example/recruiters/XA-0417-2'
let pack: Pack
let readerOf: (tag: string) => RegisterReader
before(async () => {
  const loaded = await loadPack(join(import.meta.dirname, '../../../../test/fixtures/xa-xb'))
  if (!loaded.ok) throw new Error('the invented pack has faults')
  pack = loaded.value
  const readers = createReaders(pack, XA)
  readerOf = (tag) => {
    const reader = readers.of(tag)
    if (!reader) throw new Error(tag)
    return reader
  }
})

function paperOf(status: Status, more: Partial<RecruiterPaper> = {}): RecruiterPaper {
  const [one, other] = pack.countries
  if (!one || !other) throw new Error('two countries')
  return {
    summary: {
      licence: 'XA-0417-2',
      licenceDerived: false,
      address: 'XA-0417-2',
      name: 'Pont Clair Exemple',
      country: XA,
      countryName: one.name,
      status,
      standings: [
        {
          country: XA,
          status,
          since: day('2025-01-10'),
          validFrom: day('2024-01-10'),
          validUntil: day('2027-01-10'),
          ...(one.authorities[0] && { says: one.authorities[0].name }),
          confirmed: false,
        },
        { country: XB, status: 'unknown', confirmed: false },
      ],
      telephones: ['0000 0134'],
      emails: [],
      webs: [],
      tradeNames: [],
      formerNames: [],
    },
    scope: {
      sectors: [{ fr: 'Agriculture', ar: 'الزراعة', en: 'Farm work' }],
      occupations: [],
      countries: [],
      workers: 12,
      conditions: { en: 'A house for each worker', fr: 'Un logement pour chaque personne' },
    },
    today: day('2026-03-02'),
    corridor: pack.name,
    countryNames: new Map([
      [XA, one.name],
      [XB, other.name],
    ]),
    ask: new Map(),
    fees: [{ country: one.name, sentence: one.feePolicy.sentence, source: 'Act 7, article 1' }],
    pageAddress: PAGE,
    siteAddress: 'register.example',
    languages: ['en', 'fr'],
    ...more,
  }
}

async function certificateOf(paper: RecruiterPaper) {
  const [leading, second] = paper.languages
  const bytes = await writeDocument(certificate(paper, [readerOf(leading), readerOf(second)], NOW))
  return { bytes, ...readPdf(bytes) }
}

/** Sizes of letters in which a text is drawn, largest first. */
function largest(text: string): number {
  return Math.max(...[...text.matchAll(/\/F\d+ ([\d.]+) Tf/g)].map(([, size]) => Number(size)))
}

describe('a certificate', () => {
  test('of who is licensed: both languages, number, scope, term, telephone, authority, conditions, how to check', async () => {
    const { words, text } = await certificateOf(paperOf('authorized'))
    for (const one of [
      'Pont Clair Exemple',
      'XA-0417-2',
      'It is licensed to recruit.',
      'A l’autorisation de recruter.',
      'From 10 January 2024 to 10 January 2027.',
      'Du 10 janvier 2024 au 10 janvier 2027.',
      'Farm work',
      'Agriculture',
      'Up to 12',
      '0000 0134',
      'Ministry of Labour',
      'Ministère du Travail',
      'A house for each worker',
      'Un logement pour chaque',
      'This paper is not enough',
      'Ce papier ne suffit pas',
      'register.example',
      'Made on 2 March 2026.',
      'You do not pay for this job.',
      'Vous ne payez pas pour cet',
      'It is free.',
      'Act 7, article 1',
      'We have not heard from this country',
    ])
      assert.ok(words.includes(one), `${one} in ${words}`)
    for (const part of ['/StructTreeRoot', '/Marked true', '/Lang (en)', '/Lang (fr)', '/FontFile2'])
      assert.ok(text.includes(part), part)
    assert.ok(!text.includes('/Sig'), 'nothing looks like a signature')
    assert.ok(!/Practice|Sample/.test(words))
  })

  for (const [status, big] of [
    ['suspended', 'No. Licence suspended.'],
    ['revoked', 'No. Licence revoked.'],
    ['expired', 'No. Licence run out.'],
    ['delisted', 'No longer on the list.'],
    ['listed', 'This is not a licence.'],
  ] as const)
    test(`of who is ${status}: its largest words say so, and nothing says that it is licensed`, async () => {
      const { words, text } = await certificateOf(paperOf(status))
      assert.ok(words.includes(big), words)
      for (const one of ['It is licensed', 'Licensed', 'autorisation de recruter', 'Up to 12', 'A house for'])
        assert.ok(!words.includes(one), `${one} in ${words}`)
      assert.ok(largest(text) > largest((await certificateOf(paperOf('authorized'))).text))
    })

  test('of practice or a sample says so on every page', async () => {
    const long = paperOf('authorized', {
      mark: { kind: 'practice' },
      fees: Array.from({ length: 40 }, () => ({ country: pack.name, sentence: { en: 'It is free of charge.' } })),
    })
    const { words, pages } = await certificateOf(long)
    assert.ok(pages > 1)
    assert.equal(words.split('Practice: nothing here is real.').length - 1, 2 * pages)
    assert.equal(words.split('Exercice : rien ici n’est réel.').length - 1, 2 * pages)
    const sample = await certificateOf(paperOf('listed', { mark: { kind: 'sample', asOf: day('2026-01-05') } }))
    assert.equal(sample.words.split('Sample as of 5 January 2026').length - 1, 2 * sample.pages)
    assert.ok(sample.words.includes('Échantillon du 5 janvier 2026'))
  })

  test('in Arabic first is written from right to left, and read aloud in its own order', async () => {
    const { text } = await certificateOf(paperOf('authorized', { languages: ['ar', 'fr'] }))
    assert.ok(text.includes('/Lang (ar)') && text.includes('/ActualText'))
  })

  const name = 'Pont 😀 \u202egro.live \u0000 )>> '.repeat(200)
  test('a name that breaks PDFs is printed all the same', async () => {
    const paper = paperOf('suspended')
    const { words } = await certificateOf({
      ...paper,
      summary: { ...paper.summary, name, licence: 'X\u0001'.repeat(40) },
    })
    assert.ok(words.includes('No. Licence suspended.'))
  })

  test('its code leads to the public page, read from the printed sheet', async (t) => {
    const { bytes } = await certificateOf(paperOf('authorized'))
    const read = scan(bytes)
    if (read === undefined) t.skip('pdftoppm is not installed here')
    else assert.equal(read, PAGE)
  })

  test('its code holds the signed statement where there is one, and still scans', async (t) => {
    const statusCode = `HTTPS://XA.EXAMPLE/S#${'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.repeat(14)}`
    const { bytes } = await certificateOf(paperOf('authorized', { statusCode }))
    const read = scan(bytes)
    if (read === undefined) t.skip('pdftoppm is not installed here')
    else assert.equal(read, statusCode)
  })
})

describe('a poster', () => {
  for (const tag of ['en', 'fr', 'ar'])
    test(`in ${tag}: not to pay, whose it is, how to check; its code scans`, async () => {
      const reader = readerOf(tag)
      const bytes = await writeDocument(poster(paperOf('authorized', { mark: { kind: 'practice' } }), reader, NOW))
      const { words, text, pages } = readPdf(bytes)
      assert.equal(pages, 1)
      assert.ok(text.includes(`/Lang (${tag})`) && text.includes('/FontFile2'))
      for (const one of ['Pont Clair Exemple', 'XA-0417-2', ...(tag === 'en' ? ['Do not pay for a job.'] : [])])
        assert.ok(words.includes(one), `${one} in ${words}`)
      const read = scan(bytes)
      if (read !== undefined) assert.equal(read, PAGE)
    })

  test('of who is suspended says so', async () => {
    const { words } = readPdf(await writeDocument(poster(paperOf('suspended'), readerOf('en'), NOW)))
    assert.ok(words.includes('Suspended') && !words.includes('Licensed'), words)
  })
})

describe('a calendar of deadlines', () => {
  const item = { id: 'file_1', number: 'XA-S-1', open: true, waiting: false, deadline: day('2026-03-31') }
  const options = { publicUrl: 'https://register.example', now: NOW }

  test('has each open file with a deadline on its day, by number alone', () => {
    const closed = { ...item, id: 'file_2', number: 'XA-S-2', open: false }
    const { deadline: _, ...without } = { ...item, id: 'file_3', number: 'XA-S-3' }
    const waiting = { ...item, id: 'file_4', number: 'XA-S-4', waiting: true }
    const text = deadlineCalendar([item, closed, without, waiting], readerOf('en'), options)
    assert.equal(text.match(/BEGIN:VEVENT/g)?.length, 2)
    for (const line of [
      'UID:file_1@register.example',
      'DTSTART;VALUE=DATE:20260331',
      'DTEND;VALUE=DATE:20260401',
      'SUMMARY:For the office: XA-S-1',
      'SUMMARY:For the recruiter: XA-S-4',
      'URL:https://register.example/en/staff/files/file_1',
      'X-WR-CALNAME:Deadlines of the register',
    ])
      assert.ok(text.includes(`${line}\r\n`), `${line} in ${text}`)
  })

  test('is a calendar when there is nothing in it', () => {
    assert.match(deadlineCalendar([], readerOf('ar'), options), /^BEGIN:VCALENDAR\r\n[\s\S]*END:VCALENDAR\r\n$/)
  })
})

/** The first page as a printer would show it, looked at by a reader of codes; undefined where no renderer is installed. */
function scan(bytes: Uint8Array): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'sursur-print-'))
  try {
    writeFileSync(join(folder, 'a.pdf'), bytes)
    const done = spawnSync('pdftoppm', ['-r', '100', '-l', '1', '-singlefile', 'a.pdf', 'a'], { cwd: folder })
    if (done.error) return undefined
    // P6, width and height, the largest value, then red, green and blue of each point.
    const image = readFileSync(join(folder, 'a.ppm'))
    const [head = '', width = 0, height = 0] = /^P6\s(\d+) (\d+)\s255\s/.exec(image.toString('latin1', 0, 40)) ?? []
    const pixels = new Uint8ClampedArray(Number(width) * Number(height) * 4)
    for (let at = 0; at < pixels.length / 4; at++)
      pixels.set(image.subarray(head.length + at * 3, head.length + at * 3 + 3), at * 4)
    // The package is CommonJS with a default export, which Node and the typings see differently.
    const reader = jsqr as unknown as typeof jsqr.default
    return reader(pixels, Number(width), Number(height))?.data ?? 'no code found'
  } finally {
    rmSync(folder, { recursive: true })
  }
}
