// The log: what an act pays for its entry, publishing into a small and a large log, a full check from outside, the size of proofs.
import { hash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { appendEvents } from '../../src/events/index.ts'
import type { Country } from '../../src/kernel/country.ts'
import { day } from '../../src/kernel/day.ts'
import type { Database } from '../../src/platform/database/database.ts'
import { migrate } from '../../src/platform/database/migrate.ts'
import { openEmbedded, openPostgresql } from '../../src/platform/database/open.ts'
import { newIdentifier } from '../../src/platform/seal/digest.ts'
import { checkTree, sourceOf } from '../../src/transparency/check/index.ts'
import { toBase64 } from '../../src/transparency/format/bytes.ts'
import { newSeed, signerOf } from '../../src/transparency/keys/signer.ts'
import {
  createOwnLog,
  createPublisher,
  type LogShare,
  openTileTree,
  writeEntry,
} from '../../src/transparency/log/index.ts'
import { withDatabase } from '../load/postgresql.ts'
import { median, quantile } from '../quantile.ts'
import type { Row } from '../table.ts'

const XA = 'XA' as Country
/** The size of a usual entry of the register, about 300 bytes. */
const draftOf = (n: number) => ({
  id: newIdentifier('evt'),
  type: 'org.sursur.register.licence.granted',
  time: '2026-11-25T00:00:00Z',
  subject: newIdentifier('rec'),
  prev: null,
  data: { country: 'XA', legalDay: '2026-11-25', office: 'invented', role: 'deciding officer', streamVersion: 2, n },
})
const share: LogShare = {
  draft: async (_tx, stored) => stored.map(({ id, stream }, n) => ({ ...draftOf(n), id, subject: stream })),
}

export async function benchLog(say: (row: Row) => void, quick: boolean, server: string | undefined): Promise<void> {
  const place = mkdtempSync(join(tmpdir(), 'sursur-bench-log-'))
  const sizes = quick ? [1000, 20_000] : [10_000, 1_000_000]
  try {
    for (const size of sizes) makeLog(place, size, say)
    await fullCheck(place, sizes.at(-1) as number, say)
    proofBytes(say)
    await onDatabase(place, sizes, 'embedded', await migrated(await openEmbedded()), quick, say)
    if (server)
      await withDatabase(server, async (url) =>
        onDatabase(place, sizes, 'PostgreSQL', await migrated(openPostgresql(url)), quick, say),
      )
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}

async function migrated(database: Database): Promise<Database> {
  await migrate(database)
  return database
}

function makeLog(place: string, size: number, say: (row: Row) => void): void {
  const began = performance.now()
  const tree = openTileTree(join(place, String(size)), 0)
  for (let at = 0; at < size; at += 5000)
    tree.append(Array.from({ length: Math.min(5000, size - at) }, (_, n) => writeEntry(draftOf(at + n), 'xa')))
  tree.flush()
  const seconds = (performance.now() - began) / 1000
  say({ name: `log of ${size}: written from nothing`, value: size / seconds, unit: 'entries/s', better: 'higher' })
  writeFileSync(join(place, `${size}-head`), JSON.stringify({ size, root: toBase64(tree.root()) }))
}

async function fullCheck(place: string, size: number, say: (row: Row) => void): Promise<void> {
  const folder = join(place, String(size))
  const before = process.memoryUsage().rss
  let peak = before
  const began = performance.now()
  await checkTree(sourceOf(folder), size, undefined, () => {
    peak = Math.max(peak, process.memoryUsage().rss)
  })
  const seconds = (performance.now() - began) / 1000
  const entry = writeEntry(draftOf(1), 'xa')
  const plain = performance.now()
  for (let n = 0; n < size; n++) hash('sha256', entry, 'buffer')
  const hashing = (performance.now() - plain) / 1000
  say({
    name: `full check of ${size} entries from files`,
    value: seconds,
    unit: 's',
    better: 'lower',
    baseline: { name: 'hashing as many entries once', value: hashing },
  })
  say({
    name: `full check of ${size} entries: memory above the start`,
    value: (peak - before) / 1e6,
    unit: 'MB',
    better: 'lower',
  })
}

/** Computed: a proof of inclusion has one hash a level. */
function proofBytes(say: (row: Row) => void): void {
  for (const exponent of [3, 4, 5, 6, 7, 8, 9])
    say({
      name: `proof of inclusion at 10^${exponent} entries, computed`,
      value: 32 * Math.ceil(Math.log2(10 ** exponent)),
      unit: 'bytes',
      better: 'lower',
    })
}

async function onDatabase(
  place: string,
  sizes: readonly number[],
  label: string,
  database: Database,
  quick: boolean,
  say: (row: Row) => void,
): Promise<void> {
  const acts = quick ? 100 : 1000
  const log = createOwnLog('xa', [share])
  const act = (append: boolean) =>
    database.transaction(async (tx) => {
      const event = {
        stream: newIdentifier('rec'),
        streamVersion: 1,
        type: 'bench',
        version: 1,
        legalDay: day('2026-11-25'),
        ground: { text: {} },
        data: {},
      }
      const by = {
        actor: { office: 'invented', country: XA, role: 'deciding officer', account: 'acc' },
        origin: 'xa-xb/xa',
        recordedAt: new Date(),
      }
      const stored = await appendEvents(tx, [event], by)
      if (append) await log.append(tx, stored)
    })
  const time = async (append: boolean) => {
    const took: number[] = []
    for (let n = 0; n < acts; n++) {
      const began = performance.now()
      await act(append)
      took.push(performance.now() - began)
    }
    return median(took)
  }
  try {
    await time(false)
    const [without, withLog] = [await time(false), await time(true)]
    say({
      name: `${label}: an act with its entry, p50`,
      value: withLog,
      unit: 'ms',
      better: 'lower',
      baseline: { name: 'the same act without a log', value: without },
    })
    for (const size of sizes) {
      await database.query('delete from log_entries')
      await database.query('update log_next set index = $1', [size])
      const signer = signerOf('localhost:1/log', 1, newSeed())
      const publisher = createPublisher({
        database,
        country: XA,
        folder: join(place, String(size)),
        headFile: join(place, `${size}-head`),
        signers: [signer],
        now: () => new Date(),
        policy: () => undefined,
        ask: async () => [],
        published: () => undefined,
        warn: () => undefined,
      })
      await publisher.publish()
      const took: number[] = []
      for (let n = 0; n < (quick ? 10 : 50); n++) {
        await act(true)
        const began = performance.now()
        await publisher.publish()
        took.push(performance.now() - began)
      }
      say({
        name: `${label}: publishing one entry into a log of ${size}, p50`,
        value: median(took),
        unit: 'ms',
        better: 'lower',
      })
      say({
        name: `${label}: publishing one entry into a log of ${size}, p95`,
        value: quantile(took, 0.95),
        unit: 'ms',
        better: 'lower',
      })
      for (let n = 0; n < 1000; n++) await act(true)
      const began = performance.now()
      await publisher.publish()
      say({
        name: `${label}: publishing 1,000 entries at once into a log of ${size}`,
        value: 1000 / ((performance.now() - began) / 1000),
        unit: 'entries/s',
        better: 'higher',
      })
      await publisher.stop()
      // The next database publishes from the same place again.
      const tree = openTileTree(join(place, String(size)), size)
      writeFileSync(join(place, `${size}-head`), JSON.stringify({ size, root: toBase64(tree.root()) }))
    }
  } finally {
    await database.close()
  }
}
