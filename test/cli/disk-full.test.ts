// A disk that fills up in the middle of a load: said plainly, nothing half stored, and the same command goes on when there is room.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { nodeFolder, removeFolder, sursur } from '../fixtures/node.ts'
import { MAPPING } from '../fixtures/sample-oracle.ts'

function mounted(folder: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=75m', 'tmpfs', folder], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

test('a full disk', async (t) => {
  const { folder, config } = nodeFolder({ sample: true })
  const disk = join(folder, 'data')
  mkdirSync(disk)
  if (!mounted(disk)) {
    removeFolder(folder)
    return t.skip('this user may not mount a small disk')
  }
  try {
    const list = join(folder, 'list.csv')
    const names = Array.from(
      { length: 30_000 },
      (_, index) => `Invented ${index.toString(36)} Example ${'long '.repeat(20)}${index}`,
    )
    writeFileSync(list, `organisation_name\n${names.join('\n')}\n`)
    const load = () =>
      sursur('import', 'recruiters', list, '--mapping', MAPPING, '--config', config, '--as-of', '2026-01-01')
    const full = await load()
    assert.equal(full.code, 1, full.out)
    assert.match(full.err, /the disk is full.*: make room and run the same command again; nothing was half stored/)
    execFileSync('mount', ['-o', 'remount,size=600m', disk])
    const room = await load()
    assert.equal(room.code, 0, room.err)
    const again = await load()
    assert.match(again.out, /^read 30000, imported 0, updated 0, unchanged 30000, withdrawn 0, rejected 0$/m)
  } finally {
    execFileSync('umount', [disk])
    removeFolder(folder)
  }
})
