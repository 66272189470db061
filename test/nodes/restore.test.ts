// A node out of its backup: it signs nothing before it knows how far its own log had come, and then is what its peers saw.
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { readEntry } from '../../src/transparency/format/entry.ts'
import { bundlePath, readBundle } from '../../src/transparency/format/tiles.ts'
import { readHead } from '../../src/transparency/log/index.ts'
import { type CorridorNode, makeCorridor, settled, type TestCorridor } from '../fixtures/corridor.ts'
import { holdsAll, type Kept, logsVerify } from '../fixtures/corridor-load.ts'
import { sursur } from '../fixtures/node.ts'

describe('a node out of its backup', { concurrency: false }, () => {
  let corridor: TestCorridor
  let lost: CorridorNode
  let peer: CorridorNode
  const kept: Kept[] = []
  before(async () => {
    corridor = await makeCorridor()
    ;[lost, peer] = corridor.nodes as [CorridorNode, CorridorNode]
    await Promise.all(corridor.nodes.map((node) => node.start()))
  })
  after(() => corridor?.close())

  const backup = (name: string) => join(corridor.folder, name)
  const head = () => readHead(join(lost.folder, 'log-head'))

  async function authorize(node: CorridorNode, ...numbers: readonly string[]): Promise<void> {
    for (const number of numbers) {
      const licence = `${node.country}-${number}`
      await node.ask({ do: 'enter', licence, name: `Ejemplo ${licence}` })
      await node.ask({ do: 'act', act: 'grant', licence })
      kept.push({ country: node.country, licence })
    }
  }

  /** Acts before and after a backup of the running node, then a stop and the loss of what is named. */
  async function lose(round: string, ...folders: readonly string[]): Promise<void> {
    await authorize(lost, `${round}01`)
    const made = await sursur('backup', backup(round), '--config', lost.config)
    assert.equal(made.code, 0, made.err)
    await authorize(lost, `${round}02`, `${round}03`)
    await authorize(peer, `${round}04`)
    await settled(corridor.nodes)
    await lost.stop()
    for (const folder of ['database', ...folders]) {
      assert.ok(existsSync(join(lost.folder, folder)), folder)
      rmSync(join(lost.folder, folder), { recursive: true })
    }
    const restored = await sursur('restore', backup(round), '--config', lost.config)
    assert.equal(restored.code, 0, restored.err)
  }

  /** The same register at both, every entry once, and a log that goes on. */
  async function isWhole(round: string): Promise<void> {
    await settled(corridor.nodes)
    await authorize(lost, `${round}05`)
    await settled(corridor.nodes)
    await holdsAll(corridor.nodes, kept)
    await logsVerify(corridor)
    const size = head()?.size ?? 0
    const ids = readBundle(readFileSync(join(lost.folder, 'log', bundlePath(0, size)))).map(
      (bytes) => readEntry(bytes).id,
    )
    assert.equal(ids.length, size)
    assert.equal(new Set(ids).size, size, 'an entry stands twice in the log')
  }

  const acting = (licence: string) =>
    lost.ask({ do: 'enter', licence, name: `Ejemplo ${licence}` }).then(
      () => 'done',
      (error: Error) => error.message,
    )

  /** Tried as people do, again and again, until the node takes it. */
  async function opens(licence: string): Promise<void> {
    for (const end = Date.now() + 20_000; Date.now() < end; await sleep(200)) {
      const answer = await acting(licence)
      if (answer === 'done') return
      assert.match(answer, /^CatchingUp/)
    }
    assert.fail('the log stayed closed')
  }

  test('the peer can be reached: refilled from the own files, and nothing is lost or doubled', async () => {
    await lose('1')
    await lost.start()
    await opens('XA-1099')
    await isWhole('1')
  })

  test('the peer is cut off: closed, and open by itself when the peer is back', async () => {
    await lose('2')
    const before = head()
    peer.proxy.trouble.cut = true
    await lost.start()
    assert.match(await acting('XA-2099'), /^CatchingUp/)
    const answer = await fetch(`${lost.url}/api/v1/check?q=XA-201`)
    assert.equal(answer.status, 200)
    assert.match(await answer.text(), /XA-201/)
    const checkpoint = await (await fetch(`${lost.url}/log/checkpoint`)).text()
    await sleep(1000)
    assert.match(await acting('XA-2099'), /^CatchingUp/)
    assert.deepEqual(head(), before)
    assert.equal(await (await fetch(`${lost.url}/log/checkpoint`)).text(), checkpoint)
    peer.proxy.trouble.cut = false
    await opens('XA-2099')
    await isWhole('2')
  })

  test('only the keys and the backup are left: refilled from the mirror of the peer', async () => {
    await lose('3', 'log', 'log-head')
    assert.ok(readdirSync(join(lost.folder)).length > 0)
    await lost.start()
    await opens('XA-3099')
    await isWhole('3')
  })
})
