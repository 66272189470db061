// A visitor's browser: every page that anyone visits in a test is held to the house rules on the way.
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, chromium, type Page } from 'playwright-core'

export const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
)

const ARGS = [
  ...['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  ...['--disable-component-update', '--disable-sync'],
]

export function openBrowser(): Promise<Browser> {
  if (!CHROMIUM) throw new Error('no Chromium on this machine')
  return chromium.launch({ executablePath: CHROMIUM, args: ARGS })
}

export type Visitor = {
  /** The page that the visitor sees, without script. */
  readonly page: Page
  /** Opens an address, or takes the page as it now is after a click, and holds it to the rules. */
  readonly visit: (path?: string) => Promise<void>
}

/** A visitor without script on a screen of 320 px, and an examiner beside, with script, who looks at the same addresses. */
export async function newVisitor(browser: Browser, url: string): Promise<Visitor> {
  const viewport = { width: 320, height: 640 }
  const page = await (
    await browser.newContext({ reducedMotion: 'reduce', viewport, javaScriptEnabled: false })
  ).newPage()
  const examiner = await (await browser.newContext({ reducedMotion: 'reduce', viewport, bypassCSP: true })).newPage()
  return {
    page,
    async visit(path) {
      if (path !== undefined) assert.ok((await page.goto(url + path))?.ok(), path)
      await examine(examiner, page.url())
    },
  }
}

async function examine(page: Page, address: string): Promise<void> {
  await page.goto('about:blank')
  const sizes: Promise<{ responseBodySize: number; responseHeadersSize: number }>[] = []
  const count = (request: import('playwright-core').Request) => sizes.push(request.sizes())
  page.on('requestfinished', count)
  // A new visitor: nothing is in the cache.
  const session = await page.context().newCDPSession(page)
  await session.send('Network.setCacheDisabled', { cacheDisabled: true })
  await page.goto(address, { waitUntil: 'networkidle' })
  page.off('requestfinished', count)
  const bytes = (await Promise.all(sizes)).reduce((sum, { responseBodySize }) => sum + responseBodySize, 0)
  assert.ok(sizes.length <= 5, `${address}: ${sizes.length} requests`)
  assert.ok(bytes > 1000 && bytes <= 30 * 1024, `${address}: ${bytes} bytes`)

  const { violations } = await new AxeBuilder({ page }).analyze()
  assert.deepEqual(
    violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
    [],
    address,
  )
  const seen = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    levels: Array.from(document.querySelectorAll('h1, h2, h3, h4, h5, h6'), ({ tagName }) => Number(tagName[1])),
    ribbon: document.querySelector('.ribbon')?.textContent?.trim() ?? '',
    robots: document.querySelector('meta[name=robots]')?.getAttribute('content'),
    scripts: document.scripts.length,
    direction: document.documentElement.dir,
    language: document.documentElement.lang,
  }))
  assert.ok(seen.wide <= 320, `${address} is ${seen.wide} px wide`)
  assert.equal(seen.levels.filter((level) => level === 1).length, 1, `${address} has one h1`)
  assert.equal(seen.levels[0], 1, `${address} begins with its h1`)
  for (const [index, level] of seen.levels.entries())
    assert.ok(level - (seen.levels[index - 1] ?? 0) <= 1, `${address}: h${level} after h${seen.levels[index - 1]}`)
  assert.ok(seen.ribbon.length > 5, `${address} says that it is practice`)
  assert.equal(seen.robots, 'noindex, nofollow')
  assert.equal(seen.scripts, 0)
  assert.equal(seen.direction, seen.language === 'ar' ? 'rtl' : 'ltr')
}
