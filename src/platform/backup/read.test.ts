// A backup is read whole or refused with a plain word: another file, a newer one, a cut one, a changed one.
import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { sha256Hex } from '../seal/digest.ts'
import { BackupFault } from './fault.ts'
import { type Piece, readBackup, verifyBackup } from './read.ts'

const HEADER = {
  format: 'sursur-backup',
  version: 1,
  node: 'xa-xb/xa',
  pack: { id: 'xa-xb', version: '0.1.0' },
  sample: false,
  demonstration: false,
  program: '0.1.0',
  createdAt: '2026-03-18T12:00:00.000Z',
  migrations: [{ number: 1, name: '0001-a.sql', hash: 'aa' }],
}
const ROWS = Array.from({ length: 300 }, (_, id) => JSON.stringify({ id, name: `Invented ${id} ñ ز` }))

/** A backup as the format says, its lines and its seal at will. */
function packed(lines: readonly string[], trailer: Record<string, unknown> = {}): Buffer {
  const body = lines.map((line) => `${line}\n`).join('')
  return gzipSync(
    `${body}${JSON.stringify({ end: true, tables: { a: 300, b: 0 }, sha256: sha256Hex(body), ...trailer })}\n`,
  )
}

const LINES = [
  JSON.stringify(HEADER),
  JSON.stringify({ table: 'a', columns: ['id', 'name'], rows: 300 }),
  ...ROWS,
  JSON.stringify({ table: 'b', columns: ['x'], rows: 0 }),
]

describe('reading a backup', () => {
  let folder = ''
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sursur-read-'))
  })
  after(() => rm(folder, { recursive: true }))

  async function file(content: Uint8Array | string): Promise<string> {
    const path = join(folder, 'a.backup')
    await writeFile(path, content)
    return path
  }

  async function contentOf(path: string): Promise<readonly Piece[]> {
    const pieces: Piece[] = []
    for await (const piece of readBackup(path)) pieces.push(piece)
    return pieces
  }

  const refuses = async (content: Uint8Array | string, words: RegExp) => {
    const path = await file(content)
    await assert.rejects(verifyBackup(path), (error: Error) => {
      assert.ok(error instanceof BackupFault, `foreseen, but it threw ${error.stack}`)
      assert.match(error.message, words)
      assert.ok(error.message.includes(path), 'it names the file')
      return true
    })
  }

  test('gives header, tables and rows in their order', async () => {
    const path = await file(packed(LINES))
    const { header, rows } = await verifyBackup(path)
    assert.equal(header.node, 'xa-xb/xa')
    assert.equal(rows, 300)
    const read = (await contentOf(path)).flatMap((piece) => (piece.kind === 'rows' ? piece.rows : []))
    assert.deepEqual(read, ROWS)
  })

  test('takes rows that look like marks for rows', async () => {
    const tricky = [
      LINES[0] ?? '',
      '{"table":"a","columns":["table"],"rows":1}',
      '{"table":"b","columns":["x"],"rows":9}',
    ]
    const path = await file(packed(tricky, { tables: { a: 1 } }))
    assert.equal((await verifyBackup(path)).rows, 1)
  })

  test('refuses what is no backup', async () => {
    await refuses('name,licence\nInvented,XA-0001\n', /no backup of SurSur/)
    await refuses('', /(no backup of SurSur|ends in the middle)/)
    await refuses(gzipSync(''), /holds nothing/)
    await refuses(gzipSync('{"format":"something else"}\n'), /no backup of SurSur/)
    await refuses(gzipSync('not json\n'), /no backup of SurSur/)
  })

  test('refuses a newer format and names the mend', async () => {
    await refuses(
      packed([JSON.stringify({ ...HEADER, version: 2, more: true }), ...LINES.slice(1)]),
      /newer program.*install/,
    )
  })

  test('refuses a file that is cut, wherever', async () => {
    const whole = packed(LINES)
    for (const part of [0.1, 0.5, 0.9]) await refuses(whole.subarray(0, whole.length * part), /ends in the middle/)
    const text = gunzipSync(whole).toString()
    await refuses(gzipSync(text.slice(0, text.length * 0.6)), /ends in the middle/)
    await refuses(gzipSync(text.slice(0, -1)), /ends in the middle/)
    await refuses(gzipSync(LINES.map((line) => `${line}\n`).join('')), /ends in the middle/)
  })

  test('refuses content that its seal does not know', async () => {
    const text = gunzipSync(packed(LINES)).toString()
    await refuses(gzipSync(text.replace('Invented 7 ', 'Invented 8 ')), /does not match its seal/)
    await refuses(packed(LINES, { tables: { a: 299, b: 0 } }), /does not match its seal/)
    await refuses(packed(LINES.with(1, '{"table":"a","columns":["id","name"],"rows":299}')), /damaged/)
    await refuses(packed([...LINES, '{"table":"a","columns":["id"],"rows":0}']), /twice/)
    await refuses(gzipSync(`${text}{}\n`), /after its end/)
  })

  test('one changed byte is refused, or changes nothing of the content', async () => {
    const whole = packed(LINES)
    const right = JSON.stringify(await contentOf(await file(whole)))
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, bits) => {
        const changed = Buffer.from(whole)
        changed[at] = (whole[at] ?? 0) ^ bits
        const path = await file(changed)
        const read = await contentOf(path).catch((error: Error) => {
          assert.ok(error instanceof BackupFault, `foreseen, but it threw ${error.stack}`)
          return undefined
        })
        if (read) assert.equal(rowsOf(read), rowsOf(JSON.parse(right)))
      }),
      { numRuns: 150 },
    )
  })
})

function rowsOf(pieces: readonly Piece[]): string {
  return pieces.flatMap((piece) => (piece.kind === 'rows' ? piece.rows : JSON.stringify(piece))).join('\n')
}
