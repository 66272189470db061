// The own log: what it costs an act, how long a publication takes at which size, a check of all of it, and the bytes of a proof.
import { hash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { appendEvents } from '../../src/events/index.ts'
import { day } from '../../src/kernel/day.ts'
import type { Database } from '../../src/platform/database/database.ts'
import { migrate } from '../../src/platform/database/migrate.ts'
import { openEmbedded, openPostgresql } from '../../src/platform/database/open.ts'
import { newIdentifier } from '../../src/platform/seal/digest.ts'
import { inclusionProof } from '../../src/transparency/format/merkle.ts'
import { newSeed, signerOf } from '../../src/transparency/keys/signer.ts'
import { moveHead } from '../../src/transparency/log/head.ts'
import { createOwnLog, createPublisher, type LogShare } from '../../src/transparency/log/index.ts'
import { setAppended } from '../../src/transparency/log/store/entries.ts'
import { openTileTree } from '../../src/transparency/log/tile-tree.ts'
import { actor, XA } from '../../test/fixtures/database.ts'
import { inventedEntry } from '../../test/fixtures/written-log.ts'
import { measureFullCheck } from '../federation/full-check.ts'
import { withDatabase } from '../load/postgresql.ts'
import { quantile } from '../quantile.ts'
import type { Row } from '../table.ts'

type Say = (row: Row) => void

const share: LogShare = {
  draft: async (_tx, stored) =>
    stored.map(({ id, stream, recordedAt, data }) => ({
      id,
      type: 'org.sursur.test',
      time: recordedAt.toISOString(),
      subject: stream,
      prev: null,
      data: data as { n: number },
    })),
}

export async function benchLog(say: Say, quick: boolean, server: string | undefined): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'sursur-bench-log-'))
  const sizes = quick ? [10_000] : [10_000, 1_000_000]
  try {
    for (const size of sizes) await checkedLog(say, join(folder, String(size)), size)
    const embedded = await openEmbedded()
    await onEngine(say, quick, 'embedded', embedded, folder, sizes).finally(() => embedded.close())
    if (server)
      await withDatabase(server, async (url) => {
        const database = openPostgresql(url)
        await onEngine(say, quick, 'PostgreSQL', database, folder, sizes).finally(() => database.close())
      })
    await proofBytes(say)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Makes a log of `size` entries and checks all of it from its files. */
async function checkedLog(say: Say, folder: string, size: number): Promise<void> {
  const tree = openTileTree(folder, 0)
  const lonely = (at: number) =>
    new TextEncoder().encode(new TextDecoder().decode(inventedEntry(at)).replace(/rec_\d+/, `rec_${at}`))
  for (let at = 0; at < size; at += 1000) tree.append(Array.from({ length: 1000 }, (_, place) => lonely(at + place)))
  tree.flush()
  const entries = Array.from({ length: size }, (_, at) => lonely(at))
  const plain = performance.now()
  for (const entry of entries) hash('sha256', entry, 'buffer')
  const hashed = performance.now() - plain
  const { seconds, peakMegabytes } = await measureFullCheck(size)
  const name = `log: all of ${size.toLocaleString('en')} entries checked from files`
  const baseline = { name: 'hashing the entries once', value: hashed / 1000 }
  say({ name, value: seconds, unit: 's', better: 'lower', baseline })
  say({ name: `${name}: memory of the process`, value: peakMegabytes, unit: 'MB', better: 'lower' })
}

async function onEngine(
  say: Say,
  quick: boolean,
  label: string,
  database: Database,
  place: string,
  sizes: readonly number[],
): Promise<void> {
  await migrate(database)
  const log = createOwnLog('xa', [share])
  const act = (logged: boolean, count = 1) =>
    database.transaction(async (tx) => {
      const events = Array.from({ length: count }, (_, n) => ({
        stream: newIdentifier('rec'),
        streamVersion: 1,
        type: 'test.public',
        version: 1,
        legalDay: day('2026-01-01'),
        ground: { text: {} },
        data: { n },
      }))
      const meta = { actor: actor('deciding officer'), origin: 'xa-xb/xa', recordedAt: new Date() }
      const stored = await appendEvents(tx, events, meta)
      if (logged) await log.append(tx, stored)
    })
  const rates: [number[], number[]] = [[], []]
  for (let round = 0; round < (quick ? 4 : 12); round++)
    for (const [kind, logged] of [true, false].entries()) {
      const began = performance.now()
      for (let at = 0; at < 100; at++) await act(logged)
      if (round > 0) rates[kind]?.push(100_000 / (performance.now() - began))
    }
  const baseline = { name: 'the same acts without a log', value: quantile(rates[1], 0.5) }
  say({ name: `log, ${label}: acts`, value: quantile(rates[0], 0.5), unit: '/s', better: 'higher', baseline })

  for (const size of sizes) {
    const folder = join(place, String(size))
    const headFile = join(place, `${label}-${size}`)
    const { root } = pinned(folder, size)
    moveHead(headFile, undefined, { size, root })
    await database.query('delete from log_entries')
    await database.transaction((tx) => setAppended(tx, size))
    const publisher = createPublisher({
      database,
      country: XA,
      folder,
      headFile,
      signers: [signerOf(`localhost:${size}/log`, 1, newSeed())],
      now: () => new Date(),
      policy: () => undefined,
      ask: async () => [],
      published: () => undefined,
      warn: () => undefined,
    })
    await publisher.publish()
    const took = async (count: number) => {
      await act(true, count)
      const began = performance.now()
      if ((await publisher.publish()) !== count) throw new Error('not all was published')
      return performance.now() - began
    }
    for (const count of [1, 1000]) {
      const times: number[] = []
      for (let round = 0; round < (quick ? 3 : 9); round++) times.push(await took(count))
      const name = `log, ${label}: ${count.toLocaleString('en')} published at ${size.toLocaleString('en')}, p50`
      say({ name, value: quantile(times, 0.5), unit: 'ms', better: 'lower' })
    }
    await publisher.stop()
  }
}

/** The tree as it was made: what an engine before this one published is written over. */
function pinned(folder: string, size: number) {
  return { root: openTileTree(folder, size).root() }
}

/** Hashes of an inclusion proof; the tree itself need not be there to count them. */
async function proofBytes(say: Say): Promise<void> {
  for (const power of [3, 4, 5, 6, 7, 8, 9]) {
    const proof = await inclusionProof(0, 10 ** power, () => new Uint8Array(32))
    const value = proof.length * 32
    say({ name: `log: inclusion proof among 10^${power} entries, computed`, value, unit: 'bytes', better: 'lower' })
  }
}
