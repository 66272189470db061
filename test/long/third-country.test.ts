// A third country joins two that run, and one leaves: docs/how-to/join-a-corridor.md carried out with the real commands on real nodes.
import assert from 'node:assert/strict'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { readTrustFile, writeTrustFile } from '../../src/federation/index.ts'
import type { LogHead } from '../../src/transparency/log/index.ts'
import { type CorridorNode, makeCorridor, settled, type TestCorridor } from '../fixtures/corridor.ts'
import { sursur } from '../fixtures/node.ts'

let corridor: TestCorridor

before(async () => {
  corridor = await makeCorridor(['XA', 'XB', 'XC'])
  // Two of them have begun; the third has its keys and nothing else.
  for (const node of corridor.nodes) {
    const file = join(node.folder, 'corridor.json')
    const all = readTrustFile(file)
    if (node.country === 'XC') rmSync(file)
    else writeTrustFile(file, { ...all, parties: all.parties.filter(({ country }) => country !== 'XC') })
  }
})
after(() => corridor.close())

const three = () => corridor.nodes
const two = () => corridor.nodes.filter(({ country }) => country !== 'XC')
const named = (country: string) => three().find((node) => node.country === country) ?? assert.fail(country)
const partyFile = (country: string) => join(corridor.folder, `party-${country}.json`)

async function done(...words: readonly string[]): Promise<string> {
  const { code, out, err } = await sursur(...words)
  assert.equal(code, 0, `${words.join(' ')}: ${err}`)
  return out
}

async function enter(node: CorridorNode, number: string): Promise<string> {
  const licence = `${node.country}-${number}`
  await node.ask({ do: 'enter', licence, name: `Ejemplo ${licence}` })
  await node.ask({ do: 'act', act: 'grant', licence })
  return licence
}

type Answer = {
  readonly results: readonly {
    readonly licence: string
    readonly standings: readonly { readonly country: string; readonly status: string }[]
  }[]
  readonly sources: readonly {
    readonly country: string
    readonly complete: boolean
    readonly joined?: boolean
    readonly heardAt: string | null
  }[]
}

async function checkAt(node: CorridorNode, licence: string) {
  const answer = (await (await fetch(`${node.url}/api/v1/check?q=${licence}`)).json()) as Answer
  const found = answer.results.find((one) => one.licence === licence)
  const source = (country: string) => answer.sources.find((one) => one.country === country) ?? assert.fail(country)
  return { statusOf: (country: string) => found?.standings.find((one) => one.country === country)?.status, source }
}

test('two run, and one of them has lost its log key before anybody joins', async () => {
  const said = await done('keys', 'revoke', 'log', '--config', named('XA').config)
  const list = /The signed list: (\S+)/.exec(said)?.[1] ?? assert.fail(said)
  await done('keys', 'countersign', list, '--config', named('XB').config)
  for (const node of two()) await node.start()
  for (const node of two()) for (const number of ['0001', '0002']) await enter(node, number)
  await settled(two())
})

test('each introduces itself; a root key that was read out otherwise pins nothing', async () => {
  const roots = new Map<string, string>()
  for (const { country, config } of three()) {
    const said = await done('corridor', 'party', partyFile(country), '--config', config)
    roots.set(country, /^root key: (\S+)$/m.exec(said)?.[1] ?? assert.fail(said))
  }
  const rootOf = (country: string) => roots.get(country) ?? assert.fail(country)
  const file = join(named('XA').folder, 'corridor.json')
  const before = readFileSync(file, 'utf8')
  const call = ['corridor', 'join', partyFile('XC'), '--config', named('XA').config, '--root'] as const
  const wrong = await sursur(...call, rootOf('XB'))
  assert.equal(wrong.code, 1)
  assert.match(wrong.err, /that is not what --root says\. Nothing was pinned/)
  assert.equal(readFileSync(file, 'utf8'), before)

  for (const node of two())
    await done('corridor', 'join', partyFile('XC'), '--root', rootOf('XC'), '--config', node.config)
  for (const { country } of two())
    await done('corridor', 'join', partyFile(country), '--root', rootOf(country), '--config', named('XC').config)
  const parties = three().map(({ folder }) => readTrustFile(join(folder, 'corridor.json')).parties)
  for (const list of parties)
    assert.deepEqual(
      list.map(({ country, root }) => [country, root]),
      three().map(({ country }) => [country, rootOf(country)]),
    )
  const again = await sursur(...call, rootOf('XC'))
  assert.equal(again.code, 1)
  assert.match(again.err, /XC is a party already/)
})

test('all serve again: the third has read both logs from their first line, and all three agree', async () => {
  for (const node of two()) await node.stop()
  for (const node of three()) await node.start()
  await settled(three(), 60_000)
  const licences = await Promise.all(three().map((node) => enter(node, '0003')))
  await settled(three(), 60_000)
  for (const node of three())
    for (const licence of [...licences, 'XA-0001', 'XB-0002']) {
      const { statusOf, source } = await checkAt(node, licence)
      assert.equal(statusOf(licence.slice(0, 2)), 'authorized', `${licence} at ${node.country}`)
      assert.equal(source('XC').complete, true)
    }
})

test('one leaves: the others go on, say that it cannot be asked, and keep what it said', async () => {
  const { size = 0 } =
    (await named('XA').ask<readonly LogHead[]>({ do: 'heads' })).find(({ country }) => country === 'XC') ?? {}
  assert.ok(size > 0)
  for (const node of three()) await node.stop()
  const own = await sursur('corridor', 'leave', 'XA', '--size', '1', '--config', named('XA').config)
  assert.equal(own.code, 1)
  for (const node of two()) {
    await done('corridor', 'leave', 'XC', '--size', String(size), '--config', node.config)
    await node.start()
  }
  for (const node of two()) await enter(node, '0004')
  await settled(two())
  for (const node of two()) {
    const gone = await checkAt(node, 'XC-0003')
    assert.equal(gone.statusOf('XC'), 'authorized', node.country)
    const { complete, joined, heardAt } = gone.source('XC')
    assert.deepEqual([complete, joined, heardAt], [false, undefined, null], node.country)
    const { statusOf, source } = await checkAt(node, 'XA-0004')
    assert.equal(statusOf('XA'), 'authorized')
    assert.equal(source('XB').complete, true)
  }
})
