// Two countries, two nodes, in Spanish: what one decides the other's people see, on the page and on a telephone without network,
// and what both decide counts when both have signed. With SURSUR_PICTURES=DIR each step leaves its picture there.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { after, afterEach, before, beforeEach, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import { loadDemonstration, loadPack } from '../../src/packs/index.ts'
import { packFolder } from '../fixtures/node.ts'
import { openTwoCountries, type TwoCountries } from '../fixtures/two-countries.ts'
import { createLook, heading, openPerson, type Person, words } from './person.ts'
import { CHROMIUM, openBrowser } from './visit.ts'

/** Its application waits for a decision in the demonstration. */
const NAME = 'Lago Azul Ejemplo, S. A.'
const look = createLook(process.env.SURSUR_PICTURES)

let two: TwoCountries
let browser: Browser
let [gt, mx] = ['', '']
let password = ''
let secret = ''
before(async () => {
  if (!CHROMIUM) return
  const pack = await loadPack(packFolder('gt-mx'))
  if (!pack.ok) throw new Error('the pack has faults')
  const demonstration = await loadDemonstration(packFolder('gt-mx'), pack.value)
  if (!demonstration.ok) throw new Error('the demonstration has faults')
  password = demonstration.value.password ?? ''
  secret = demonstration.value.decisionSecret ?? ''
  two = await openTwoCountries('gt-mx', ['GT', 'MX'])
  gt = two.places[0].url
  mx = two.places[1].url
  browser = await openBrowser()
})
after(async () => {
  await browser?.close()
  await two?.close()
})

const officer = (url: string, name: string) => openPerson(browser, url, { name, password })

/** Loads a page again and again until it says so, or says what it says instead. */
async function until(page: Page, address: string, said: RegExp, milliseconds = 15_000): Promise<void> {
  const start = performance.now()
  for (;;) {
    await page.goto(address)
    if (said.test(await words(page))) return
    if (performance.now() - start > milliseconds) assert.match(await words(page), said, address)
    await sleep(50)
  }
}

/** The first page of a PDF as a camera sees it; undefined where no renderer is installed. */
function photographed(pdf: Uint8Array): Buffer | undefined {
  const done = spawnSync('pdftoppm', ['-r', '150', '-l', '1', '-png', '-'], { input: pdf, maxBuffer: 32 << 20 })
  return done.error ? undefined : done.stdout
}

/** Shows a picture of a code to the scan page. @returns colour and words of the result */
async function scan(page: Page, buffer: Buffer): Promise<string> {
  await page.evaluate(() => (document.activeElement as HTMLElement).blur())
  await page.setInputFiles('[data-picture]', { name: 'code.png', mimeType: 'image/png', buffer })
  await page.waitForFunction(() => document.activeElement?.matches('[data-result]'))
  const result = page.locator('[data-colour]:visible')
  // As seen: what is hidden must not count.
  // biome-ignore lint/performance/useDomNodeTextContent: the words as they are seen
  return `${await result.getAttribute('data-colour')}: ${(await result.innerText()).replace(/\s+/g, ' ')}`
}

/** Waits until a node's signed list says so of a recruiter: `a` authorized, `s` suspended. */
async function listed(url: string, licence: string, status: string): Promise<void> {
  let line: string | undefined
  for (const end = Date.now() + 30_000; Date.now() < end; await sleep(200)) {
    const text = await (await fetch(`${url}/status-list`)).text()
    line = text.split('\n').find((one) => one.includes(licence))
    if (line === `${status} ${licence}`) return
  }
  throw new Error(`the list of ${url} says of ${licence}: ${line}`)
}

