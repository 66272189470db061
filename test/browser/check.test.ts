// A worker's way in a real browser without script: front page, check by a name with a slip, recruiter page, the day of payment.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { packFolder, startNode, type TestNode } from '../fixtures/node.ts'
import { CHROMIUM, newVisitor, openBrowser } from './visit.ts'

const skip = CHROMIUM ? false : 'no Chromium on this machine'

let browser: Browser | undefined
before(async () => {
  if (CHROMIUM) browser = await openBrowser()
})
after(() => browser?.close())

type Way = {
  readonly what: string
  readonly pack: string
  readonly country: string
  readonly tag: string
  /** A registered name with a slip, the name itself, its address, and a day on which less was known than now. */
  readonly typed: string
  readonly name: string
  readonly licence: string
  readonly day: string
  readonly says: readonly [then: string, now: string]
  readonly languages: readonly string[]
}

const WAYS: readonly Way[] = [
  {
    what: 'in Spanish',
    pack: 'gt-mx',
    country: 'GT',
    tag: 'es',
    typed: 'Qij Saqq Ejemplo',
    name: 'Qʼij Saq Ejemplo, S. A.',
    licence: 'GT-0163-D',
    day: '2025-02-11',
    says: ['Lo que el registro sabía ese día', 'Lo que hoy sabe de ese día'],
    languages: ['Español', 'English', 'Mam', 'Kʼicheʼ', 'Kaqchikel'],
  },
  {
    what: 'in Arabic, from right to left',
    pack: 'sn-mr',
    country: 'MR',
    tag: 'ar',
    typed: 'مكتب البيت الآمنن',
    name: 'مكتب البيت الآمن (مثال)',
    licence: 'MR-0243-L',
    day: '2026-01-13',
    says: ['ما كان السجل يعرفه في ذلك اليوم', 'ما يعرفه اليوم عن ذلك اليوم'],
    languages: ['Français', 'العربية', 'English', 'Wolof', 'Pulaar', 'Sooninke'],
  },
]

for (const way of WAYS) {
  test(`front page → name with a slip → recruiter → the day I paid, ${way.what}`, { skip }, async () => {
    if (!browser) return
    const node: TestNode = await startNode({ demonstration: true, pack: packFolder(way.pack), country: way.country })
    try {
      const { page, visit } = await newVisitor(browser, node.url)
      await visit(`/${way.tag}/`)
      const listed = await page.locator('nav.langs a').allTextContents()
      assert.deepEqual([...listed].sort(), [...way.languages].sort())

      // By keyboard alone: the first stop is the way past the head, and the field is not far.
      await page.keyboard.press('Tab')
      assert.equal(await page.locator(':focus').getAttribute('href'), '#main')
      await page.keyboard.press('Enter')
      for (
        let stops = 0;
        (await page
          .locator(':focus')
          .getAttribute('id')
          .catch(() => null)) !== 'q';
        stops++
      ) {
        assert.ok(stops < 3, 'from the skip link the question is the next stop')
        await page.keyboard.press('Tab')
      }
      await page.keyboard.type(way.typed)
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/check\?q=/)
      await visit()
      const text = (await page.locator('main').textContent()) ?? ''
      assert.ok(text.includes(way.typed), 'what was asked stands there')
      assert.ok(text.includes(way.name), text)

      await page.emulateMedia({ media: 'print' })
      assert.ok(await page.locator('.verdict h1').isVisible(), 'the verdict prints')
      assert.ok(await page.locator('.ribbon').isVisible(), 'so does the word that it is practice')
      await page.emulateMedia({ media: 'screen' })

      await page.locator(`main a[href*="/recruiters/${way.licence}"]`).first().click()
      await page.waitForURL(/\/recruiters\//)
      await visit()
      assert.equal(await page.locator('h1').textContent(), way.name)

      await page.locator('main input[name=on]').fill(way.day)
      await page.locator('main form.card button').click()
      await page.waitForURL(/on=/)
      await visit()
      const [then, now] = way.says
      const day = (await page.locator('main').textContent()) ?? ''
      assert.ok(day.includes(then) && day.includes(now), day)

      for (const path of ['/list', '/api', '/check?q=zzyzx', '/check?q=zzyzx&on=2020-01-01'])
        await visit(`/${way.tag}${path}`)
    } finally {
      await node.close()
    }
  })
}
