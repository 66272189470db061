// The key on disk: made once, for its owner only, never written over, and plainly refused when it is not right.
import assert from 'node:assert/strict'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { KeyFault, openPaperKey } from './paper-key.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sursur-test-'))
  file = join(folder, 'keys', 'papers.key')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const refused = (what: RegExp) => (error: unknown) =>
  error instanceof KeyFault && what.test(error.message) && error.message.includes(file)

describe('the key of papers', { concurrency: false }, () => {
  test('is made once, for its owner only, and read again', async () => {
    const made = await openPaperKey(folder)
    assert.equal(statSync(file).mode & 0o777, 0o600)
    assert.equal(statSync(join(folder, 'keys')).mode & 0o777, 0o700)
    assert.deepEqual(await openPaperKey(folder), made)
    assert.deepEqual(readdirSync(join(folder, 'keys')), ['papers.key'])
  })

  test('several that open at once hold the same', async () => {
    const keys = await Promise.all([1, 2, 3, 4].map(() => openPaperKey(folder)))
    assert.equal(new Set(keys.map(({ identity }) => identity)).size, 1)
    assert.deepEqual(readdirSync(join(folder, 'keys')), ['papers.key'])
  })

  test('an empty or changed file is refused and stays as it is', async () => {
    mkdirSync(join(folder, 'keys'))
    for (const text of ['', 'AGE-SECRET-KEY-1NOTHING\n', 'two\nlines\n']) {
      writeFileSync(file, text, { mode: 0o600 })
      await assert.rejects(openPaperKey(folder), refused(/holds no key.*Do not delete/))
      assert.equal(readFileSync(file, 'utf8'), text)
    }
  })

  test('a file that others can read is refused', async () => {
    await openPaperKey(folder)
    chmodSync(file, 0o644)
    await assert.rejects(openPaperKey(folder), refused(/chmod 600/))
  })

  test('what cannot be read or made says so', async () => {
    mkdirSync(file, { recursive: true })
    await assert.rejects(openPaperKey(folder), refused(/cannot be read \(EISDIR\)/))
    rmSync(join(folder, 'keys'), { recursive: true })
    writeFileSync(join(folder, 'keys'), '')
    await assert.rejects(openPaperKey(folder), refused(/cannot be (read|made) \(ENOTDIR\)/))
  })
})
