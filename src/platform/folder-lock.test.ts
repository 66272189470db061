// The lock of a data folder: a living holder keeps everybody out, a dead one nobody, and a reused process id fools nobody.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { FolderInUse, holderOf, lockFolder } from './folder-lock.ts'

let folder: string
const file = () => join(folder, 'node.lock')
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sursur-test-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const MODULE = pathToFileURL(join(import.meta.dirname, 'folder-lock.ts')).href
const TAKE = `import { lockFolder } from ${JSON.stringify(MODULE)}
try { lockFolder(process.argv[1]); console.log('taken') } catch (error) { console.log(error.name) }
process.stdin.resume().on('end', () => process.exit())`

/** Another process that tries to take the folder; it lives until it is ended, without releasing anything. */
async function another() {
  const child = spawn(process.execPath, ['--input-type=module', '-e', TAKE, folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const said = await new Promise<string>((heard) => child.stdout.once('data', (data) => heard(String(data).trim())))
  const end = () =>
    new Promise<void>((ended) => {
      child.once('close', () => ended())
      child.stdin.end()
    })
  return { said, end, id: child.pid }
}

describe('the lock of a folder', { concurrency: false }, () => {
  test('taken once, refused the second time, free after its release', () => {
    const inner = join(folder, 'made', 'when absent')
    const lock = lockFolder(inner)
    assert.equal(holderOf(inner), process.pid)
    assert.throws(
      () => lockFolder(inner),
      (error) => error instanceof FolderInUse && error.processId === process.pid,
    )
    assert.deepEqual(readdirSync(inner), ['node.lock'])
    lock.release()
    assert.equal(holderOf(inner), undefined)
    lockFolder(inner).release()
    assert.deepEqual(readdirSync(inner), [])
  })

  test('a living holder in another process keeps us out; once it is dead its lock is taken over', async () => {
    const holder = await another()
    assert.equal(holder.said, 'taken')
    assert.equal(holderOf(folder), holder.id)
    assert.throws(
      () => lockFolder(folder),
      (error) => error instanceof FolderInUse && error.processId === holder.id,
    )
    await holder.end()
    assert.ok(existsSync(file()), 'it died without releasing')
    assert.equal(holderOf(folder), undefined)
    lockFolder(folder).release()
  })

  test('another process is kept out by us', async () => {
    const lock = lockFolder(folder)
    const other = await another()
    assert.equal(other.said, 'FolderInUse')
    await other.end()
    assert.equal(holderOf(folder), process.pid)
    lock.release()
  })

  test('of several processes at once one gets it', async () => {
    const all = await Promise.all([another(), another(), another()])
    assert.deepEqual(all.map(({ said }) => said).sort(), ['FolderInUse', 'FolderInUse', 'taken'])
    await Promise.all(all.map(({ end }) => end()))
  })

  test('a living process that began at another time is not the holder', {
    skip: !existsSync('/proc/self/stat'),
  }, () => {
    lockFolder(folder)
    const [id, started] = readFileSync(file(), 'utf8').trim().split(' ')
    writeFileSync(file(), `${id} ${Number(started) - 1}\n`)
    assert.equal(holderOf(folder), undefined)
    lockFolder(folder).release()
  })

  test('a lock file that says nothing holds nobody', () => {
    for (const text of ['', '\n', 'nobody', '0 0', '-1 alive']) {
      writeFileSync(file(), text)
      assert.equal(holderOf(folder), undefined, JSON.stringify(text))
      lockFolder(folder).release()
    }
  })
})
