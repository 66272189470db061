// The scan page in a real browser: a typed code and a picture of one, in words and shapes, and all of it again without network.
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { after, before, describe, test } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import { getRequestListener } from '@hono/node-server'
import pino from 'pino'
import type { Browser, BrowserContext, Page, Request } from 'playwright-core'
import qrcode from 'qrcode'
import { bundleScan, scanPages, scanWorkerRoutes, statusListRoutes } from '../../src/federation/index.ts'
import { loadPack } from '../../src/packs/index.ts'
import { toBase32 } from '../../src/transparency/format/base32.ts'
import { codeBytes, codeOf } from '../../src/transparency/format/status-code.ts'
import { statusText } from '../../src/transparency/format/status-note.ts'
import { createApp } from '../../src/web/app.ts'
import { readAssets } from '../../src/web/assets.ts'
import { createMetrics } from '../../src/web/metrics.ts'
import { createReaders } from '../../src/web/readers.ts'
import { ARRIVAL } from '../../src/web/refuse-unread.ts'
import { XA_XB } from '../fixtures/node.ts'
import { DAY, headsAt, listOf, noteOf, POLICY, qrOf, signaturesOf } from '../fixtures/status.ts'
import { CHROMIUM, openBrowser } from './visit.ts'

const NOW = Math.floor(Date.now() / 1000)
const fresh = (over: Parameters<typeof noteOf>[0] = {}) =>
  noteOf({ issued: NOW - 600, expires: NOW + 6 * DAY, ...over })
const ROWS = [
  { licence: 'XA-0001-2', status: 'authorized' as const },
  { licence: 'XA-0002-4', status: 'suspended' as const },
]
let list = listOf(ROWS, { issued: NOW - 60 })
let browser: Browser
let url: string
let close: () => void

async function start(): Promise<void> {
  const loaded = await loadPack(XA_XB)
  if (!loaded.ok) throw new Error('the pack has faults')
  const pack = loaded.value
  const country = pack.countries[0]?.code
  if (!country) throw new Error('the pack has no country')
  const server = createServer(ARRIVAL)
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  url = `http://localhost:${typeof address === 'object' && address ? address.port : 0}`
  const { script, worker } = await bundleScan()
  const policy = {
    method: 'get',
    path: '/log/policy',
    permission: 'public',
    respond: () => ({ status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: POLICY }),
  } as const
  const app = createApp({
    pack,
    country,
    readers: createReaders(pack, country),
    assets: await readAssets(),
    pages: scanPages(() => ({ signed: true })),
    raw: [...scanWorkerRoutes(worker), ...statusListRoutes(() => list), policy],
    scripts: { scan: script },
    api: [],
    inputProblem: () => 'bad-parameter',
    ribbon: () => ({ kind: 'practice' }),
    version: '0',
    publicUrl: url,
    log: pino({ level: 'silent' }),
    metrics: createMetrics({ size: () => 0, position: () => 0 } as never),
    ready: () => true,
  })
  server.on('request', getRequestListener(app.fetch, { overrideGlobalObjects: false }))
  browser = await openBrowser()
  close = () => {
    server.close()
    server.closeAllConnections()
  }
}

const open = (): Promise<BrowserContext> =>
  browser.newContext({ reducedMotion: 'reduce', viewport: { width: 320, height: 640 } })

/** Types a code in, and returns which result is shown and its words. */
async function typed(page: Page, code: string): Promise<string> {
  await page.fill('[data-code]', code)
  await page.click('[data-typed] button')
  return shown(page)
}

async function shown(page: Page): Promise<string> {
  await page.waitForFunction(() => document.activeElement?.matches('[data-result]'))
  const result = page.locator('[data-colour]:visible')
  assert.equal(await result.count(), 1)
  await page.evaluate(() => (document.activeElement as HTMLElement).blur())
  // As seen: what is hidden must not count.
  // biome-ignore lint/performance/useDomNodeTextContent: the words as they are seen
  return `${await result.getAttribute('data-colour')}: ${(await result.innerText()).replace(/\s+/g, ' ')}`
}

