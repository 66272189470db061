// The desks in a real browser: axe, 320 and 360 px, keyboard, and that our own forms pass the check against forged ones.
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { type Desks, startDesks, tokenOf } from '../http/desk-app.ts'

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
)
const skip = executablePath ? false : 'no Chromium on this machine'

let desks: Desks
let browser: Browser
let context: BrowserContext
let page: Page
before(async () => {
  if (!executablePath) return
  desks = await startDesks()
  const args = ['--no-sandbox', '--headless', '--disable-gpu', '--no-first-run', '--disable-background-networking']
  browser = await chromium.launch({ executablePath, args })
  context = await browser.newContext({ reducedMotion: 'reduce', viewport: { width: 360, height: 700 } })
  await context.addCookies([{ name: 'sursur_session', value: tokenOf('officer'), url: desks.url }])
  page = await context.newPage()
})
after(async () => {
  await browser?.close()
  await desks?.close()
})

for (const [tag, scheme] of [
  ['en', 'light'],
  ['ar', 'dark'],
] as const)
  test(`every part of a desk passes axe and reflows (${tag}, ${scheme})`, { skip }, async () => {
    await page.emulateMedia({ colorScheme: scheme })
    const refused: string[] = []
    const listen = (message: { text: () => string }) => refused.push(message.text())
    page.on('console', listen)
    for (const width of [320, 360, 800, 1400]) {
      await page.setViewportSize({ width, height: 700 })
      await page.goto(`${desks.url}/${tag}/staff/parts`)
      const wide = await page.evaluate(() => window.document.documentElement.scrollWidth)
      assert.ok(wide <= width, `${wide} px wide at ${width}`)
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
        .analyze()
      assert.deepEqual(
        violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
        [],
        `${width}`,
      )
      const small = await page.evaluate(() =>
        [
          ...window.document.querySelectorAll(
            '.bar2 a,.bar2 button,.tabs a,label.tick,form .btn,input:not([type=hidden]):not(.tick input),select,summary',
          ),
        ]
          .map((one) => ({ height: one.getBoundingClientRect().height, html: one.outerHTML.slice(0, 80) }))
          .filter(({ height }) => height < 44),
      )
      assert.deepEqual(small, [], `targets at ${width}`)
    }
    page.off('console', listen)
    assert.deepEqual(refused, [], 'the content policy refuses nothing that a desk needs')
  })

test('an error summary has the focus, leads to its field, and / leads to the search', { skip }, async () => {
  await page.goto(`${desks.url}/en/staff/parts`)
  const focused = () => page.evaluate(() => window.document.activeElement?.id)
  assert.equal(await focused(), 'errors')
  await page.keyboard.press('/')
  assert.equal(await focused(), 'q')
  await page.keyboard.press('/')
  assert.equal(await page.inputValue('#q'), '/', 'in a field it is a letter')
})

test('a browser signs out through the form of the bar', { skip }, async () => {
  await page.goto(`${desks.url}/en/staff`)
  await page.click('.bar2 button')
  await page.waitForURL(`${desks.url}/en/`)
  assert.deepEqual(await context.cookies(), [])
})
