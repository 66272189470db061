// A node whose database comes out of an old backup: it asks before it signs, is filled again from its log, and nothing is lost, doubled or forked.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { LogHead } from '../../src/transparency/log/index.ts'
import { type CorridorNode, makeCorridor, settled, type TestCorridor } from '../fixtures/corridor.ts'
import { holdsAll, logsVerify } from '../fixtures/corridor-load.ts'
import { sursur } from '../fixtures/node.ts'

describe('a node restored from an old backup', () => {
  let corridor: TestCorridor
  let [one, other]: [CorridorNode, CorridorNode] = [] as never
  const kept: { country: string; licence: string }[] = []
  before(async () => {
    corridor = await makeCorridor()
    ;[one, other] = corridor.nodes as [CorridorNode, CorridorNode]
    await Promise.all(corridor.nodes.map((node) => node.start()))
  })
  after(() => corridor.close())

  async function enter(node: CorridorNode, from: number, to: number): Promise<void> {
    for (let number = from; number < to; number++) {
      const licence = `${node.country}-R${String(number).padStart(4, '0')}`
      await node.ask({ do: 'enter', licence, name: `Ejemplo ${licence}` })
      await node.ask({ do: 'act', act: 'grant', licence })
      kept.push({ country: node.country, licence })
    }
  }
  const own = async (node: CorridorNode) =>
    (await node.ask<readonly LogHead[]>({ do: 'heads' })).find((head) => head.own)

  /** The database as it was at the backup; whatever else is in `gone` is lost too. */
  async function comeBack(backup: string, gone: readonly string[]): Promise<void> {
    await one.stop()
    for (const part of ['database', ...gone]) rmSync(join(one.folder, part), { recursive: true, force: true })
    const { code, err } = await sursur('restore', backup, '--config', one.config)
    assert.equal(code, 0, err)
  }

  test('no key stands in a backup', async () => {
    await enter(one, 0, 3)
    await enter(other, 0, 2)
    await settled(corridor.nodes)
    await one.stop()
    const backup = join(corridor.folder, 'one.backup')
    assert.equal((await sursur('backup', backup, '--config', one.config)).code, 0)
    const { gunzipSync } = await import('node:zlib')
    const bytes = gunzipSync(readFileSync(backup)).toString('latin1')
    const folder = join(one.folder, 'keys')
    for (const name of readdirSync(folder)) {
      const secret =
        readFileSync(join(folder, name), 'utf8')
          .split('\n')
          .find((line) => line !== '' && !line.startsWith('#')) ?? ''
      assert.ok(secret.length > 20 && !bytes.includes(secret), name)
    }
    await one.start()
  })

  test('with its peer away it answers, records nothing and signs nothing; with its peer it goes on where it was', async () => {
    await enter(one, 3, 8)
    await settled(corridor.nodes)
    const before = await own(one)
    await comeBack(join(corridor.folder, 'one.backup'), [])
    other.proxy.trouble.cut = true
    await one.start()
    await assert.rejects(one.ask({ do: 'enter', licence: 'XA-R9999', name: 'Ejemplo' }), /CatchingUp/)
    assert.equal((await fetch(`${one.url}/api/v1/check?q=XA-R0001`)).status, 200)
    other.proxy.trouble.cut = false
    for (const end = Date.now() + 30_000; (await own(one))?.size !== before?.size && Date.now() < end; )
      await sleep(200)
    assert.equal((await own(one))?.size, before?.size)
    assert.equal((await own(one))?.root, before?.root)
    await enter(one, 8, 10)
    await settled(corridor.nodes)
    await holdsAll(corridor.nodes, kept)
    await logsVerify(corridor)
  })

  test('with its log’s files lost as well it is filled again from its peer’s mirror', async () => {
    const before = await own(one)
    await comeBack(join(corridor.folder, 'one.backup'), ['log', 'log-head', 'mirror', 'witness'])
    await one.start()
    for (const end = Date.now() + 30_000; (await own(one))?.size !== before?.size && Date.now() < end; )
      await sleep(200)
    assert.equal((await own(one))?.root, before?.root)
    await enter(one, 10, 12)
    await settled(corridor.nodes)
    await holdsAll(corridor.nodes, kept)
    await logsVerify(corridor)
  })
})