describe('the scan page', { skip: CHROMIUM ? false : 'no Chromium here', concurrency: false }, () => {
  before(start)
  after(async () => {
    close?.()
    await browser?.close()
  })

  test('judges typed codes in words and with a shape', async () => {
    const page = await (await open()).newPage()
    const faults: string[] = []
    page.on('pageerror', (error) => faults.push(error.message))
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
    await page.goto(`${url}/en/scan`)
    const green = await typed(page, qrOf(fresh()))
    assert.match(green, /^green: .*XA-0001-2.*Authorized/)
    assert.match(green, /card or licence with the number XA-0001-2/)
    const hidden = await page.locator('[data-colour=green] svg').count()
    assert.equal(hidden, 1)
    const suspended = await typed(page, qrOf(fresh({ licence: 'XA-0002-4' })))
    assert.match(suspended, /^red: .*Not authorized.*suspended/)
    assert.match(await typed(page, qrOf(fresh({ licence: 'XA-0009-9' }))), /^unknown: /)
    const note = fresh()
    const forged = codeOf({ ...note, licence: 'XA-0001-3' }, signaturesOf(statusText(note)))
    assert.match(
      await typed(page, `HTTPS://X/S#${toBase32(codeBytes(forged))}`),
      /^false: .*do not|^false: .*Do not pay/,
    )
    assert.match(await typed(page, 'https://example.org/'), /^refused: /)
    assert.deepEqual(faults, [])
  })

  test('reads a picture of a code', async () => {
    const page = await (await open()).newPage()
    await page.goto(`${url}/en/scan`)
    const buffer = await qrcode.toBuffer(qrOf(fresh()), { scale: 4 })
    await page.setInputFiles('[data-picture]', { name: 'code.png', mimeType: 'image/png', buffer })
    assert.match(await shown(page), /^green: /)
  })

  test('takes the code that a telephone camera opened, from the short address', async () => {
    const page = await (await open()).newPage()
    await page.goto(`${url}/S#${qrOf(fresh()).split('#')[1]}`)
    assert.match(await shown(page), /^green: /)
    assert.match(page.url(), /\/[a-z]+\/S#/)
  })

  test('works without network once opened, with the list that it kept', async () => {
    const context = await open()
    const page = await context.newPage()
    await page.goto(`${url}/en/scan`)
    await page.locator('[data-offline]').waitFor({ state: 'visible' })
    await context.setOffline(true)
    await page.reload()
    assert.match(await typed(page, qrOf(fresh())), /^green: /)
    assert.match(await typed(page, qrOf(fresh({ licence: 'XA-0002-4' }))), /^red: /)
    // A suspension that was seen stays, whatever list comes, until a permission that the logs show to be newer.
    await context.setOffline(false)
    list = listOf([], { issued: NOW - 50, heads: headsAt(90, 190) })
    await page.reload()
    assert.match(await typed(page, qrOf(fresh({ licence: 'XA-0002-4' }))), /^red: /)
    list = listOf([{ licence: 'XA-0002-4', status: 'authorized' }], { issued: NOW - 40, heads: headsAt(111, 210) })
    await page.reload()
    assert.match(await typed(page, qrOf(fresh({ licence: 'XA-0002-4' }))), /^green: /)
    list = listOf(ROWS, { issued: NOW - 30 })
  })

  test('is small, accessible and fits 320 px in every language, with a result and without', async () => {
    const context = await browser.newContext({
      reducedMotion: 'reduce',
      viewport: { width: 320, height: 640 },
      bypassCSP: true,
    })
    const page = await context.newPage()
    for (const tag of ['en', 'es', 'ar', 'fr', 'pt']) {
      const answer = await page.goto(`${url}/${tag}/scan`)
      if (answer?.status() === 404) continue
      const codes = tag === 'en' || tag === 'ar' ? [qrOf(fresh()), qrOf(fresh({ status: 'revoked' })), 'x'] : []
      for (const code of [undefined, ...codes]) {
        if (code !== undefined) await typed(page, code)
        const { violations } = await new AxeBuilder({ page }).analyze()
        assert.deepEqual(
          violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
          [],
          tag,
        )
        const width = await page.evaluate(() => document.documentElement.scrollWidth)
        assert.ok(width <= 320, `${tag} is ${width} px wide`)
      }
    }
    const html = await fetch(`${url}/en/scan`)
    assert.match(html.headers.get('permissions-policy') ?? '', /camera=\(self\)/)
    assert.match(html.headers.get('content-security-policy') ?? '', /script-src 'self'; worker-src 'self'/)
  })

  test('without script it leads to the check by number, and is small', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } })
    const page = await context.newPage()
    const sizes: Promise<{ readonly responseBodySize: number }>[] = []
    const count = (request: Request) => sizes.push(request.sizes())
    page.on('requestfinished', count)
    await page.goto(`${url}/en/scan`, { waitUntil: 'networkidle' })
    page.off('requestfinished', count)
    const bytes = (await Promise.all(sizes)).reduce((sum, { responseBodySize }) => sum + responseBodySize, 0)
    assert.equal(await page.locator('[data-scan]').isVisible(), false)
    assert.match((await page.locator('[data-without]').textContent()) ?? '', /Type the licence number/)
    await page.fill('[name=q]', 'XA-0001-2')
    await page.click('form[action$="/check"] button')
    assert.match(page.url(), /\/en\/check\?q=XA-0001-2$/)
    assert.ok(bytes > 1000 && bytes <= 30 * 1024, `${bytes} bytes`)
  })
})
