// Accounts in a real browser: held to the accessibility rules, usable without script, and a passkey made and used.
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { after, before, describe, test } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import { getRequestListener } from '@hono/node-server'
import pino from 'pino'
import type { Browser, Page } from 'playwright-core'
import { createReader } from '../../src/packs/reader.ts'
import { peopleDesks, peopleForms, peoplePages, peopleScripts, peopleTexts, sessionOf } from '../../src/people/index.ts'
import { createTexts } from '../../src/platform/texts.ts'
import { createApp } from '../../src/web/app.ts'
import { readAssets } from '../../src/web/assets.ts'
import { createMetrics } from '../../src/web/metrics.ts'
import { createReaders, type PageReader, type Readers } from '../../src/web/readers.ts'
import { ARRIVAL } from '../../src/web/refuse-unread.ts'
import { openPeople, PASSWORD, type People } from '../fixtures/people.ts'
import { CHROMIUM, openBrowser } from './visit.ts'

let people: People
let browser: Browser
let url: string
let close: () => void

/** The readers of the web room, saying the texts of accounts as well. */
function readersWithAccounts(desk: People['desk']): Readers {
  const readers = createReaders(desk.pack, desk.country)
  const texts = createTexts(peopleTexts)
  const widened = (reader: PageReader | undefined) => {
    if (!reader) return undefined
    const { tag } = reader.asked
    const facts = {
      languages: desk.pack.languages,
      asked: tag,
      withTexts: texts.languages,
      zone: 'UTC',
      say: texts.say,
    }
    const own = createReader(facts)
    const say = (key: string, values?: never) =>
      (key.startsWith('people.') ? own.say : reader.say)(key as never, values) as string
    return { ...reader, say } as PageReader
  }
  return { ...readers, of: (tag) => widened(readers.of(tag)) }
}

async function start() {
  people = await openPeople()
  const server = createServer(ARRIVAL)
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  url = `http://localhost:${typeof address === 'object' && address ? address.port : 0}`
  const desk = { ...people.desk, publicUrl: url }
  const home = () => ({ redirect: '/staff/account' })
  const app = createApp({
    pack: desk.pack,
    country: desk.country,
    readers: readersWithAccounts(desk),
    assets: await readAssets(),
    pages: peoplePages(desk) as never,
    forms: peopleForms(desk) as never,
    desks: [{ path: '/staff', permission: 'staff', respond: home }, ...(peopleDesks(desk) as never[])],
    scripts: peopleScripts,
    sessions: { of: (token) => sessionOf(desk.database, token, desk.now()) },
    api: [],
    inputProblem: () => 'bad-parameter',
    ribbon: () => ({ kind: 'practice' }),
    version: '0',
    publicUrl: url,
    log: pino({ level: 'silent' }),
    metrics: createMetrics({ size: () => 0, position: () => 0 }),
    ready: () => true,
  })
  server.on('request', getRequestListener(app.fetch, { overrideGlobalObjects: false }))
  browser = await openBrowser()
  close = () => {
    server.close()
    server.closeAllConnections()
  }
}

async function sound(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
  assert.deepEqual(told, [], page.url())
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  assert.ok(width <= 320, `${page.url()} is ${width} wide`)
}

async function fillIn(page: Page, name: string) {
  await page.fill('[name=name]', name)
  await page.fill('[name=password]', PASSWORD)
  await page.click('main button.btn:not(.quiet)')
}

describe('accounts in a browser', { skip: CHROMIUM ? false : 'no Chromium here', concurrency: false }, () => {
  before(start)
  after(async () => {
    close?.()
    await browser?.close()
    await people?.close()
  })

  test('every page holds the rules of accessibility on a screen of 320 px', async () => {
    await people.person('ada', ['administrator'])
    await people.person('bob', ['register officer', 'deciding officer'])
    const page = await (
      await browser.newContext({ reducedMotion: 'reduce', viewport: { width: 320, height: 640 }, bypassCSP: true })
    ).newPage()
    for (const path of [
      '/en/staff/sign-in',
      '/en/recruiter/sign-in',
      '/en/recruiter/register',
      '/en/staff/enrol/none',
    ]) {
      await page.goto(url + path)
      await sound(page)
    }
    await page.goto(`${url}/en/staff/sign-in?next=/staff/accounts`)
    await fillIn(page, 'nobody')
    assert.match(await page.title(), /^Error: /)
    await sound(page)
    await fillIn(page, 'ada')
    assert.equal(new URL(page.url()).pathname, '/en/staff/accounts')
    await sound(page)
    await page.click('th a:has-text("bob")')
    await sound(page)
    await page.goto(`${url}/en/staff/account`)
    await sound(page)
  })

  test('without script: an account is opened, enrolled and used', async () => {
    const page = await (await browser.newContext({ reducedMotion: 'reduce', javaScriptEnabled: false })).newPage()
    await page.goto(`${url}/en/staff/sign-in?next=/staff/accounts`)
    await fillIn(page, 'ada')
    await page.fill('[name=name]', 'Cy Example')
    await page.fill('[name=signIn]', 'cy@example.org')
    await page.selectOption('[name=office]', 'labour')
    await page.check('[value="register officer"]')
    await page.click('#new button')
    const link = await page.textContent('main .code')
    await page.click('.bar2 form button')
    assert.match((await page.textContent('main')) ?? '', /You have signed out/)
    await page.goto(link ?? '')
    await page.fill('[name=password]', PASSWORD)
    await page.fill('[name=again]', PASSWORD)
    await page.click('main button')
    assert.match((await page.textContent('main')) ?? '', /Your password is saved/)
    await fillIn(page, 'cy@example.org')
    assert.equal(new URL(page.url()).pathname, '/en/staff/account')
    await page.fill('[name=label]', 'a key')
    await page.click('#passkeys button')
    assert.match((await page.textContent('main')) ?? '', /Without them you can use your password/)
    assert.ok(!(await page.isVisible('form[data-passkey] button')))
  })

  test('a passkey is added and signs in', async () => {
    const page = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage()
    const wrong: string[] = []
    page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()))
    const devices = await page.context().newCDPSession(page)
    await devices.send('WebAuthn.enable')
    const options = {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
    } as const
    await devices.send('WebAuthn.addVirtualAuthenticator', { options: { ...options, isUserVerified: true } })
    await page.goto(`${url}/en/staff/sign-in`)
    await fillIn(page, 'bob')
    await page.fill('[name=label]', 'virtual key')
    await page.click('#passkeys form:has([name=label]) button')
    await page.click('form[data-passkey] button')
    await page.waitForURL(/done=passkey/)
    assert.match((await page.textContent('#passkeys')) ?? '', /virtual key/)
    await page.click('.bar2 form button')
    await page.click('main button.quiet')
    await page.click('form[data-passkey] button')
    await page.waitForURL(/staff\/account/)
    assert.match((await page.textContent('main')) ?? '', /used on/)
    assert.deepEqual(wrong, [])
  })
})