describe('two countries in the browser', {
  concurrency: false,
  skip: CHROMIUM ? false : 'no Chromium on this machine',
}, () => {
  let decider: Person
  let host: Person
  let worker: Person
  let phone: Person
  let licence = ''
  let code: Buffer
  let act = ''
  let broken = false
  beforeEach(() => assert.ok(!broken, 'an earlier step failed'))
  afterEach((context) => {
    broken ||= 'passed' in context && !context.passed
  })
  const check = () => `${mx}/es/check?q=${encodeURIComponent(licence)}`

  test('Guatemala grants, and Mexico says so: authorized there, not yet recognized here', async () => {
    decider = await officer(gt, 'decision-gt')
    const { page } = decider
    await page.goto(`${gt}/es/staff/search?q=${encodeURIComponent(NAME)}`)
    await page.locator('main tr', { hasText: 'Lago Azul' }).locator('a[href*="/staff/files/"]').click()
    await page.goto(`${page.url().replace(/[?#].*/, '')}/decide`)
    await page.check('input[value=grant]')
    await page.fill('textarea[name=reason]', 'Cumple los requisitos del registro.')
    await page.click('main form button')
    licence = ((await page.locator('main a[href*="/recruiters/"]').first().textContent()) ?? '').trim()
    assert.match(licence, /^GT-/, await words(page))
    await look(decider, 'guatemala-autoriza')

    worker = await openPerson(browser, mx)
    await until(worker.page, check(), /Todavía sin reconocer por: México/)
    assert.match(await heading(worker.page), /^Sí.*Guatemala/)
    assert.ok((await words(worker.page)).includes(NAME))
    await look(worker, 'mexico-sin-reconocer')
  })

  test('in Mexico one officer proposes to recognize, another does', async () => {
    const proposer = await officer(mx, 'registro2-mx')
    await proposer.page.goto(`${mx}/es/staff/recruiters/${licence}`)
    await proposer.page.fill('textarea[name=words]', 'El registro de Guatemala la autoriza.')
    await look(proposer, 'mexico-reclutadora')
    await proposer.page.click('button[value=propose]')
    assert.equal(await proposer.page.locator('button[value=accept]').count(), 0, 'who proposed does not decide')
    host = await officer(mx, 'decision-mx')
    await host.page.goto(`${mx}/es/staff/recruiters/${licence}/recognition`)
    await look(host, 'mexico-reconoce')
    await host.page.fill('textarea[name=words]', 'Revisado por una segunda persona.')
    await host.page.click('button[value=accept]')
    assert.match(await words(host.page), /Quedó registrado/)
    await until(worker.page, check(), /^(?!.*(sin reconocer|sin confirmar)).*$/)
    assert.match(await heading(worker.page), /^Sí/)
    await look(worker, 'mexico-reconocida')
  })

  test('the code on the certificate is green on a telephone, with network and without', async () => {
    phone = await openPerson(browser, mx, undefined, true)
    await listed(mx, licence, 'a')
    await phone.page.goto(`${mx}/es/scan`)
    await phone.page.locator('[data-offline]').waitFor({ state: 'visible' })
    const pdf = await (await fetch(`${gt}/recruiters/${licence}.pdf`)).bytes()
    await worker.page.goto(`${gt}/es/recruiters/${licence}/poster`)
    code = photographed(pdf) ?? (await worker.page.locator('svg.qr').screenshot())
    assert.match(await scan(phone.page, code), /^green: .*Autorizada/)
    await phone.page.context().setOffline(true)
    await phone.page.reload()
    const said = await scan(phone.page, code)
    assert.match(said, /^green: .*Autorizada/)
    assert.ok(said.includes(licence))
    await look(phone, 'sin-red-verde', '[data-colour=green]')
  })

  test('Guatemala suspends at once, and Mexico says so within seconds', async (context) => {
    const proposer = await officer(gt, 'registro-gt')
    await proposer.page.goto(`${gt}/es/staff/recruiters/${licence}/sanction`)
    await proposer.page.check('input[name=sanction][value*=suspension]')
    for (const text of await proposer.page.locator('main form textarea, main form input[type=text]').all())
      if ((await text.inputValue()) === '') await text.fill('Código de ejemplo: cobró por apartar un lugar.')
    await proposer.page.check('input[name=precaution]')
    await proposer.page.click('main form button.btn')
    assert.match(proposer.page.url(), /\/staff\/sanctions\/file_/, await words(proposer.page))
    const { page } = decider
    await page.goto(proposer.page.url())
    await page.locator('main details:has(form[action$="/suspend"]) > summary').click()
    await page.fill('textarea[name=reason-suspend]', 'Hay personas trabajadoras en riesgo.')
    await look(decider, 'guatemala-suspende')
    await Promise.all([
      page.waitForResponse((answer) => answer.request().method() === 'POST'),
      page.click('main form[action$="/suspend"] button'),
    ])
    // Asked without the browser, which is slower than the nodes.
    const start = performance.now()
    while (!(await (await fetch(check())).text()).includes('Su permiso está suspendido')) {
      assert.ok(performance.now() - start < 5000, 'five seconds have passed')
      await sleep(20)
    }
    context.diagnostic(`Mexico's check said it ${Math.round(performance.now() - start)} ms after Guatemala's page`)
    await worker.page.goto(check())
    assert.match(await words(worker.page), /Guatemala dijo que no\. México no lo ha hecho/)
    await look(worker, 'mexico-suspendida')
  })

  test('the telephone takes the newer list when it has network again: the old code is red', async () => {
    await listed(mx, licence, 's')
    await phone.page.context().setOffline(false)
    await phone.page.reload()
    await phone.page.locator('[data-list=some]').waitFor({ state: 'visible' })
    assert.match(await scan(phone.page, code), /^red: .*suspendida/)
    await look(phone, 'con-red-rojo', '[data-colour=red]')
    await phone.page.context().setOffline(true)
    await phone.page.reload()
    assert.match(await scan(phone.page, code), /^red: /)
  })

  test('both desks see that the countries differ', async () => {
    for (const [person, url, picture] of [
      [decider, gt, 'guatemala-difieren'],
      [host, mx, 'mexico-difieren'],
    ] as const) {
      await person.page.goto(`${url}/es/staff/divergences`)
      assert.ok((await words(person.page)).includes(NAME), url)
      await look(person, picture)
      await person.page.goto(`${url}/es/staff/federation`)
      await look(person, `${picture}-nodos`)
    }
  })

  /** Signs the act with the officer's own key. */
  async function sign(person: Person, url: string): Promise<void> {
    await person.page.goto(`${url}/es/staff/joint-acts/${act}`)
    await person.page.fill('input[name=secret]', secret)
    await person.page.click('main form[action$="/sign"] button')
    assert.match(await words(person.page), /Hecho\./)
  }

  test('a suspension in all countries: two officers of Guatemala are not enough', async () => {
    const { page } = decider
    await page.goto(`${gt}/es/staff/recruiters/${licence}`)
    await page.click('main a[href*="/staff/joint-acts/new"]')
    await look(decider, 'acto-nuevo')
    await page.click('main form button.btn')
    act = /joint_\w+/.exec(page.url())?.[0] ?? ''
    assert.match(act, /^joint_/, await words(page))
    await page.click('#f-propose')
    await sign(decider, gt)
    const second = await officer(gt, 'decision2-gt')
    await sign(second, gt)
    await look(second, 'acto-guatemala')
    await until(host.page, `${mx}/es/staff/joint-acts/${act}`, /Aprobado: 2 de 2 firmas/)
    for (const url of [gt, mx]) {
      await worker.page.goto(`${url}/es/joint-acts`)
      assert.ok(!(await words(worker.page)).includes(act), `${url} says that it is in force`)
    }
    await look(host, 'acto-en-mexico')
  })

  test('two officers of Mexico sign too: it is in force on both nodes', async () => {
    await sign(host, mx)
    const second = await officer(mx, 'decision2-mx')
    await sign(second, mx)
    for (const url of [mx, gt]) {
      await until(worker.page, `${url}/es/joint-acts`, new RegExp(act))
      await until(worker.page, `${url}/es/check?q=${licence}`, /Los países lo decidieron juntos/)
      assert.match(await heading(worker.page), /^No/)
      await look(worker, `juntos-${url === gt ? 'guatemala' : 'mexico'}`)
    }
    await second.page.goto(`${mx}/es/staff/joint-acts/${act}`)
    await look(second, 'acto-en-vigor')
    await worker.page.goto(`${mx}/es/joint-acts`)
    await look(worker, 'actos-publicos')
  })
})
