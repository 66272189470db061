// Nasty files, one for each thing that published lists have been seen to do.
import assert from 'node:assert/strict'
import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import type { ListFile } from './decode.ts'
import { isDerivedLicence } from './derive.ts'
import { faultOf } from './fault.ts'
import { parseMapping } from './mapping.ts'
import { type ListItem, openList } from './read-rows.ts'

const ROOT = new URL('../../../../', import.meta.url)

function mapping(changes: Record<string, unknown> = {}) {
  const source = { id: 'xa-list', name: { en: 'List' }, publisher: 'P', terms: 'none', attribution: 'P' }
  const base = { source, country: 'XA', meaning: { en: 'listed' }, sample: true, columns: { name: 'name' } }
  const parsed = parseMapping(JSON.stringify({ ...base, ...changes }), 'm.json')
  if (!parsed.ok) throw new Error(parsed.error.message)
  return parsed.value
}
const LICENSED = mapping({ columns: { name: 'name', licence: 'no' } })

function file(content: string | Uint8Array, chunk = 7): ListFile {
  const bytes = Buffer.from(content)
  async function* open() {
    for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk)
  }
  return { name: 'list.csv', open }
}

async function read(list: ListFile, by = mapping(), limits = {}) {
  const opened = await openList(list, by, limits)
  if (!opened.ok) return { fault: opened.error, items: [], names: [], rejected: [] }
  const items: ListItem[] = []
  try {
    for await (const item of opened.value.items) items.push(item)
  } catch (thrown) {
    return { fault: faultOf(thrown), items, names: [], rejected: [] }
  }
  const names = items.flatMap((item) => (item.kind === 'row' ? [item.row.names[0]?.text] : []))
  const rejected = items.flatMap((item) => (item.kind === 'rejected' ? [item] : []))
  return { opened: opened.value, counts: opened.value.counts(), items, names, rejected }
}

test('encodings, marks, compression and delimiters', async () => {
  const text = 'name;town\nJosé Ñandú;Ürümqi\n'
  const marked = (encoding: 'utf16le' | 'utf8') => Buffer.from(`\ufeff${text}`, encoding)
  const files = [
    Buffer.from(text),
    marked('utf8'),
    marked('utf16le'),
    marked('utf16le').swap16(),
    Buffer.from(text, 'utf16le'),
    Buffer.from(text, 'latin1'),
    gzipSync(text),
  ]
  for (const bytes of files) assert.deepEqual((await read(file(bytes))).names, ['José Ñandú'])
  for (const delimiter of [',', ';', '\t', '|']) {
    assert.deepEqual((await read(file(`id${delimiter}name\r\n1${delimiter}A\r\n`))).names, ['A'])
  }
  assert.equal(
    (await read(file(Buffer.from(text, 'latin1')), mapping({ encoding: 'utf-8' }))).fault?.code,
    'wrong encoding',
  )
  assert.equal((await read(file(text), mapping({ encoding: 'klingon' }))).fault?.code, 'unknown encoding')
})

test('entities are decoded once, hidden characters go, spaces are one, text is NFC', async () => {
  const { names, counts } = await read(
    file('name\nTom &amp; Co\nx&amp;lt;y\nAT&COPY\n  a \u00a0 b\t c \nev\u202eil\u0007\nCafe\u0301\n<b>=1+1</b>\n'),
  )
  assert.deepEqual(names, ['Tom & Co', 'x&lt;y', 'AT&COPY', 'a b c', 'evil', 'Café', '<b>=1+1</b>'])
  assert.deepEqual([counts?.hidden, counts?.entities], [2, 2])
})

test('rejections name physical line, column and reason; counts add up', async () => {
  const by = mapping({
    columns: { name: 'name', licence: 'no', validUntil: { column: 'until', formats: ['DD/MM/YYYY', 'D MMM YYYY'] } },
  })
  const { items, rejected, counts } = await read(
    file('no,name,until\n\n1,"A\nB",31/12/2026\n2,,\n3,C,30/02/2026\n4,D\n5,E,1 May 2026\n'),
    by,
  )
  assert.deepEqual(
    rejected.map(({ line, column }) => [line, column]),
    [
      [5, 'name'],
      [6, 'until'],
      [7, ''],
    ],
  )
  assert.deepEqual(
    items.flatMap((item) => (item.kind === 'row' ? [[item.line, item.row.names[0]?.text, item.row.validUntil]] : [])),
    [
      [3, 'A B', '2026-12-31'],
      [8, 'E', '2026-05-01'],
    ],
  )
  assert.deepEqual([counts?.read, counts?.rejected], [5, 3])
})

