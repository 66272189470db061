// Mapping files, dates, derived numbers, content hashes and the file of rejections, each alone.
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { parseCountry } from '../../../kernel/country.ts'
import { readDay } from './dates.ts'
import { deriveLicence, isDerivedLicence } from './derive.ts'
import { createSeenTable } from './duplicates.ts'
import { findColumns, parseMapping } from './mapping.ts'
import { openRejectedFile, rejectedPathOf } from './rejected-file.ts'

const SOURCE = { id: 'xa-list', name: { en: 'List' }, publisher: 'P', terms: 'none', attribution: 'P' }
const MAPPING = {
  source: SOURCE,
  country: 'XA',
  meaning: { en: 'listed' },
  sample: true,
  columns: { name: 'Employer name' },
}

test('a mapping that is wrong names file, key and mend', () => {
  const messageOf = (text: string) => {
    const parsed = parseMapping(text, 'm.json')
    return parsed.ok ? '' : parsed.error.message
  }
  assert.match(messageOf('{'), /m\.json is not JSON/)
  assert.match(messageOf(JSON.stringify({ ...MAPPING, colour: 1 })), /m\.json.*colour/)
  assert.match(messageOf(JSON.stringify({ ...MAPPING, country: 'Xanadu' })), /country: two capital letters/)
  const both = { column: 'd', formats: ['DD/MM/YYYY', 'MM/DD/YYYY'] }
  assert.match(messageOf(JSON.stringify({ ...MAPPING, columns: { name: 'n', validFrom: both } })), /two days/)
  const parsed = parseMapping(JSON.stringify(MAPPING), 'm.json')
  if (!parsed.ok) return assert.fail()
  const missing = findColumns(parsed.value, ['Town', 'Employer_name'], 'list.csv')
  assert.match(
    missing.ok ? '' : missing.error.message,
    /list\.csv has no column "Employer name".*"Town", "Employer_name"/,
  )
  assert.match(missing.ok ? '' : missing.error.mend, /nearest is "Employer_name"/)
})

test('dates in several forms', () => {
  assert.equal(readDay('3/4/2026', ['DD/MM/YYYY']), '2026-04-03')
  assert.equal(readDay('3/4/2026', ['MM/DD/YYYY']), '2026-03-04')
  assert.equal(readDay('9 September 2026', ['YYYY-MM-DD', 'D MMM YYYY']), '2026-09-09')
  assert.equal(readDay('Sept 9, 2026', ['MMM D, YYYY']), '2026-09-09')
  assert.equal(readDay('2026-03-18T10:00:00Z', ['YYYY-MM-DD']), '2026-03-18')
  // 25569 is 1 January 1970, the well-known distance between the two epochs; 60 is a day that never was.
  assert.equal(readDay('25569', ['Excel serial']), '1970-01-01')
  assert.equal(readDay('1', ['Excel serial']), '1900-01-01')
  for (const none of ['60', '0', '9999999']) assert.equal(readDay(none, ['Excel serial']), undefined)
  for (const none of ['31/02/2026', '1 Foo 2026', '2026', '']) {
    assert.equal(readDay(none, ['DD/MM/YYYY', 'D MMM YYYY', 'YYYY-MM-DD']), undefined)
  }
})

test('a derived number does not change, depends on source and key, and a wrong character shows', () => {
  const country = parseCountry('XA')
  assert.ok(country)
  const licence = deriveLicence(country, 'xa-list', ['Ñandú Ltd'])
  assert.equal(licence, deriveLicence(country, 'xa-list', [' NANDU  ltd']))
  assert.notEqual(licence, deriveLicence(country, 'xb-list', ['Ñandú Ltd']))
  assert.notEqual(deriveLicence(country, 's', ['a', 'b c']), deriveLicence(country, 's', ['a b', 'c']))
  assert.match(licence, /^XA-D-[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{5}$/)
  assert.ok(isDerivedLicence(licence.toLowerCase().replaceAll('-', ' ')))
  fc.assert(
    fc.property(
      fc.string(),
      fc.integer({ min: 5, max: 18 }),
      fc.constantFrom(...'23456789ABCDEFGHJKMNPQRSTVWXYZ'),
      (name, at, to) => {
        const right = deriveLicence(country, 's', [name])
        if (right[at] === '-' || right[at] === to) return
        assert.ok(!isDerivedLicence(right.slice(0, at) + to + right.slice(at + 1)))
      },
    ),
  )
})

test('keys seen are remembered with their first line while the table grows', () => {
  const table = createSeenTable()
  for (let line = 1; line <= 60_000; line++) assert.equal(table.see(`key ${line}`, 'c', line), 'new')
  for (let line = 1; line <= 60_000; line += 97) {
    assert.deepEqual(table.see(`key ${line}`, line % 2 ? 'c' : 'd', 1), { firstLine: line, same: line % 2 === 1 })
  }
})

test('rejections: an old file goes, nothing is written for none, formulas are harmless', async () => {
  const path = rejectedPathOf(join(mkdtempSync(join(tmpdir(), 'lists-')), 'list.csv.gz'))
  assert.match(path, /list\.rejected\.csv$/)
  writeFileSync(path, 'old')
  assert.equal(await openRejectedFile(path).close(), 0)
  assert.ok(!existsSync(path))
  const file = openRejectedFile(path)
  await file.add({ line: 7, column: '@name', reason: 'bad, "very"', raw: '=HYPERLINK("x")\nnext' })
  assert.equal(await file.close(), 1)
  const [row] = parse(readFileSync(path), { bom: true, columns: true })
  assert.deepEqual(row, { line: '7', column: "'@name", reason: 'bad, "very"', raw: '\'=HYPERLINK("x")\nnext' })
  await assert.rejects(async () => {
    const nowhere = openRejectedFile(join(path, 'no', 'folder.csv'))
    await nowhere.add({ line: 1, column: '', reason: '', raw: '' })
    await nowhere.close()
  })
})
