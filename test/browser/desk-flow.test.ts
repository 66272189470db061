// The life of an authorization through the browser, in Spanish and without script: from the recruiter's first page to the public check.
// With SURSUR_PICTURES=DIR each step leaves its picture there (docs/pictures/desk are these).
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import jsqr from 'jsqr'
import type { Browser, Page } from 'playwright-core'
import type { Country } from '../../src/kernel/country.ts'
import { enrolDemonstrationAccounts, type Role } from '../../src/people/index.ts'
import { packFolder, startNode, TEST_NOW, type TestNode } from '../fixtures/node.ts'
import { createLook, heading, openPerson, type Person, words } from './person.ts'
import { CHROMIUM, openBrowser } from './visit.ts'

const PASSWORD = 'una-frase-inventada'
const NAME = 'Maíz Blanco Ejemplo, S. A.'
const PICTURES = process.env.SURSUR_PICTURES

/** The smallest thing that is a PDF. */
const PDF = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
)

let served: TestNode
let browser: Browser
before(async () => {
  if (!CHROMIUM) return
  served = await startNode({ pack: packFolder('gt-mx'), country: 'GT', demonstration: true })
  const office = { office: 'mintrab', country: 'GT' as Country, password: PASSWORD }
  const staff = (name: string, display: string, roles: readonly Role[]) =>
    ({ ...office, desk: 'staff', name, display, roles }) as const
  await enrolDemonstrationAccounts(
    served.node.database,
    [
      staff('flow-oficial', 'Ana Ejemplo', ['register officer', 'deciding officer']),
      staff('flow-decide', 'Carlos Muestra', ['deciding officer']),
      staff('flow-decide-2', 'Elena Muestra', ['deciding officer']),
      staff('flow-inspecta', 'Inés Ejemplo', ['inspector']),
      {
        ...office,
        desk: 'recruiter',
        office: 'recruiter',
        name: 'flow@ejemplo.invalid',
        display: 'Marta Ejemplo',
        roles: ['recruiter'],
      },
    ],
    TEST_NOW,
  )
  browser = await openBrowser()
})
after(async () => {
  await browser?.close()
  await served?.close()
})

const look = createLook(PICTURES)
const person = (name: string | undefined) =>
  openPerson(browser, served.url, name === undefined ? undefined : { name, password: PASSWORD })

/** Fills what a page of the application asks for. */
async function fillStep(page: Page): Promise<void> {
  const known: Readonly<Record<string, string>> = {
    name: NAME,
    telephones: '0000 0456',
    'rep-0-name': 'Marta Ejemplo López',
    place: 'Huehuetenango',
    workers: '60',
  }
  for (const [name, value] of Object.entries(known)) {
    const field = page.locator(`main form [name="${name}"]`)
    if ((await field.count()) > 0) await field.first().fill(value)
  }
  for (const group of ['sectors', 'countries', 'occupations']) {
    const box = page.locator(`main form input[type=checkbox][name="${group}"]`)
    if ((await box.count()) > 0) await box.first().check()
  }
  for (const field of await page.locator('main form [name^="a."]:not([type=radio])').all()) {
    const type = await field.getAttribute('type')
    if (type === 'checkbox' || (await field.inputValue()) !== '') continue
    const number = (await field.getAttribute('inputmode')) !== null
    await field.fill(type === 'date' ? '2026-11-01' : number ? '1' : 'Ejemplo')
  }
  for (const set of await page.locator('main form fieldset:has(input[type=radio])').all())
    await set.locator('input[type=radio]').first().check()
  const paper = page.locator('main form input[type=file]')
  if ((await paper.count()) > 0)
    await paper.setInputFiles({ name: 'papel.pdf', mimeType: 'application/pdf', buffer: PDF })
}

/** What a telephone reads from the code on the page. */
async function readCode({ page, examiner }: Person): Promise<string> {
  // A CommonJS package: its function is what stands here, not below `default`.
  const read = jsqr as unknown as typeof jsqr.default
  const picture = (await page.locator('svg.qr').screenshot()).toString('base64')
  const { pixels, width, height } = await examiner.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const canvas = new OffscreenCanvas(image.width, image.height)
    const drawn = canvas.getContext('2d')
    drawn?.drawImage(image, 0, 0)
    const pixels = drawn?.getImageData(0, 0, image.width, image.height).data ?? []
    return { pixels: Array.from(pixels), width: image.width, height: image.height }
  }, picture)
  return read(Uint8ClampedArray.from(pixels), width, height)?.data ?? ''
}

