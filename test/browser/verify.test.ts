// Node and a browser give the same verdict on every odd signature, and a note opens in both: one verifier, bundled.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { build } from 'esbuild'
import type { Browser, Page } from 'playwright-core'
import { fromHex, utf8 } from '../../src/transparency/format/bytes.ts'
import { verifyEd25519 } from '../../src/transparency/format/ed25519.ts'
import { base64, casesOf, skipTlog } from '../fixtures/tlog.ts'
import { CHROMIUM, openBrowser } from './visit.ts'

const skip = CHROMIUM ? skipTlog : 'no Chromium on this machine'
const SRC = join(import.meta.dirname, '../../src/transparency')

/** What the bundle leaves behind in the page. */
type Sursur = {
  readonly verifyEd25519: typeof verifyEd25519
  readonly openNote: typeof import('../../src/transparency/verify/index.ts').openNote
}
declare const sursur: Sursur

let browser: Browser | undefined
let page: Page | undefined
before(async () => {
  if (skip) return
  const { outputFiles } = await build({
    stdin: {
      contents: `export * from './verify/index.ts'\nexport { verifyEd25519 } from './format/ed25519.ts'`,
      resolveDir: SRC,
      loader: 'ts',
    },
    bundle: true,
    format: 'iife',
    globalName: 'sursur',
    platform: 'browser',
    target: 'es2022',
    write: false,
  })
  browser = await openBrowser()
  page = await browser.newPage()
  await page.addScriptTag({ content: outputFiles[0]?.text ?? '' })
})
after(() => browser?.close())

type EdgeCase = { number: number; key: string; sig: string; msg: string }

test('Node and Chromium agree on all 606 odd signatures', { skip }, async () => {
  const cases = casesOf<EdgeCase>('ed25519-edge-cases.json')
  assert.equal(cases.length, 606)
  const here = cases.map(({ key, sig, msg }) => verifyEd25519(fromHex(key), utf8(msg), fromHex(sig)))
  const there = await page?.evaluate((cases) => {
    const bytes = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
    return cases.map(({ key, sig, msg }) => sursur.verifyEd25519(bytes(key), new TextEncoder().encode(msg), bytes(sig)))
  }, cases as EdgeCase[])
  assert.deepEqual(there, here)
  assert.ok(here.includes(true) && here.includes(false))
})

type NoteCase = { id: string; note_base64: string; verifiers: string[]; expect: string; algorithm?: string }

test('the published notes open in Chromium as they do in Node', { skip }, async () => {
  // SurSur has one algorithm; the one note of another is refused for its key.
  const cases = casesOf<NoteCase>('signed-notes.json').filter(({ algorithm }) => !algorithm)
  const notes = cases.map(({ note_base64, verifiers }) => ({ bytes: [...base64(note_base64)], verifiers }))
  const there = await page?.evaluate(
    (notes) =>
      notes.map(({ bytes, verifiers }) => {
        try {
          return sursur.openNote(Uint8Array.from(bytes), verifiers).verified.length > 0
        } catch {
          return false
        }
      }),
    notes,
  )
  assert.deepEqual(
    there,
    cases.map(({ expect }) => expect === 'ok'),
  )
})
