// The same application with answers that cost nothing: what the server, its headers, log, measures and compression take by themselves.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import pino from 'pino'
import { z } from 'zod'
import { parseCountry } from '../../src/kernel/country.ts'
import { loadPack } from '../../src/packs/index.ts'
import type { ApiRoute } from '../../src/platform/http.ts'
import { createApp } from '../../src/web/app.ts'
import { readAssets } from '../../src/web/assets.ts'
import { createMetrics } from '../../src/web/metrics.ts'
import { createReaders } from '../../src/web/readers.ts'
import { COUNTRY, PACK } from '../data.ts'

const [file = '', port = ''] = process.argv.slice(2)
const constants = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, unknown>>
const loaded = await loadPack(PACK)
const country = parseCountry(COUNTRY)
if (!loaded.ok || !country) throw new Error('the pack of the tests does not load')
const api = Object.entries(constants).map(
  ([name, body]): ApiRoute => ({
    path: `/${name}`,
    permission: 'public',
    summary: name,
    params: z.object({}),
    query: z.object({ q: z.string().optional() }),
    answer: z.unknown(),
    problems: [],
    respond: () => ({ body }),
  }),
)
const app = createApp({
  pack: loaded.value,
  country,
  readers: createReaders(loaded.value, country),
  assets: await readAssets(),
  pages: [],
  api,
  inputProblem: () => 'bad-parameter',
  ribbon: () => undefined,
  version: 'bench',
  publicUrl: `http://127.0.0.1:${port}`,
  log: pino({ level: 'info', base: { node: 'constant' } }),
  metrics: createMetrics({ size: () => 0, position: () => 0 }),
  ready: () => true,
})
createServer(getRequestListener(app.fetch, { overrideGlobalObjects: false })).listen(Number(port), '127.0.0.1')
process.once('SIGTERM', () => process.exit(0))
