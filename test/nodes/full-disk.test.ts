// The disk of a node's log fills up: acts are recorded and wait, the public is answered, and publishing goes on when there is room.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { readHead } from '../../src/transparency/log/index.ts'
import { makeCorridor, settled } from '../fixtures/corridor.ts'
import { holdsAll, type Kept, logsVerify } from '../fixtures/corridor-load.ts'

function mounted(folder: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Takes all the room that is left. */
function fill(disk: string): void {
  for (const size of [65_536, 4096, 1])
    for (let number = 0; ; number++)
      try {
        writeFileSync(join(disk, `ballast-${size}-${number}`), Buffer.alloc(size))
      } catch (error) {
        assert.equal((error as NodeJS.ErrnoException).code, 'ENOSPC')
        break
      }
}

test('the disk of the log is full', async (t) => {
  const corridor = await makeCorridor()
  const [one, peer] = corridor.nodes
  assert.ok(one && peer)
  const disk = join(one.folder, 'log')
  mkdirSync(disk, { recursive: true })
  if (!mounted(disk)) {
    await corridor.close()
    return t.skip('this user may not mount a small disk')
  }
  const kept: Kept[] = []
  async function authorize(licence: string): Promise<void> {
    await one?.ask({ do: 'enter', licence, name: `Ejemplo ${licence}` })
    await one?.ask({ do: 'act', act: 'grant', licence })
    kept.push({ country: 'XA', licence })
  }
  const published = () => readHead(join(one.folder, 'log-head'))?.size ?? 0
  try {
    await Promise.all([one.start(), peer.start()])
    await authorize('XA-0001')
    await settled(corridor.nodes)
    const before = published()
    assert.ok(before >= 2)
    fill(disk)
    await authorize('XA-0002')
    await authorize('XA-0003')
    await sleep(600)
    assert.equal(published(), before, 'something was published on a full disk')
    await holdsAll([one], kept)
    assert.equal((await fetch(`${one.url}/log/checkpoint`)).status, 200)
    execFileSync('sh', ['-c', 'rm -f "$1"/ballast-*', 'sh', disk])
    for (const end = Date.now() + 15_000; Date.now() < end && published() < before + 4; ) await sleep(100)
    assert.equal(published(), before + 4)
    await settled(corridor.nodes)
    await holdsAll(corridor.nodes, kept)
    await logsVerify(corridor)
  } finally {
    await one.kill()
    execFileSync('umount', [disk])
    rmSync(disk, { recursive: true, force: true })
    await corridor.close()
  }
})
