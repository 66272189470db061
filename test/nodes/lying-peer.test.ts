// A real node whose peer lies: what it has applied stays, it goes on answering, and what the peer signed convicts it for anybody with the public keys.
import assert from 'node:assert/strict'
import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { checkContradiction } from '../../src/federation/follow/index.ts'
import type { Dispute } from '../../src/federation/follow/store/disputes.ts'
import { bundlePath, readBundle } from '../../src/transparency/format/tiles.ts'
import { newSeed, type Signer, signerOf } from '../../src/transparency/keys/signer.ts'
import { openNodeKeyFiles, readHead } from '../../src/transparency/log/index.ts'
import type { LogHead } from '../../src/transparency/log/share.ts'
import { type CorridorNode, makeCorridor, type TestCorridor } from '../fixtures/corridor.ts'
import { holdsAll, type Kept } from '../fixtures/corridor-load.ts'
import { inventedEntry, type Lie, serveLog, writtenLog } from '../fixtures/written-log.ts'

describe('a peer that lies', { concurrency: false }, () => {
  let corridor: TestCorridor
  let real: CorridorNode
  let keys: { readonly log: Signer; readonly witness: Signer }
  let honest: readonly Uint8Array[]
  let served: Awaited<ReturnType<typeof serveLog>>
  const kept: Kept[] = []
  const snapshot = () => join(corridor.folder, 'good')

  before(async () => {
    corridor = await makeCorridor(['XA', 'XB'], { followSeconds: 0.2 })
    const [one, peer] = corridor.nodes as [CorridorNode, CorridorNode]
    real = one
    honest = await historyOf(peer)
    keys = await openNodeKeyFiles(peer.folder, new URL(peer.url).host)
    const { port } = JSON.parse(readFileSync(peer.config, 'utf8')) as { port: number }
    serve(honest)
    served = await serveLog(place(), port)
    await real.start()
    await until('the honest log is applied', async () => (await followed()) === honest.length)
  })
  after(async () => {
    await corridor?.close()
    await served?.close()
  })

  /** The peer lived honestly for a while; then somebody else got hold of its keys and its log. */
  async function historyOf(peer: CorridorNode): Promise<readonly Uint8Array[]> {
    await peer.start()
    for (const licence of ['XB-0001', 'XB-0002', 'XB-0003']) {
      await peer.ask({ do: 'enter', licence, name: `Ejemplo ${licence}` })
      await peer.ask({ do: 'act', act: 'grant', licence })
      kept.push({ country: 'XB', licence })
    }
    const size = () => readHead(join(peer.folder, 'log-head'))?.size ?? 0
    let last = 0
    await until('the peer has published', async () => {
      await sleep(400)
      const done = size() === last && last >= kept.length * 2
      last = size()
      return done
    })
    await peer.kill()
    return readBundle(readFileSync(join(peer.folder, 'log', bundlePath(0, size()))))
  }

  const place = () => join(corridor.folder, 'served')

  /** Puts a log of these entries where the peer's is asked for. */
  function serve(entries: readonly Uint8Array[], signer = keys.log): ReturnType<typeof writtenLog> {
    rmSync(place(), { recursive: true, force: true })
    mkdirSync(place(), { recursive: true })
    const log = writtenLog(place(), signer, [keys.witness])
    log.append(...entries)
    log.publish(Math.floor(Date.now() / 1000))
    return log
  }

  const ofPeer = async () => (await real.ask<readonly LogHead[]>({ do: 'heads' })).find(({ own }) => !own)
  const followed = async () => (await ofPeer())?.size
  const disputes = () => real.ask<readonly Dispute[]>({ do: 'disputes' })
  const other = (number: number) => inventedEntry(9000 + number)

  async function until(what: string, met: () => Promise<boolean>): Promise<void> {
    for (const end = Date.now() + 15_000; Date.now() < end; await sleep(100)) if (await met()) return
    throw new Error(`in vain: ${what}`)
  }

  /** The real node has asked so often for a path since now. */
  async function asked(pattern: RegExp, times: number): Promise<void> {
    const from = served.asked.length
    await until(`${pattern} was asked for`, async () => {
      return served.asked.slice(from).filter((path) => pattern.test(path)).length >= times
    })
  }

  /** Its state is what the honest log said, and it answers from it. */
  async function standsAt(size: number, digest: string): Promise<void> {
    assert.equal(await followed(), size)
    assert.equal(await real.ask({ do: 'digest' }), digest)
    await holdsAll([real], kept)
  }

  /** Whether its witness would sign this checkpoint: the status of its answer. */
  async function witnessing(checkpoint: string): Promise<number> {
    const body = `old 0\n\n${checkpoint}`
    return (await fetch(`${real.url}/witness/add-checkpoint`, { method: 'POST', body })).status
  }

  const grown = () => [...honest, other(1), other(2)]
  const spoilt =
    (pattern: RegExp, change: (bytes: Buffer) => Buffer): Lie =>
    (path, bytes) =>
      pattern.test(path) && bytes ? change(Buffer.from(bytes)) : bytes
  const flipped = (bytes: Buffer) => {
    bytes[bytes.length - 3] = (bytes[bytes.length - 3] ?? 0) ^ 1
    return bytes
  }
  const SPOILT: readonly (readonly [string, RegExp, Lie])[] = [
    ['a forged entry', /^tile\/entries/, spoilt(/^tile\/entries/, flipped)],
    ['a forged tile', /^tile\/0/, spoilt(/^tile\/0/, flipped)],
    ['a short tile', /^tile\/0/, spoilt(/^tile\/0/, (bytes) => bytes.subarray(0, 33))],
    ['a tile without end', /^tile\/0/, spoilt(/^tile\/0/, () => Buffer.alloc(9_000_000))],
    ['a bundle without end', /^tile\/entries/, spoilt(/^tile\/entries/, () => Buffer.alloc(30_000_000))],
    [
      '200 with rubbish where a tile is missing',
      /^tile/,
      (path, bytes) => (path.startsWith('tile') ? Buffer.from('<html>not found</html>') : bytes),
    ],
  ]

  for (const [name, pattern, lie] of SPOILT)
    test(`${name}: not believed, and the last good state stays`, async () => {
      const digest = await real.ask<string>({ do: 'digest' })
      served.behaviour.lie = lie
      serve(grown())
      // What would come of it late is seen by the next of these: the state is held against the same size each time.
      await asked(pattern, 1)
      await standsAt(honest.length, digest)
      served.behaviour.lie = undefined
      serve(honest)
    })

  test('what goes on being no log of this peer becomes a dispute, which stops nothing', async () => {
    const digest = await real.ask<string>({ do: 'digest' })
    serve(grown(), signerOf(keys.log.name, 1, newSeed()))
    const kinds = async () => new Set((await disputes()).map(({ kind }) => kind))
    await until('the wrong key is in dispute', async () => (await kinds()).has('wrong-signature'))
    serve(honest)
    served.behaviour.lie = SPOILT[1]?.[2]
    serve(grown())
    await until('the forged tile is in dispute', async () => (await kinds()).has('forged-tile'))
    served.behaviour.lie = undefined
    await standsAt(honest.length, digest)
    for (const { stops, proof, announcedAt } of await disputes()) {
      assert.equal(stops, false)
      assert.ok(proof && announcedAt)
    }
  })

  test('the honest log is back: it is followed on', async () => {
    serve(grown())
    await until('the log has grown', async () => (await followed()) === honest.length + 2)
  })

  test('an older checkpoint of the same history is stale and no crime', async () => {
    const before = (await disputes()).length
    const digest = await real.ask<string>({ do: 'digest' })
    serve(honest)
    await asked(/^checkpoint$/, 2)
    await standsAt(honest.length + 2, digest)
    assert.equal((await disputes()).length, before)
    serve(grown())
    await asked(/^checkpoint$/, 2)
    assert.equal((await disputes()).length, before)
    await real.stop()
    cpSync(real.folder, snapshot(), { recursive: true })
  })

  const FORKS: readonly (readonly [string, Dispute['kind'], () => readonly Uint8Array[]])[] = [
    ['another root at the same size', 'split-view', () => [...honest, other(1), other(3)]],
    ['a longer log that does not begin as the known one', 'split-view', () => [...honest, ...[4, 5, 6, 7].map(other)]],
    ['a smaller log that the known one does not begin with', 'rollback', () => [...honest, other(8)]],
  ]
  for (const [name, kind, entries] of FORKS)
    test(`${name}: convicted with a proof, followed no further, not cosigned`, async () => {
      if (real.running()) await real.stop()
      rmSync(real.folder, { recursive: true })
      cpSync(snapshot(), real.folder, { recursive: true })
      serve(grown())
      await real.start()
      const digest = await real.ask<string>({ do: 'digest' })
      const known = honest.length + 2
      const found = async () => (await disputes()).find(({ stops }) => stops)
      assert.equal(await found(), undefined)
      const fork = serve(entries())
      await until('the lie is found out', async () => (await found()) !== undefined)
      await until('the dispute is announced', async () => !!(await found())?.announcedAt)
      const dispute = await found()
      assert.equal(dispute?.kind, kind)
      assert.equal(dispute?.log, keys.log.name)
      const sizes = [known, entries().length].sort((one, two) => one - two)
      assert.deepEqual(checkContradiction(dispute?.proof ?? '', [keys.log.verifierKey]), sizes)
      assert.throws(() => checkContradiction(dispute?.proof ?? '', [signerOf(keys.log.name, 1, newSeed()).verifierKey]))
      await standsAt(known, digest)
      for (const checkpoint of [fork.checkpoint(), serve([...grown(), other(9)]).checkpoint()])
        assert.equal(await witnessing(checkpoint), 403)
      // Also when it is honest again: people settle it, not the peer.
      await sleep(700)
      await standsAt(known, digest)
    })
})
