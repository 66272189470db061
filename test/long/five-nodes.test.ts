// Five real nodes, each following four others, under load and troubled for minutes: killed, cut, slowed, mixed up. Run by `npm run test:long`.
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { type CorridorNode, makeCorridor, settled } from '../fixtures/corridor.ts'
import { holdsAll, loadOf, logsVerify } from '../fixtures/corridor-load.ts'
import { randomFrom } from '../fixtures/random.ts'

const SEED = Number(process.env.SURSUR_TEST_SEED ?? 5)
const ROUNDS = Number(process.env.SURSUR_TEST_ROUNDS ?? 25)

test(`five nodes agree after ${ROUNDS} troubles (seed ${SEED})`, { timeout: 1_700_000 }, async () => {
  const random = randomFrom(SEED)
  const corridor = await makeCorridor(['XA', 'XB', 'XC', 'XD', 'XE'])
  try {
    for (const node of corridor.nodes) await node.start()
    const loads = corridor.nodes.map((node) => loadOf(node, 'L'))
    for (let round = 0; round < ROUNDS; round++) {
      const node = corridor.nodes[Math.floor(random() * corridor.nodes.length)] as CorridorNode
      const { trouble } = node.proxy
      const kind = Math.floor(random() * 5)
      if (kind === 0) {
        await node.kill()
        await sleep(random() * 1000)
        await node.start()
      } else if (kind === 1) trouble.cut = true
      else if (kind === 2) trouble.delay = [0, 1500]
      else if (kind === 3) trouble.double = true
      else trouble.loseAnswers = true
      await sleep(500 + random() * 2500)
      Object.assign(trouble, { cut: false, loseAnswers: false, delay: undefined, double: false })
    }
    for (const load of loads) await load.stop()
    await settled(corridor.nodes, 240_000)
    await holdsAll(corridor.nodes, loads.flatMap(({ kept }) => kept).slice(-50))
    await logsVerify(corridor)
  } finally {
    await corridor.close()
  }
})
