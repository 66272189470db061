// Old partial tiles go only where the full one stands, and only after a day.
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { readBundle } from '../format/tiles.ts'
import { tileFile } from './serve.ts'
import { KEEP_PARTIALS, removeOldPartials } from './tidy.ts'
import { openTileTree } from './tile-tree.ts'

const folder = mkdtempSync(join(tmpdir(), 'sursur-tidy-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const there = (path: string) => existsSync(join(folder, path))

test('a partial file stays a day, and longer where it is all there is; its address is answered afterwards too', async () => {
  const tree = openTileTree(folder, 0)
  for (const more of [100, 200]) {
    tree.append(Array.from({ length: more }, (_, at) => Buffer.from(`${at}`)))
    tree.flush()
  }
  writeFileSync(join(folder, 'tile', 'half.tmp'), 'half')
  const root = tree.root()
  assert.equal(await removeOldPartials(folder, new Date()), 0)
  assert.equal(await removeOldPartials(folder, new Date(Date.now() + KEEP_PARTIALS + 60_000)), 3)
  assert.ok(!there('tile/0/000.p/100') && !there('tile/entries/000.p/100') && !there('tile/half.tmp'))
  assert.ok(
    there('tile/0/000') && there('tile/0/001.p/44') && there('tile/entries/001.p/44') && there('tile/1/000.p/1'),
  )
  assert.deepEqual(openTileTree(folder, 300).root(), root)
  const { status, body } = await tileFile(folder, 'tile/entries/000.p/100')
  assert.equal(status, 200)
  assert.equal(readBundle(body as Uint8Array).length, 100)
  const missing = await tileFile(folder, 'tile/0/002')
  assert.deepEqual([missing.status, missing.headers['cache-control']], [404, 'no-store'])
  for (const path of ['tile/../checkpoint', 'tile/0/0', 'tile/0/000.p/256', 'tile/0/000.p/0', 'tile/00/000'])
    assert.equal((await tileFile(folder, path)).status, 404, path)
})
