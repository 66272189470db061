// 100,000 messages between two nodes, each a process: all receipted, both ledgers the same length, the memory flat.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import { rate, startReceiver } from '../../bench/messages/bench-messages.ts'
import { freshServerDatabase } from '../fixtures/database.ts'

const MESSAGES = Number(process.env.SURSUR_LONG_MESSAGES ?? 100_000)
const PARTS = 10
/** What may be added after the first part, in megabytes: caches that fill, not messages that stay. */
const MAY_GROW = 60

test(`the memory of both nodes is flat over ${MESSAGES} messages`, { timeout: 1_800_000 }, async (t) => {
  const server = await freshServerDatabase()
  const receiver = await startReceiver(server?.address)
  try {
    const after: { readonly sender: number; readonly receiver: number }[] = []
    for (let part = 0; part < PARTS; part++) {
      await rate(MESSAGES / PARTS, receiver.sealed)
      receiver.child.send('memory')
      const [word] = (await once(receiver.child, 'message')) as [{ memory: NodeJS.MemoryUsage }]
      globalThis.gc?.()
      const here = process.memoryUsage()
      t.diagnostic(`part ${part + 1}: ${used(here)} MB here, ${used(word.memory)} MB there`)
      after.push({ sender: used(here), receiver: used(word.memory) })
    }
    const [first, last] = [after[0], after.at(-1)]
    assert.ok(first && last)
    assert.ok(last.sender - first.sender < MAY_GROW, `the sender grew by ${last.sender - first.sender} MB`)
    assert.ok(last.receiver - first.receiver < MAY_GROW, `the receiver grew by ${last.receiver - first.receiver} MB`)
    const [size] = /\n(\d+)\n/.exec(await receiver.checkpoint())?.slice(1) ?? []
    assert.equal(Number(size), MESSAGES)
  } finally {
    await receiver.stop()
    await server?.drop()
  }
})

/** Megabytes of the heap and of buffers. */
function used({ heapUsed, external }: NodeJS.MemoryUsage): number {
  return Math.round((heapUsed + external) / 2 ** 20)
}