describe('the life of an authorization in the browser', {
  concurrency: false,
  skip: CHROMIUM ? false : 'no Chromium on this machine',
}, () => {
  let recruiter: Person
  let officer: Person
  let decider: Person
  let file = ''
  let licence = ''
  let sanction = ''

  test('a recruiter applies, step by step', async () => {
    recruiter = await person('flow@ejemplo.invalid')
    const { page } = recruiter
    await page.goto(`${served.url}/es/recruiter/applications/new`)
    for (const set of await page.locator('main form fieldset:has(input[type=radio])').all())
      await set.locator('input[type=radio]').first().check()
    await look(recruiter, 'solicitar')
    await page.click('main form button')
    for (let at = 0; at < 30 && !page.url().includes('/review'); at++) {
      await fillStep(page)
      if (at === 0) await look(recruiter, 'paso')
      await page.locator('main form button.btn:not(.quiet)').first().click()
    }
    assert.match(page.url(), /\/review/)
    await look(recruiter, 'revisar')
    await page.locator('main form button').first().click()
    assert.match(page.url(), /\/recruiter\/files\/file_/, await words(page))
    await look(recruiter, 'entregada')
    file = /file_\w+/.exec(page.url())?.[0] ?? ''
  })

  test('an officer asks for more, and the recruiter answers', async () => {
    officer = await person('flow-oficial')
    const { page } = officer
    await page.goto(`${served.url}/es/staff?tab=all`)
    await look(officer, 'lista')
    await page.goto(`${served.url}/es/staff/files/${file}`)
    await look(officer, 'expediente')
    await page.click('main a[href$="/ask"]')
    await page.locator('main form input[type=checkbox]').first().check()
    await page.fill('main form textarea', 'Falta la segunda hoja del poder.')
    await page.fill('main form input[type=date]', '2026-12-09')
    await look(officer, 'pedir')
    await page.click('main form button')
    assert.match(await words(page), /Incompleta/)

    await recruiter.page.goto(`${served.url}/es/recruiter/files/${file}`)
    assert.match(await words(recruiter.page), /Falta la segunda hoja del poder/)
    await look(recruiter, 'falta')
    await recruiter.page.click('main form[action$="/answer"] button')
    for (let at = 0; at < 30 && !recruiter.page.url().includes('/review'); at++)
      await recruiter.page.locator('main form button.btn:not(.quiet)').first().click()
    await recruiter.page.locator('main form button').first().click()
    assert.match(recruiter.page.url(), /\/recruiter\/files\//, await words(recruiter.page))
  })

  test('the officer checks every requirement and proposes, but cannot decide', async () => {
    const { page } = officer
    await page.goto(`${served.url}/es/staff/files/${file}`)
    await page.click('main form[action$="/confirm-complete"] button')
    const requirements = await page.locator('ol.check > li').count()
    assert.ok(requirements > 3)
    for (let at = 0; at < requirements; at++) {
      const form = page.locator('ol.check > li').nth(at)
      await form.locator('summary').click()
      await form.locator('input[value=met]').check()
      await form.locator('button').click()
    }
    await look(officer, 'requisitos')
    await page.goto(`${served.url}/es/staff/files/${file}/propose`)
    await page.check('input[value=grant]')
    await page.fill('textarea[name=reason]', 'Cumple todos los requisitos.')
    await page.click('main form button')
    const said = await words(page)
    assert.match(said, /la decisión la firma otra persona/)
    assert.equal(await page.locator('main a[href$="/decide"]').count(), 0)
    await look(officer, 'otra-persona')
    // Whoever types the address all the same is refused by the rule, not by the missing button.
    await page.goto(`${served.url}/es/staff/files/${file}/decide`)
    assert.equal(await page.locator('main form input[type=radio]').count(), 0)
  })

  test('a second officer grants, and the public check finds it at once', async () => {
    decider = await person('flow-decide')
    const { page } = decider
    await page.goto(`${served.url}/es/staff/files/${file}/decide`)
    await page.check('input[value=grant]')
    await page.fill('textarea[name=reason]', 'Cumple los requisitos del registro.')
    await look(decider, 'decidir')
    await page.click('main form button')
    assert.match(await words(page), /Autorizada/)
    await look(decider, 'autorizada')
    licence = ((await page.locator('main a[href*="/recruiters/"]').first().textContent()) ?? '').trim()
    assert.match(licence, /^GT-/)
    const worker = await person(undefined)
    await worker.page.goto(`${served.url}/es/check?q=${encodeURIComponent(NAME)}`)
    assert.match(await heading(worker.page), /^Sí/)
    await look(worker, 'revisar-publico')

    // The code on the agency's wall leads to the recruiter's own page.
    await worker.page.goto(`${served.url}/es/recruiters/${licence}/poster`)
    await look(worker, 'cartel')
    const address = new URL(await readCode(worker))
    await worker.page.goto(served.url + address.pathname)
    assert.equal(await heading(worker.page), NAME)
    const certificate = await worker.page.request.get(`${served.url}/recruiters/${licence}.pdf`)
    assert.equal(certificate.headers()['content-type'], 'application/pdf')
  })

  /** Opens a form that is folded away, fills its texts and days, and sends it. */
  async function send(page: Page, name: string, day = '2026-12-20'): Promise<void> {
    const form = page.locator(`main form[action$="/${name}"]`)
    const folded = page.locator(`main details:not([open]):has(form[action$="/${name}"]) > summary`)
    if ((await folded.count()) > 0) await folded.first().click()
    for (const text of await form.locator('textarea, input[type=text]').all())
      if ((await text.inputValue()) === '') await text.fill('Código de ejemplo, artículo 1: motivo de la práctica.')
    for (const date of await form.locator('input[type=date]').all())
      if ((await date.inputValue()) === '') await date.fill(day)
    await form.locator('button').last().click()
  }

  test('an inspector finds that money was asked for, and proposes a suspension', async () => {
    const inspector = await person('flow-inspecta')
    const { page } = inspector
    await page.goto(`${served.url}/es/staff/inspections`)
    await look(inspector, 'plan-de-inspeccion')
    await page.goto(`${served.url}/es/staff/recruiters/${licence}/inspection`)
    await page.fill('input[name=day]', '2026-11-24')
    await look(inspector, 'planear')
    await page.click('main form button.btn')
    assert.match(page.url(), /\/staff\/inspections\/file_/, await words(page))
    const unfold = page.locator('main details:not([open]):has(form[action$="/carry-out"]) > summary')
    if ((await unfold.count()) > 0) await unfold.first().click()
    const questions = page.locator('main form[action$="/carry-out"] fieldset:has(input[type=radio])')
    for (const [at, question] of (await questions.all()).entries()) {
      await question.locator(`input[value="${at === 0 ? 'not in order' : 'in order'}"]`).check()
      if (at === 0) await question.locator('textarea').fill('Pidieron 500 quetzales por apartar un lugar.')
    }
    await look(inspector, 'inspeccion')
    await page.locator('main form[action$="/carry-out"] button').last().click()
    await look(inspector, 'hallazgos')
    await page.click('main a[href$="/propose"]')
    await page.check('input[name=sanction][value*=suspension]')
    for (const text of await page.locator('main form textarea, main form input[type=text]').all())
      if ((await text.inputValue()) === '') await text.fill('Cobró por apartar un lugar; Acuerdo Gubernativo 50-2022.')
    await look(inspector, 'proponer-sancion')
    await page.click('main form button.btn')
    await page.click('main a[href*="/staff/sanctions/"]')
    assert.match(page.url(), /\/staff\/sanctions\/file_/, await words(page))
    sanction = /file_\w+/.exec(page.url())?.[0] ?? ''
    await send(page, 'hearing')
    await look(inspector, 'audiencia')
  })

  test('the recruiter is heard, a second officer suspends, and the check says so at once', async () => {
    await recruiter.page.goto(`${served.url}/es/recruiter/sanctions/${sanction}`)
    await look(recruiter, 'descargo')
    await send(recruiter.page, 'answer')
    await decider.page.goto(`${served.url}/es/staff/sanctions/${sanction}`)
    await send(decider.page, 'impose', '2027-02-24')
    await look(decider, 'suspender')
    const worker = await person(undefined)
    await worker.page.goto(`${served.url}/es/check?q=${encodeURIComponent(licence)}`)
    assert.match(await heading(worker.page), /^No/, await words(worker.page))
    await look(worker, 'suspendida')
  })

  test('the recruiter appeals, an officer who did not suspend decides, and the licence is given back', async () => {
    await recruiter.page.goto(`${served.url}/es/recruiter/sanctions/${sanction}`)
    await send(recruiter.page, 'appeal')
    await look(recruiter, 'apelar')
    await decider.page.goto(`${served.url}/es/staff/sanctions/${sanction}`)
    assert.equal(
      await decider.page.locator('main form[action$="/appeal-decision"]').count(),
      0,
      'who suspended does not decide',
    )
    const other = await person('flow-decide-2')
    await other.page.goto(`${served.url}/es/staff/sanctions/${sanction}`)
    await other.page.locator('main details:has(form[action$="/appeal-decision"]) > summary').click()
    await other.page.check('main form[action$="/appeal-decision"] input[value=overturned]')
    await send(other.page, 'appeal-decision')
    await look(other, 'apelacion')
    const worker = await person(undefined)
    await worker.page.goto(`${served.url}/es/check?q=${encodeURIComponent(licence)}`)
    assert.match(await heading(worker.page), /^Sí/)
    await look(worker, 'devuelta')
  })
})
