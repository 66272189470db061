// Two and three real nodes and what can happen to them: killed, cut off, slowed, mixed up, clocks wrong. Afterwards they agree, and nothing is lost or doubled.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { type CorridorNode, makeCorridor, settled, type TestCorridor } from '../fixtures/corridor.ts'
import { sursur } from '../fixtures/node.ts'
import { randomFrom } from '../fixtures/random.ts'

/** What a node was told to do and said it had done: none of it may be missing afterwards. */
type Kept = { readonly country: string; readonly licence: string }

/** Enters and authorizes recruiters one after the other until told to stop. What was not answered may or may not have happened. */
function loadOf(node: CorridorNode, tag: string) {
  const kept: Kept[] = []
  let going = true
  let number = 0
  const running = (async () => {
    while (going) {
      const licence = `${node.country}-${tag}${String(++number).padStart(4, '0')}`
      try {
        await node.ask({ do: 'enter', licence, name: `Ejemplo ${licence}` })
        await node.ask({ do: 'act', act: 'grant', licence })
        kept.push({ country: node.country, licence })
      } catch {
        // The node is down: whoever asked was not told that it was done.
        await sleep(50)
      }
    }
  })()
  return {
    kept,
    async stop() {
      going = false
      await running
    },
  }
}

/** Everything that was answered stands in the public answer of every node, once. */
async function holdsAll(nodes: readonly CorridorNode[], kept: readonly Kept[]): Promise<void> {
  for (const node of nodes) {
    for (const { licence } of kept) {
      const answer = await fetch(`${node.url}/api/v1/check?q=${encodeURIComponent(licence)}`)
      const { results } = (await answer.json()) as {
        results: readonly { licence: string; standings: readonly { status: string }[] }[]
      }
      const found = results.filter((one) => one.licence === licence)
      assert.equal(found.length, 1, `${licence} at ${node.country}: ${found.length} times`)
      assert.ok(
        found[0]?.standings.some(({ status }) => status === 'authorized'),
        `${licence} at ${node.country}`,
      )
    }
  }
}

/** The logs hold against a check from outside, under the policy of the corridor. */
async function logsVerify({ nodes, folder }: TestCorridor): Promise<void> {
  for (const node of nodes) {
    const policy = join(folder, 'policy.txt')
    writeFileSync(policy, await (await fetch(`${node.url}/log/policy`)).text())
    const { code, out, err } = await sursur('log', 'verify', `${node.url}/log`, '--policy', policy)
    assert.equal(code, 0, `${node.country}: ${out}${err}`)
  }
}

describe('two nodes', () => {
  let corridor: TestCorridor
  const random = randomFrom(20261125)
  before(async () => {
    corridor = await makeCorridor()
    for (const node of corridor.nodes) await node.start()
  })
  after(() => corridor.close())

  async function during(tag: string, trouble: () => Promise<void>): Promise<void> {
    const loads = corridor.nodes.map((node) => loadOf(node, tag))
    await sleep(300)
    await trouble()
    await sleep(300)
    for (const load of loads) await load.stop()
    for (const node of corridor.nodes)
      Object.assign(node.proxy.trouble, {
        cut: false,
        loseAnswers: false,
        delay: undefined,
        double: false,
        change: undefined,
      })
    await settled(corridor.nodes)
    await holdsAll(corridor.nodes, loads.flatMap(({ kept }) => kept).slice(-20))
    await logsVerify(corridor)
  }

  test('killed at random points under load', async () => {
    await during('K', async () => {
      for (let round = 0; round < 4; round++) {
        const node = corridor.nodes[round % 2] as CorridorNode
        await sleep(random() * 400)
        await node.kill()
        await node.start()
      }
    })
  })

  test('the line between them is cut, and comes back', async () => {
    const [one, other] = corridor.nodes as [CorridorNode, CorridorNode]
    await during('C', async () => {
      one.proxy.trouble.cut = true
      other.proxy.trouble.cut = true
      await sleep(1500)
    })
  })

  test('slow, mixed up and doubled, answers lost', async () => {
    await during('S', async () => {
      for (const { proxy } of corridor.nodes) Object.assign(proxy.trouble, { delay: [0, 400], double: true })
      await sleep(2000)
      for (const { proxy } of corridor.nodes) Object.assign(proxy.trouble, { loseAnswers: true })
      await sleep(800)
    })
  })

  test('a clock that is an hour off stops nobody for ever', async () => {
    await during('H', async () => {
      await corridor.nodes[1]?.ask({ do: 'clock', seconds: 3600 })
      await sleep(1500)
      await corridor.nodes[1]?.ask({ do: 'clock', seconds: 0 })
      await sleep(500)
    })
  })
})

describe('three nodes', () => {
  let corridor: TestCorridor
  before(async () => {
    corridor = await makeCorridor(['XA', 'XB', 'XC'])
    for (const node of corridor.nodes) await node.start()
  })
  after(() => corridor.close())

  test('one is killed and another cut off at the same time; all three agree afterwards', async () => {
    const loads = corridor.nodes.map((node) => loadOf(node, 'T'))
    const [one, other] = corridor.nodes as [CorridorNode, CorridorNode]
    await sleep(400)
    other.proxy.trouble.cut = true
    await one.kill()
    await sleep(800)
    await one.start()
    await sleep(400)
    other.proxy.trouble.cut = false
    for (const load of loads) await load.stop()
    await settled(corridor.nodes, 60_000)
    await holdsAll(corridor.nodes, loads.flatMap(({ kept }) => kept).slice(-15))
    await logsVerify(corridor)
  })
})
