// Takes the README's picture from the running demonstration: node docs/pictures/take.ts [COMMAND-LINE.mjs]. Needs Chromium.
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { chromium } from 'playwright-core'

const PORT = 8761
const QUESTION = 'Puente Claro Ejemplo'
const command = resolve(process.argv[2] ?? join(import.meta.dirname, '../../bin/sursur.mjs'))

const data = await mkdtemp(join(tmpdir(), 'sursur-picture-'))
const demonstration = spawn(process.execPath, [command, 'demo', '--port', String(PORT), '--data', data], {
  stdio: 'ignore',
})
const ended = new Promise((end) => demonstration.once('exit', end))
try {
  await ready()
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--headless', '--disable-gpu'],
  })
  const page = await browser.newPage({ viewport: { width: 760, height: 860 } })
  await page.goto(`http://localhost:${PORT}/en/check?q=${encodeURIComponent(QUESTION)}`)
  await page.screenshot({ path: join(import.meta.dirname, 'check.png') })
  await browser.close()
} finally {
  demonstration.kill('SIGTERM')
  await ended
  await rm(data, { recursive: true, force: true })
}

async function ready(): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt++) {
    const answer = await fetch(`http://localhost:${PORT}/readyz`).catch(() => undefined)
    if (answer?.ok) return
    await sleep(100)
  }
  throw new Error('the demonstration is not ready after a minute')
}
