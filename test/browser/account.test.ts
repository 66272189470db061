// A recruiter applies in a real browser without script, on a screen of 360 px: every page on the way is held to axe and to its width.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import type { AccountDesk } from '../../src/modules/register/operations/account/account-desk.ts'
import { accountRoutes } from '../../src/modules/register/routes/account.ts'
import { paperRoutes } from '../../src/modules/register/routes/papers.ts'
import { loadPack } from '../../src/packs/index.ts'
import { newSealKey } from '../../src/platform/seal/age.ts'
import { openTestDatabase, type TestDatabase, testNode, XA } from '../fixtures/database.ts'
import { XA_XB } from '../fixtures/node.ts'
import { type Desks, startDesks, tokenOf } from '../http/desk-app.ts'
import { CHROMIUM, openBrowser } from './visit.ts'

const skip = CHROMIUM ? false : 'no Chromium on this machine'
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

let place: TestDatabase
let desks: Desks
let browser: Browser
let page: Page
let examiner: Page
before(async () => {
  if (!CHROMIUM) return
  place = await openTestDatabase()
  const loaded = await loadPack(XA_XB)
  if (!loaded.ok) throw new Error('the test pack has faults')
  const { node } = testNode(place.database, '2026-08-03T15:00:00Z')
  const papers = { key: await newSealKey(), limitBytes: 1_000_000 }
  const desk: AccountDesk = { node: { ...node, pack: loaded.value, country: XA }, papers }
  desks = await startDesks({ desks: [...accountRoutes(desk), ...paperRoutes(desk)] })
  browser = await openBrowser()
  const cookie = { name: 'sursur_session', value: tokenOf('recruiter'), url: desks.url }
  const viewport = { width: 360, height: 700 }
  const applicant = await browser.newContext({ reducedMotion: 'reduce', viewport, javaScriptEnabled: false })
  const beside = await browser.newContext({ reducedMotion: 'reduce', viewport, bypassCSP: true })
  for (const context of [applicant, beside]) await context.addCookies([cookie])
  page = await applicant.newPage()
  examiner = await beside.newPage()
})
after(async () => {
  await browser?.close()
  await desks?.close()
  await place?.close()
})

const examined = new Set<string>()

/** Looks at the page that the applicant is on; at each kind of page once, in both directions of writing. */
async function examine(): Promise<void> {
  const kind = page.url().replace(/(draft|file)_[a-z0-9]+|asked-[a-z-]+/g, '$1')
  if (examined.has(kind)) return
  examined.add(kind)
  // What is different right to left is the kind of page, not what it says.
  for (const tag of /[?]/.test(kind) ? ['en'] : ['en', 'ar']) {
    const answer = await examiner.goto(page.url().replace('/en/', `/${tag}/`))
    assert.equal(answer?.status(), 200, page.url())
    assert.ok(((await answer?.body())?.length ?? 0) < 100_000)
    await look()
  }
}

/** Looks at the answer to a form, which no address leads to. */
async function examineAnswer(): Promise<void> {
  const [url, body] = [page.url(), await page.content()]
  await examiner.route(url, (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body }))
  await examiner.goto(url)
  await look()
  await examiner.unroute(url)
}

async function look(): Promise<void> {
  const wide = await examiner.evaluate(() => window.document.documentElement.scrollWidth)
  assert.ok(wide <= 360, `${page.url()}: ${wide} px wide`)
  const { violations } = await new AxeBuilder({ page: examiner }).analyze()
  assert.deepEqual(
    violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
    [],
    page.url(),
  )
}

async function said(selector: string): Promise<string> {
  return (await page.textContent(selector)) ?? ''
}

async function next(): Promise<void> {
  await page.click('button.btn[value=next]')
  await examine()
}

test('a recruiter applies without script, leaves, comes back, is told what is missing, and hands in', {
  skip,
}, async () => {
  await page.goto(`${desks.url}/en/recruiter`)
  await examine()
  await page.click('main .btn')
  await examine()
  await page.click('form.flow .btn')
  await examine()
  assert.match(await said('main'), /Step 1 of 9/)
  await page.fill('[name=name]', 'North Example Ltd')
  await next()
  // Without who signs it is said, and one may go on.
  assert.equal(await page.getAttribute('[name=rep-0-name]', 'aria-invalid'), 'true')
  await page.click('text=Go on and correct it later')
  // Another window writes on this page: what was typed here and what was saved there are both shown.
  const other = await page.context().newPage()
  await other.goto(page.url())
  await other.fill('[name=telephones]', '0000 0909')
  await other.click('button.btn[value=leave]')
  await other.close()
  await page.fill('[name=telephones]', '0000 0101')
  await page.click('button.btn[value=next]')
  assert.match(await said('.errors'), /0000 0909/)
  assert.equal(await page.inputValue('[name=telephones]'), '0000 0101')
  await examineAnswer()
  await page.click('button[value=leave]')
  await examine()
  await page.click('text=First application')
  assert.match(page.url(), /\/who$/, 'it goes on where something is missing')
  await page.fill('[name=rep-0-name]', 'Person Example')
  await next()
  await next()
  await page.check('[name=sectors][value=farm-work]')
  await next()
  await page.fill('[name="a.identity.person"]', 'Person Example')
  await page.fill('[name="a.identity.born"]', '1980-02-29')
  await page.setInputFiles('[type=file]', {
    name: 'act.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('MZ program'),
  })
  await page.click('button.btn[value=next]')
  assert.match(await said('.errors'), /not what its name says/)
  await examineAnswer()
  assert.equal(await page.inputValue('[name="a.identity.person"]'), 'Person Example')
  await page.setInputFiles('[type=file]', { name: 'card.png', mimeType: 'image/png', buffer: picture })
  await page.click('button.btn[value=stay]')
  await examine()
  assert.match(await said('main'), /card\.png/)
  await next()
  await page.check('[name="a.no-fee.promise"][value=yes]')
  await next()
  await page.fill('[name="a.guarantee.amount"]', '500 000')
  // The return key does what the main button does.
  await page.press('[name="a.guarantee.amount"]', 'Enter')
  assert.match(page.url(), /guarantee\?check=1$/)
  await page.check('[name="a.guarantee.guarantor"][value=bank]')
  await page.setInputFiles('[type=file]', { name: 'contract.png', mimeType: 'image/png', buffer: picture })
  await next()
  await next()
  await page.click('text=Go on and correct it later')
  await page.fill('[name="a.new-form.workers"]', '40')
  await next()
  await page.click('button[value=hand-in]')
  assert.match(await said('.errors'), /Model contract/)
  await examineAnswer()
  await page.click('.errors a')
  await page.setInputFiles('[type=file]', { name: 'model.png', mimeType: 'image/png', buffer: picture })
  await next()
  await page.click('nav.side >> text=Look it over')
  await examine()
  await page.click('button[value=hand-in]')
  assert.match(page.url(), /\/recruiter\/files\/file_/)
  await examine()
  assert.match(await said('main'), /You need not do anything/)
  await page.goto(`${desks.url}/en/recruiter`)
  await examine()
  await page.click('main .card a')
  await page.click('text=Withdraw the application')
  await examine()
})
