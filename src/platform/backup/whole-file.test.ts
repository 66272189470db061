// A name holds a whole file or what it held before: a full disk and a missing folder leave no half.
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { createGzip, gunzipSync } from 'node:zlib'
import { writeWholeFile } from './whole-file.ts'

async function* pieces(fail?: Error) {
  for (let number = 0; number < 100; number++) yield `${number}\n`
  if (fail) throw fail
}

describe('a whole file', () => {
  let folder = ''
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sursur-whole-'))
  })
  after(() => rm(folder, { recursive: true }))

  test('holds all pieces, for its owner alone', async () => {
    const path = join(folder, 'whole')
    const size = await writeWholeFile(path, pieces(), createGzip())
    assert.equal(
      gunzipSync(await readFile(path))
        .toString()
        .split('\n').length,
      101,
    )
    const { mode, size: real } = await stat(path)
    assert.equal(size, real)
    if (process.platform !== 'win32') assert.equal(mode & 0o077, 0)
    assert.deepEqual(await readdir(folder), ['whole'])
  })

  test('a full disk says so, with the name, and leaves what was there', async (t) => {
    if (!existsSync('/dev/full')) return t.skip('this system has no /dev/full')
    const path = join(folder, 'kept')
    await writeFile(path, 'the older one')
    await symlink('/dev/full', `${path}.part`)
    await assert.rejects(writeWholeFile(path, pieces(), createGzip()), { code: 'ENOSPC', path })
    assert.equal(await readFile(path, 'utf8'), 'the older one')
    assert.equal(existsSync(`${path}.part`), false)
  })

  test('what goes wrong on the way leaves no file', async () => {
    const path = join(folder, 'broken')
    await assert.rejects(writeWholeFile(path, pieces(new Error('the database went away')), createGzip()), /went away/)
    assert.equal(existsSync(path), false)
    assert.equal(existsSync(`${path}.part`), false)
  })

  test('a missing folder is named', async () => {
    const path = join(folder, 'none', 'file')
    await assert.rejects(writeWholeFile(path, pieces(), createGzip()), { code: 'ENOENT', path: `${path}.part` })
  })
})
