// The public surface as scripts that anyone can write: each *.txt beside this file runs against a real node with a demonstration.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { type NodeSettings, ROOT, startNode } from '../fixtures/node.ts'
import { runBlock } from './script.ts'

for (const file of readdirSync(import.meta.dirname).filter((name) => name.endsWith('.txt'))) {
  const [head = '', ...blocks] = readFileSync(join(import.meta.dirname, file), 'utf8')
    .trim()
    .split(/\n\n+/)
  test(`${file} holds`, async (t) => {
    const settings = JSON.parse(/^node (\{.*\})$/m.exec(head)?.[1] ?? assert.fail('no node line')) as NodeSettings
    const node = await startNode({ demonstration: true, ...settings, pack: join(ROOT, String(settings.pack)) })
    try {
      const requests = blocks.filter((block) => !block.split('\n').every((line) => line.startsWith('#')))
      assert.ok(requests.length > 0)
      for (const block of requests)
        await t.test(/^[A-Z]+ .*$/m.exec(block)?.[0] ?? block, () => runBlock(node.url, block))
    } finally {
      await node.close()
    }
  })
}
