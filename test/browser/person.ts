// Somebody at a screen of their own, in Spanish and without script; every page they come to is held to the house rules.
import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'

export type Person = {
  /** What they see. */
  readonly page: Page
  /** Looks at the same addresses at 360 px, with script. */
  readonly examiner: Page
}

export type SignIn = { readonly name: string; readonly password: string }

/** Opens a screen of 1000 px at a node; `as` is who signs in there. */
export async function openPerson(browser: Browser, url: string, as?: SignIn, script = false): Promise<Person> {
  const context = await browser.newContext({
    reducedMotion: 'reduce',
    viewport: { width: 1000, height: 760 },
    javaScriptEnabled: script,
    locale: 'es',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(8000)
  if (as) {
    const at = as.name.includes('@') ? 'recruiter' : 'staff'
    await page.goto(`${url}/es/${at}/sign-in`)
    await page.fill('input[autocomplete=username]', as.name)
    await page.fill('input[type=password]', as.password)
    await page.click('main form button')
    assert.equal(new URL(page.url()).pathname, `/es/${at}`)
  }
  const cookies = await context.cookies()
  const examiner = await (
    await browser.newContext({ reducedMotion: 'reduce', viewport: { width: 360, height: 640 }, bypassCSP: true })
  ).newPage()
  await examiner.context().addCookies(cookies)
  return { page, examiner }
}

/**
 * Looks at pages as they are: accessible, in one column at 360 px, under 100 KB; with a folder each leaves its numbered picture.
 * The second argument names the picture, the third is what it shows; the top of the page when left out.
 */
export function createLook(
  pictures: string | undefined,
): (person: Person, picture: string, at?: string) => Promise<void> {
  let step = 0
  const examined = new Set<string>()
  return async ({ page, examiner }, picture, at) => {
    step += 1
    const answer = await examiner.goto(page.url())
    const bytes = (await answer?.body())?.length ?? 0
    assert.ok(bytes > 500 && bytes < 100_000, `${page.url()}: ${bytes} bytes`)
    // A page of one kind with the same heading is built of the same parts: looked at closely once.
    const kind = `${new URL(page.url()).pathname.replace(/[a-z]+_[0-9a-z]{20,}/g, 'id')} ${await examiner.locator('h1').first().textContent()}`
    if (!examined.has(kind)) {
      const { violations } = await new AxeBuilder({ page: examiner }).analyze()
      assert.deepEqual(
        violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
        [],
        page.url(),
      )
      examined.add(kind)
    }
    const wide = await examiner.evaluate(() => document.documentElement.scrollWidth)
    assert.ok(wide <= 360, `${page.url()} is ${wide} px wide`)
    if (!pictures) return
    mkdirSync(pictures, { recursive: true })
    if (at) await page.locator(at).evaluate((element) => element.scrollIntoView({ block: 'center' }))
    else await page.mouse.wheel(0, -20_000)
    await page.screenshot({ path: join(pictures, `${String(step).padStart(2, '0')}-${picture}.png`) })
  }
}

export async function words(page: Page): Promise<string> {
  return ((await page.locator('main').textContent()) ?? '').replace(/\s+/g, ' ')
}

export async function heading(page: Page): Promise<string> {
  return ((await page.locator('h1').first().textContent()) ?? '').trim()
}
