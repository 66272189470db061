// The outbox on the real engine: a job exists with its act or not at all, is carried out by one worker, and survives the worker.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, test } from 'node:test'
import { freshServerDatabase, openTestDatabase, type TestDatabase } from '../../test/fixtures/database.ts'
import type { Database } from '../platform/database/database.ts'
import { migrate } from '../platform/database/migrate.ts'
import { openEmbedded } from '../platform/database/open.ts'
import {
  ATTEMPTS,
  createOutbox,
  delayAfter,
  enqueue,
  JobFailed,
  type JobHandler,
  LEASE_SECONDS,
  listDead,
  type NewJob,
  removeDone,
  retryDead,
} from './outbox.ts'

let place: TestDatabase
let db: Database
let time: Date
let warned: Readonly<Record<string, unknown>>[]
before(async () => {
  place = await openTestDatabase()
  db = place.database
})
beforeEach(async () => {
  await db.query('delete from outbox')
  time = new Date('2026-03-01T12:00:00Z')
  warned = []
})
after(() => place.close())

const LETTER: NewJob = { kind: 'letter', subject: 'rec_1', payload: { file: 'file_1', language: 'es', copies: 2 } }
const ask = (job: Partial<NewJob> = {}) => db.transaction((tx) => enqueue(tx, { ...LETTER, ...job }))
const pass = (seconds: number) => {
  time = new Date(time.getTime() + seconds * 1000)
}
const worker = (letter: JobHandler, database = db) =>
  createOutbox(database, { letter }, { now: () => time, log: { warn: (fields) => warned.push(fields) } })
const nothing = async () => undefined
const failing = (error: unknown) => async () => {
  throw error
}

