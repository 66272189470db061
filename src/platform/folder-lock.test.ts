// One folder, one process: a living holder keeps others out, a dead one and a reused process id do not.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, test } from 'node:test'
import { FolderInUse, holderOf, lockFolder } from './folder-lock.ts'

let parent: string
let folder: string
let count = 0
before(() => {
  parent = mkdtempSync(join(tmpdir(), 'sursur-lock-'))
})
beforeEach(() => {
  folder = join(parent, String(count++))
})
after(() => rmSync(parent, { recursive: true }))

/** A process that takes the folder and holds it until it is killed. */
async function holderProcess() {
  const script = `import { lockFolder } from ${JSON.stringify(join(import.meta.dirname, 'folder-lock.ts'))}
    lockFolder(${JSON.stringify(folder)}); process.stdout.write('held'); setInterval(() => undefined, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  return child
}

test('a free folder is made and taken; a second lock names the holder; released, it is free and empty', () => {
  const lock = lockFolder(folder)
  assert.equal(holderOf(folder), process.pid)
  assert.throws(
    () => lockFolder(folder),
    (error) => error instanceof FolderInUse && error.processId === process.pid && error.message.includes(folder),
  )
  lock.release()
  assert.equal(holderOf(folder), undefined)
  assert.deepEqual(readdirSync(folder), [])
})

test('another living process keeps the folder; killed without a chance to clean up, it does not', async () => {
  const child = await holderProcess()
  assert.equal(holderOf(folder), child.pid)
  assert.throws(() => lockFolder(folder), FolderInUse)
  child.kill('SIGKILL')
  await once(child, 'exit')
  assert.equal(holderOf(folder), undefined)
  const lock = lockFolder(folder)
  assert.equal(holderOf(folder), process.pid)
  lock.release()
})

const noProc = process.platform === 'linux' ? false : 'no /proc here: a reused process id cannot be told'

test('a process that was given the id of a dead holder is not taken for it', { skip: noProc }, () => {
  lockFolder(folder)
  const file = join(folder, 'node.lock')
  const [id] = readFileSync(file, 'utf8').split(' ')
  writeFileSync(file, `${id} 1\n`)
  assert.equal(holderOf(folder), undefined)
  lockFolder(folder).release()
})

test('a lock file that says nothing holds nobody out', () => {
  for (const text of ['', 'nonsense', '0 0', '-5 undefined']) {
    lockFolder(folder)
    writeFileSync(join(folder, 'node.lock'), text)
    assert.equal(holderOf(folder), undefined, JSON.stringify(text))
  }
})
