// What changes only with somebody looking: every address with its permission and budget, every header with its reason.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import pino from 'pino'
import { apiRoutes, pageRoutes, type RegisterDesk } from '../../src/modules/register/index.ts'
import { createApp } from '../../src/web/app.ts'
import { readAssets } from '../../src/web/assets.ts'
import { createMetrics } from '../../src/web/metrics.ts'
import { createReaders } from '../../src/web/readers.ts'
import { startNode, type TestNode } from '../fixtures/node.ts'
import { CHANGING, goldenKinds } from './golden-headers.ts'
import { ask } from './script.ts'

const golden = (name: string) => readFileSync(join(import.meta.dirname, 'golden', name), 'utf8')

let node: TestNode
before(async () => {
  node = await startNode({ demonstration: true })
})
after(() => node.close())

test('the addresses are those of the golden file, each with permission and budget', async () => {
  // The tables name their functions and call none of them: no desk is needed to read them.
  const desk = {} as RegisterDesk
  const [pages, api] = [pageRoutes(desk), apiRoutes(desk)]
  const { pack, country } = node.node
  const register = { size: () => 0, position: () => 0 }
  const app = createApp({
    pack,
    country,
    readers: createReaders(pack, country),
    assets: await readAssets(),
    pages,
    api,
    inputProblem: () => 'bad-parameter',
    ribbon: () => undefined,
    version: '0',
    publicUrl: 'http://localhost',
    log: pino({ level: 'silent' }),
    metrics: createMetrics(register),
    ready: () => true,
  })
  const shown = app.routes
    .filter(({ path }) => path !== '/*')
    .map(({ method, path }) => {
      const short = path.replace(/\{.*?\}/g, '')
      const page = pages.find((one) => path.endsWith(one.path) && short === `/:language${one.path}`)
      const call = api.find((one) => short === `/api/v1${one.path}`)
      return [method, short, page?.permission ?? call?.permission ?? '-', page?.budget ?? '-'].join(' ')
    })
  assert.deepEqual(
    shown.sort(),
    golden('addresses.txt')
      .trim()
      .split('\n')
      .filter((line) => !line.startsWith('#'))
      .sort(),
  )
})

test('the headers of each kind of answer are those of the golden file, and each has its reason', async () => {
  const style =
    /\/assets\/sursur\.\w+\.css/.exec((await ask(node.url, '/fr/')).body)?.[0] ?? assert.fail('no stylesheet')
  const kinds = goldenKinds(golden('headers.txt'))
  assert.ok(kinds.length >= 8)
  for (const { head, method, path, expected } of kinds) {
    const { headers } = await ask(node.url, path.replace('STYLE', style), { method })
    const seen = Object.fromEntries(Object.entries(headers).filter(([name]) => !CHANGING.has(name)))
    assert.deepEqual(seen, expected, head)
  }
})
