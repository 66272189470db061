// Two and three real nodes and what can happen to them: killed, cut off, slowed, mixed up, clocks wrong. Afterwards they agree, and nothing is lost or doubled.
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { type CorridorNode, makeCorridor, settled, type TestCorridor } from '../fixtures/corridor.ts'
import { holdsAll, loadOf, logsVerify } from '../fixtures/corridor-load.ts'
import { randomFrom } from '../fixtures/random.ts'

describe('two nodes', () => {
  let corridor: TestCorridor
  const random = randomFrom(20261125)
  before(async () => {
    corridor = await makeCorridor()
    await Promise.all(corridor.nodes.map((node) => node.start()))
  })
  after(() => corridor.close())

  async function during(tag: string, trouble: () => Promise<void>): Promise<void> {
    const loads = corridor.nodes.map((node) => loadOf(node, tag))
    await sleep(150)
    await trouble()
    await sleep(150)
    await Promise.all(loads.map((load) => load.stop()))
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
        await sleep(random() * 250)
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
      await sleep(900)
    })
  })

  test('slow, mixed up and doubled, answers lost', async () => {
    await during('S', async () => {
      for (const { proxy } of corridor.nodes) Object.assign(proxy.trouble, { delay: [0, 400], double: true })
      await sleep(1200)
      for (const { proxy } of corridor.nodes) Object.assign(proxy.trouble, { loseAnswers: true })
      await sleep(600)
    })
  })

  test('a clock an hour behind: its node cosigns nothing meanwhile, and nothing is lost', async () => {
    await during('B', async () => {
      await corridor.nodes[1]?.ask({ do: 'clock', seconds: -3600 })
      await sleep(1000)
      await corridor.nodes[1]?.ask({ do: 'clock', seconds: 0 })
      await sleep(300)
    })
  })

  // Its cosignatures bear an hour that has not come: others do not count them, and set right it waits for that hour (federation.md, 6.6).
  test('a clock an hour ahead: the registers agree and nothing is lost; the quorum waits for the hour', async () => {
    await corridor.nodes[1]?.ask({ do: 'clock', seconds: 3600 })
    const loads = corridor.nodes.map((node) => loadOf(node, 'H'))
    await sleep(1000)
    await corridor.nodes[1]?.ask({ do: 'clock', seconds: 0 })
    await Promise.all(loads.map((load) => load.stop()))
    await settled(corridor.nodes)
    await holdsAll(
      corridor.nodes,
      loads.flatMap(({ kept }) => kept),
    )
    await logsVerify(corridor, false)
  })
})

describe('three nodes', () => {
  let corridor: TestCorridor
  before(async () => {
    corridor = await makeCorridor(['XA', 'XB', 'XC'])
    await Promise.all(corridor.nodes.map((node) => node.start()))
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
    await Promise.all(loads.map((load) => load.stop()))
    await settled(corridor.nodes, 60_000)
    await holdsAll(corridor.nodes, loads.flatMap(({ kept }) => kept).slice(-15))
    await logsVerify(corridor)
  })
})