describe('the outbox', { concurrency: false }, () => {
  test('a job is carried out once, with what was asked', async () => {
    const id = await ask()
    const seen: unknown[] = []
    const outbox = worker(async ({ enqueuedAt, ...job }) => {
      assert.ok(enqueuedAt instanceof Date)
      seen.push(job)
    })
    assert.equal(await outbox.runOnce(), 1)
    assert.equal(await outbox.runOnce(), 0)
    assert.deepEqual(seen, [{ ...LETTER, id, attempt: 1 }])
  })

  test('an act that is rolled back asks for nothing', async () => {
    const broken = db.transaction(async (tx) => {
      await enqueue(tx, LETTER)
      throw new Error('refused after all')
    })
    await assert.rejects(broken, /refused after all/)
    assert.equal(await worker(nothing).runOnce(), 0)
  })

  test('the same key is asked for once, also at the same moment and after it was done', async () => {
    const ids = new Set(await Promise.all([1, 2, 3].map(() => ask({ key: 'authorized:evt_1' }))))
    assert.equal(await worker(nothing).runOnce(), 1)
    ids.add(await ask({ key: 'authorized:evt_1' }))
    assert.equal(ids.size, 1)
    assert.equal(await worker(nothing).runOnce(), 0)
    await ask()
    await ask()
    assert.equal(await worker(nothing).runOnce(), 2)
  })

  test('what is not plainly an identifier is refused', async () => {
    for (const job of [
      { payload: { to: 'somebody@example.test' } },
      { payload: { name: 'A Name' } },
      { subject: 'Ñame' },
      { key: 'x y' },
    ])
      await assert.rejects(ask(job), /more than identifiers/)
    assert.equal(await worker(nothing).runOnce(), 0)
  })

  test('a job waits for its instant, and one of another kind for its handler', async () => {
    await ask({ dueAt: new Date(time.getTime() + 60_000) })
    await ask({ kind: 'other' })
    assert.equal(await worker(nothing).runOnce(), 0)
    pass(60)
    assert.equal(await worker(nothing).runOnce(), 1)
  })

  test('a handler runs outside any transaction', async () => {
    await ask()
    const outbox = worker(async () => {
      await db.transaction((tx) => enqueue(tx, { ...LETTER, kind: 'other' }))
    })
    assert.equal(await outbox.runOnce(), 1)
    assert.equal(warned.length, 0)
  })

  test('a failed job is tried again later and later, and then is dead with a code and no message', async () => {
    const id = await ask()
    const outbox = worker(failing(Object.assign(new Error('550 no such user ana@example.test'), { code: 'EENVELOPE' })))
    const waits: number[] = []
    for (let attempt = 1; attempt < ATTEMPTS; attempt++) {
      await outbox.runOnce()
      const wait = delayAfter(attempt)
      waits.push(wait)
      pass(wait - 1)
      await outbox.runOnce()
      assert.equal(warned.length, attempt, 'not before its time')
      pass(1)
    }
    assert.deepEqual(await listDead(db), [])
    await outbox.runOnce()
    assert.ok(waits.every((wait, index) => index === 0 || wait >= (waits[index - 1] ?? 0)))
    assert.equal(Math.max(...waits), 3600)
    const [dead, ...more] = await listDead(db)
    assert.equal(more.length, 0)
    assert.equal(dead?.id, id)
    assert.equal(dead?.attempts, ATTEMPTS)
    assert.equal(dead?.lastError, 'EENVELOPE')
    assert.deepEqual(dead?.endedAt, time)
    assert.ok(!JSON.stringify([warned, await db.query('select * from outbox')]).includes('ana@'))

    pass(100_000)
    assert.equal(await worker(nothing).runOnce(), 0)
    assert.equal(await retryDead(db, id), true)
    assert.equal(await retryDead(db, id), false)
    assert.equal(await worker(nothing).runOnce(), 1)
    assert.deepEqual(await listDead(db), [])
  })

  test('a failure that is final is dead at once, and one without a plain code is `unknown` or its name', async () => {
    await ask()
    await worker(failing(new JobFailed('mail-refused', true))).runOnce()
    assert.deepEqual(
      (await listDead(db)).map(({ lastError, attempts }) => [lastError, attempts]),
      [['mail-refused', 1]],
    )
    await ask()
    await worker(failing(Object.assign(new Error('x'), { name: 'ana@example.test', code: 550 }))).runOnce()
    assert.deepEqual(await db.query(`select last_error from outbox where state = 'waiting'`), [
      { last_error: 'unknown' },
    ])
  })

  test('one that fails does not hold up those behind it', async () => {
    const first = await ask()
    await ask()
    const outbox = worker(async ({ id }) => {
      if (id === first) throw new JobFailed('not-now')
    })
    assert.equal(await outbox.runOnce(), 1)
  })

  test('an outcome that comes after the lease does not overwrite that of the next worker', async () => {
    await ask()
    const late = worker(async () => {
      pass(LEASE_SECONDS)
      assert.equal(await worker(nothing).runOnce(), 1)
      throw new JobFailed('too-late', true)
    })
    await late.runOnce()
    assert.deepEqual(await listDead(db), [])
    assert.deepEqual(await db.query('select state, attempts from outbox'), [{ state: 'done', attempts: 2 }])
  })

  test('a job whose workers never come back is dead in the end', async () => {
    await ask()
    await db.query(`update outbox set state = 'running', attempts = $1, lease_until = $2`, [ATTEMPTS, time])
    assert.equal(await worker(nothing).runOnce(), 0)
    assert.deepEqual(
      (await listDead(db)).map(({ lastError }) => lastError),
      ['worker-ended'],
    )
  })

  test('done jobs are removed by their end, others stay', async () => {
    await ask({ key: 'k' })
    await worker(nothing).runOnce()
    await ask()
    assert.equal(await removeDone(db, time), 0)
    assert.equal(await removeDone(db, new Date(time.getTime() + 1)), 1)
    assert.equal(await worker(nothing).runOnce(), 1)
  })

  test('started, it finds what comes; stopping waits for the job under way', async () => {
    let begin = () => {}
    const begun = new Promise<void>((resolve) => {
      begin = resolve
    })
    let end = () => {}
    const outbox = worker(async () => {
      begin()
      await new Promise<void>((resolve) => {
        end = resolve
      })
    })
    outbox.start(5)
    // The outbox's own timer keeps no process alive; this one does, as a listening node would.
    const alive = setInterval(() => undefined, 1000)
    await ask()
    await begun
    const stopping = outbox.stop()
    end()
    await stopping
    clearInterval(alive)
    assert.deepEqual(await db.query('select state from outbox'), [{ state: 'done' }])
  })

  test('two workers on one server share the jobs, each carried out once', async (t) => {
    const server = await freshServerDatabase()
    if (!server) return t.skip('no PostgreSQL server named')
    const [one, two] = [server.open(), server.open()]
    try {
      await migrate(one)
      for (let count = 0; count < 40; count++) await one.transaction((tx) => enqueue(tx, LETTER))
      const seen: string[] = []
      const letter: JobHandler = async ({ id }) => {
        await new Promise((resolve) => setImmediate(resolve))
        seen.push(id)
      }
      const counts = await Promise.all([one, two, one].map((database) => worker(letter, database).runOnce()))
      assert.equal(
        counts.reduce((sum, count) => sum + count, 0),
        40,
      )
      assert.equal(new Set(seen).size, 40)
      assert.equal(seen.length, 40)
    } finally {
      await Promise.all([one.close(), two.close()])
      await server.drop()
    }
  })

  test('a worker that is killed in the middle leaves the job to the next one, after its lease', async () => {
    const server = await freshServerDatabase()
    const folder = mkdtempSync(join(tmpdir(), 'sursur-test-'))
    const where = server?.address ?? join(folder, 'database')
    const open = async () => server?.open() ?? openEmbedded(where)
    try {
      let database = await open()
      await migrate(database)
      const id = await database.transaction((tx) => enqueue(tx, LETTER))
      await database.close()

      const script = join(import.meta.dirname, '../../test/fixtures/outbox-worker.ts')
      const child = spawn(process.execPath, [script, where, 'hang'], { stdio: ['ignore', 'pipe', 'inherit'] })
      const ended = new Promise((resolve) => child.on('close', resolve))
      const begun = await new Promise((resolve) => child.stdout.once('data', (chunk) => resolve(String(chunk).trim())))
      child.kill('SIGKILL')
      await ended
      assert.equal(begun, id)

      database = await open()
      time = new Date()
      const attempts: number[] = []
      const outbox = worker(async (job) => void attempts.push(job.attempt), database)
      assert.equal(await outbox.runOnce(), 0, 'the lease still holds')
      pass(LEASE_SECONDS + 1)
      assert.equal(await outbox.runOnce(), 1)
      assert.deepEqual(attempts, [2])
      await database.close()
    } finally {
      await server?.drop()
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