test('a zero byte far down rejects its row alone', async () => {
  const { rejected, counts } = await read(file(`name\n${'A long name '.repeat(500)}\nB\0\nC\n`, 4096))
  assert.deepEqual(
    rejected.map(({ line, reason }) => [line, reason]),
    [[3, 'it holds a zero byte']],
  )
  assert.equal(counts?.read, 3)
})

test('the same number twice: same content is repeated, another is rejected naming both lines', async () => {
  const { rejected, counts } = await read(file('no,name\nA-1,X\na 1,X\nA-1,X\nA-1,Y\n'), LICENSED)
  // `a 1` is the same number printed otherwise: something shown differs.
  assert.deepEqual([counts?.read, counts?.repeated, counts?.rejected], [4, 1, 2])
  assert.deepEqual(
    rejected.map(({ line }) => line),
    [3, 5],
  )
  assert.match(rejected[1]?.reason ?? '', /line 2/)
})

test('without a number one is derived, stable, marked, and one organisation spelled twice is one', async () => {
  const { items, counts } = await read(file('no,name\n,Ñandú  Ltd\n,ÑANDÚ LTD\n,Other\n'), LICENSED)
  const rows = items.flatMap((item) => (item.kind === 'row' ? [item.row] : []))
  assert.deepEqual([rows.length, counts?.repeated], [2, 1])
  assert.ok(rows.every((row) => row.licenceDerived && isDerivedLicence(row.licence)))
  const again = await read(file('name,no\nnandu ltd,\n'), LICENSED)
  const row = again.items[0]
  assert.equal(row?.kind === 'row' ? row.row.licence : '', rows[0]?.licence)
})

test('files that are no list stop with what to do', async () => {
  const codeOf = async (content: string | Uint8Array, limits = {}) =>
    (await read(file(content, 4096), mapping(), limits)).fault?.code
  assert.equal(await codeOf(''), 'empty file')
  assert.equal(await codeOf('\ufeff\n \n'), 'empty file')
  assert.equal(await codeOf('PK\u0003\u0004xl/worksheets'), 'spreadsheet')
  assert.equal(await codeOf('%PDF-1.7'), 'not a text')
  assert.equal(await codeOf('na\0me\nA\n'), 'not a text')
  assert.equal(await codeOf(gzipSync('name\nA\n').subarray(0, 20)), 'broken compression')
  assert.equal(await codeOf('Acme Ltd\nBeta Ltd\n'), 'column missing')
  assert.equal(await codeOf('name,name\nA,B\n'), 'column twice')
  assert.equal(await codeOf('name\nA\nB\nC\n', { maxRows: 2 }), 'too many rows')
})

test('quotes and rows without an end stop at the line where they begin', async () => {
  const open = await read(file('name,x\nA,1\n"B,2\nC,3\n'))
  assert.deepEqual([open.fault?.code, open.fault?.line, open.items.length], ['quote never closed', 3, 1])
  const long = await read(file(`name,x\nA,1\n"B,${'2\n'.repeat(40_000)}`, 65_536))
  assert.deepEqual([long.fault?.code, long.fault?.line], ['row too long', 3])
  const wide = await read(file(`name,x\n${'y'.repeat(70_000)},1\n`, 65_536))
  assert.deepEqual([wide.fault?.code, wide.fault?.line], ['row too long', 2])
  const merged = await read(file('name,x\n"A,1\n"B",2\nC,3\n5" pipe,4\n'))
  assert.deepEqual([merged.names, merged.rejected.map(({ line }) => line)], [['C', '5" pipe'], [2]])
})

const LISTS = [
  ['uk-sponsors', 'samples/uk-sponsors/register-2026-03-18.csv.gz', 79_403],
  ['us-h2a-agents', '../shared/data/recruiters-us-h2a/agents.csv', 754],
  ['us-debarments', '../shared/data/recruiters-us-h2a/debarments-2010-2014.csv', 90],
  ['vietnam-companies', '../shared/data/recruiters-vietnam/labour-export-companies.csv', 236],
] as const

for (const [id, path, rows] of LISTS) {
  const url = new URL(path, ROOT)
  test(`${id}: every row is read`, { skip: !existsSync(url) && 'the list is not on this machine' }, async () => {
    const parsed = parseMapping(readFileSync(new URL(`samples/mappings/${id}.json`, ROOT), 'utf8'), id)
    if (!parsed.ok) return assert.fail(parsed.error.message)
    const { counts, rejected } = await read({ name: id, open: () => createReadStream(url) }, parsed.value)
    assert.deepEqual(rejected, [])
    assert.equal(counts?.read, rows)
  })
}
