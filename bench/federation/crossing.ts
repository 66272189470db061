// How long a decision on one node takes until the other node's public check says it: two real processes, one line between them.
import { setTimeout as sleep } from 'node:timers/promises'
import { type CorridorNode, makeCorridor, settled } from '../../test/fixtures/corridor.ts'

export type Crossing = { readonly milliseconds: readonly number[] }

/** Suspends and gives back one recruiter after another, and asks the other node until it says so. */
export async function measureCrossing(rounds: number): Promise<Crossing> {
  const corridor = await makeCorridor(['XA', 'XB'], { followSeconds: 5, publishSeconds: 1, refreshSeconds: 1 })
  try {
    for (const node of corridor.nodes) await node.start()
    const [one, other] = corridor.nodes as [CorridorNode, CorridorNode]
    const licences = Array.from({ length: 20 }, (_, at) => `XA-${String(1000 + at)}`)
    for (const licence of licences) {
      await one.ask({ do: 'enter', licence, name: `Ejemplo ${licence}` })
      await one.ask({ do: 'act', act: 'grant', licence })
    }
    await settled(corridor.nodes)
    const milliseconds: number[] = []
    for (let round = 0; round < rounds; round++) {
      const licence = licences[round % licences.length] as string
      const suspend = Math.floor(round / licences.length) % 2 === 0
      const began = performance.now()
      await one.ask({ do: 'act', act: suspend ? 'suspend' : 'reinstate', licence })
      await until(other, licence, suspend ? 'suspended' : 'authorized')
      milliseconds.push(performance.now() - began)
      await sleep(50)
    }
    return { milliseconds }
  } finally {
    await corridor.close()
  }
}

async function until(node: CorridorNode, licence: string, status: string): Promise<void> {
  for (const end = Date.now() + 20_000; Date.now() < end; await sleep(10)) {
    const answer = await fetch(`${node.url}/api/v1/check?q=${licence}`)
    const { results } = (await answer.json()) as {
      results: readonly {
        licence: string
        country: string
        standings: readonly { country: string; status: string }[]
      }[]
    }
    const found = results.find((result) => result.licence === licence)
    if (found?.standings.find(({ country }) => country === found.country)?.status === status) return
  }
  throw new Error(`${licence} is not ${status} at ${node.country} after 20 s`)
}
