// The loop of looks: woken it looks at once but not too often, and ever more rarely while nobody answers.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createLoop } from './loop.ts'

test('many hints at one time make few looks, and none of them is lost', async () => {
  let looks = 0
  const loop = createLoop(3600, async () => {
    looks++
    await sleep(20)
    return true
  })
  loop.start()
  await sleep(10)
  for (let hint = 0; hint < 500; hint++) loop.wake()
  await sleep(400)
  assert.equal(looks, 2)
  await loop.stop()
  loop.wake()
  await sleep(150)
  assert.equal(looks, 2)
})

test('a look that throws ends nothing, and a hint ends the waiting', async () => {
  let looks = 0
  const loop = createLoop(0.5, async () => {
    looks++
    throw new Error('invented')
  })
  loop.start()
  await sleep(50)
  loop.wake()
  await sleep(200)
  assert.ok(looks >= 2)
  await loop.stop()
})
