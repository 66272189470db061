// Seeds a place in a process of its own, so that its memory is not the node's.
import { openNode } from '../../src/node.ts'
import { answerQuestions, configurationOf, type Place } from './place.ts'
import { proveHonest, type Seeded, seed } from './seed.ts'

export type SeedTask = {
  readonly place: Place
  readonly files: number
  readonly open: number
  /** Rebuild all tables from the events afterwards and compare. */
  readonly prove: boolean
}

answerQuestions(async ({ place, files, open, prove }: SeedTask): Promise<Seeded & { readonly seconds: number }> => {
  const node = await openNode(configurationOf(place))
  const start = performance.now()
  const tell = (done: number) =>
    process.stderr.write(
      `  ${done.toLocaleString('en')} files after ${Math.round((performance.now() - start) / 1000)} s\n`,
    )
  const seeded = await seed(node, node.pack, { files, open }, files > 10_000 ? tell : undefined)
  const seconds = (performance.now() - start) / 1000
  if (prove) await proveHonest(node)
  // A server does this by itself within minutes of such a load; the embedded engine never does.
  if (node.database.kind === 'postgresql') await node.database.query('analyze')
  await node.close()
  return { ...seeded, seconds }
})
