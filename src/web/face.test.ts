// The public face as a whole: texts complete and used, nothing hard-coded, light, accessible, and right at 320 px.
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { AxeBuilder } from '@axe-core/playwright'
import { IntlMessageFormat } from 'intl-messageformat'
import { chromium } from 'playwright-core'
import { allTexts, cases, document, INVENTED, readerOf, registerTexts, webTexts } from '../../test/look/fixtures.ts'

const SRC = join(import.meta.dirname, '..')
const STYLES = readFileSync(join(SRC, 'web/assets/sursur.css'), 'utf8')
const TABLES = [
  ['register', registerTexts, 'modules/register/texts/notes.json'],
  ['web', webTexts, 'web/texts/notes.json'],
] as const

/** Names of the values in a message, each once and in order. */
function placeholders(message: string): readonly string[] {
  type Node = { type: number; value?: unknown; options?: Record<string, { value: Node[] }> }
  const names = new Set<string>()
  const walk = (nodes: readonly Node[]): void => {
    for (const node of nodes) {
      if (node.type !== 0 && node.type !== 7) names.add(String(node.value))
      for (const option of Object.values(node.options ?? {})) walk(option.value)
    }
  }
  walk(new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true }).getAst() as Node[])
  return [...names].sort()
}

for (const [table, files, notesPath] of TABLES) {
  test(`${table}: every language has the same keys with the same values, and every message parses`, () => {
    for (const [tag, file] of Object.entries(files)) {
      assert.deepEqual(Object.keys(file).sort(), Object.keys(files.es).sort(), tag)
      assert.ok(['draft', 'reviewed', 'official'].includes(file.$state), tag)
      for (const [key, message] of Object.entries(file as Readonly<Record<string, string>>)) {
        const expected = placeholders(files.es[key as keyof typeof files.es])
        assert.deepEqual(placeholders(message), expected, `${tag} ${key}`)
        assert.doesNotMatch(message, /'/, `${tag} ${key}: a straight apostrophe quotes in these messages`)
      }
    }
  })

  test(`${table}: notes are about keys that exist`, () => {
    const notes = JSON.parse(readFileSync(join(SRC, notesPath), 'utf8')) as object
    for (const key of Object.keys(notes)) assert.ok(key in files.es, key)
  })

  test(`${table}: every key is used by the code`, () => {
    const code = sources(SRC).join('\n')
    const whole = new Set(Array.from(code.matchAll(/'([a-z][a-z.-]*)'/g), ([, key = '']) => key))
    const patterns = Array.from(
      code.matchAll(/`([a-z][a-z-]*\.[a-z.-]*)\$\{[a-z.]+\}([a-z.-]*)`/gi),
      ([, before = '', after = '']) => new RegExp(`^${RegExp.escape(before)}.+${RegExp.escape(after)}$`),
    )
    // The desk puts keys together from data: word(reader, 'group', name).
    for (const [, group = ''] of code.matchAll(/word\(\s*reader,\s*(?:[^'()]*\? )?'([a-z][a-z.-]*)'/g))
      patterns.push(new RegExp(`^${RegExp.escape(group)}\\..+$`))
    for (const [, group = ''] of code.matchAll(/accountWord\(\s*reader,\s*(?:[^'()]*\? )?'([a-z][a-z.-]*)'/g))
      patterns.push(new RegExp(`^account\\.${RegExp.escape(group)}\\..+$`))
    const unused = Object.keys(files.es).filter(
      (key) => key !== '$state' && !whole.has(key) && !patterns.some((pattern) => pattern.test(key)),
    )
    assert.deepEqual(unused, [])
  })
}

function sources(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
}

test('no page holds a word that does not come from the texts, from the pack, or from what the register holds', () => {
  // In this run every text and date is dots, so a word that is left over was written into the code.
  const dots = () => '…'
  const masked = {
    ...readerOf('es'),
    say: (_key: string, values: object = {}) =>
      `… ${Object.values(values).filter((value) => /\uE000/.test(String(value)))}`,
    text: () => ({ text: '…', language: 'es', direction: 'ltr' as const }),
    day: dots,
    moment: dots,
    join: dots,
  }
  const known = new Set(INVENTED.match(/\p{L}+/gu))
  for (const [name, one] of Object.entries(cases(masked))) {
    const text = document(one, masked, 'a.css').replace(/<svg.*?<\/svg>|<[^>]*>|&[a-z#0-9]+;/gs, ' ')
    const words = text.match(/\p{L}+/gu) ?? []
    assert.deepEqual(
      words.filter((word) => !known.has(word)),
      [],
      name,
    )
  }
})

test('a first view weighs at most 30 KB compressed, its styles at most 12', () => {
  const styles = gzipSync(STYLES).length
  assert.ok(styles <= 12_000, `styles ${styles}`)
  for (const tag of Object.keys(allTexts())) {
    const reader = readerOf(tag)
    for (const [name, one] of Object.entries(cases(reader))) {
      const view = styles + gzipSync(document(one, reader, 'a.css')).length
      assert.ok(view <= 30_000, `${tag} ${name}: ${view}`)
    }
  }
})

test('no page needs what the content policy forbids, and every marked page keeps search engines out', () => {
  const reader = readerOf('ar')
  for (const [name, one] of Object.entries(cases(reader))) {
    const written = document(one, reader, 'a.css')
    assert.doesNotMatch(written, / style=|<style|<script|data:|javascript:/, name)
    assert.equal(written.includes('noindex, nofollow'), one.ribbon !== undefined, name)
    assert.equal(written.match(/<h1/g)?.length, 1, `${name} has one h1`)
  }
  assert.doesNotMatch(STYLES, /data:|@import|url\(/)
})

test('a language without texts gets its fallback with a notice', () => {
  const reader = readerOf('mam')
  const written = document(Object.values(cases(reader))[1] ?? assert.fail(), reader, 'a.css')
  assert.match(written, /<html lang="es" dir="ltr">/)
  assert.match(written, /class="notice is-clock"[\s\S]*<span lang="mam" dir="ltr">Mam<\/span>/)
})

// Cases that differ from another only in words.
const ALIKE = /^(past-(?!none).*|revoked|delisted|unknown|mismatch-no|bad-day)$/

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
)

test('every page passes axe and does not scroll sideways at 320 px', {
  skip: executablePath ? false : 'no Chromium on this machine',
}, async () => {
  if (!executablePath) return
  const args = [
    '--no-sandbox',
    '--headless',
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ]
  const browser = await chromium.launch({ executablePath, args })
  try {
    // A button fades into its colour: looked at half-way it has another contrast than the one it keeps.
    const context = await browser.newContext({ reducedMotion: 'reduce', viewport: { width: 320, height: 640 } })
    const page = await context.newPage()
    await context.route('**/*', (route) =>
      route.request().url().endsWith('.css')
        ? route.fulfill({ body: STYLES, contentType: 'text/css' })
        : route.fulfill({ body: '<!doctype html>', contentType: 'text/html' }),
    )
    for (const tag of ['es', 'ar']) {
      const reader = readerOf(tag)
      for (const [name, one] of Object.entries(cases(reader))) {
        if (tag === 'ar' && !['front', 'long', 'recruiter', 'list', 'several', 'cannot'].includes(name)) continue
        if (tag === 'es' && ALIKE.test(name)) continue
        await page.goto('http://face.invalid/')
        await page.setContent(document(one, reader, '/sursur.css'), { waitUntil: 'load' })
        const { violations } = await new AxeBuilder({ page }).analyze()
        assert.deepEqual(
          violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
          [],
          `${tag} ${name}`,
        )
        const [wide, sheets] = await page.evaluate(() => [
          window.document.documentElement.scrollWidth,
          window.document.styleSheets.length,
        ])
        assert.equal(sheets, 1, 'the styles were applied')
        assert.ok(Number(wide) <= 320, `${tag} ${name} is ${wide} px wide`)
      }
    }
  } finally {
    await browser.close()
  }
})
