// Renders every case to pictures for looking at: node test/look/shots.ts FOLDER [case …]; a tool, not a test.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { cases, document, readerOf } from './fixtures.ts'

const [folder, ...wanted] = process.argv.slice(2)
if (!folder) throw new Error('say into which folder')
mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, 'sursur.css'), readFileSync('src/web/assets/sursur.css'))
const args = [
  '--no-sandbox',
  '--headless',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args })
for (const tag of ['es', 'en', 'ar', 'mam']) {
  const reader = readerOf(tag)
  for (const [name, one] of Object.entries(cases(reader))) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    if (tag === 'mam' && name !== 'authorized') continue
    const file = join(folder, `${tag}-${name}.html`)
    writeFileSync(file, document(one, reader, 'sursur.css'))
    for (const width of [360, 1280]) {
      const page = await browser.newPage({ viewport: { width, height: 700 } })
      await page.goto(`file://${file}`)
      await page.screenshot({ path: join(folder, `${tag}-${name}-${width}.png`), fullPage: true })
      await page.close()
    }
  }
}
const page = await browser.newPage({ viewport: { width: 794, height: 1123 }, colorScheme: 'dark' })
await page.goto(`file://${join(folder, `es-${wanted[0] ?? 'authorized'}.html`)}`)
await page.screenshot({ path: join(folder, 'dark.png'), fullPage: true })
await page.emulateMedia({ media: 'print', colorScheme: 'light' })
await page.screenshot({ path: join(folder, 'print.png'), fullPage: true })
await page.pdf({ path: join(folder, 'print.pdf'), preferCSSPageSize: true })
await page.emulateMedia({ media: 'screen', forcedColors: 'active' })
await page.screenshot({ path: join(folder, 'forced.png'), fullPage: true })
await browser.close()
