// The code on paper: its bytes, its QR version, and how many are checked a second in Node and in Chromium.
import { build } from 'esbuild'
import qrcode from 'qrcode'
import { fromBase32 } from '../../src/transparency/format/base32.ts'
import { parsePolicy } from '../../src/transparency/format/policy.ts'
import { verifyStatement } from '../../src/transparency/verify/index.ts'
import { CHROMIUM, openBrowser } from '../../test/browser/visit.ts'
import { DAY, NOW, noteOf, POLICY, proofOf, qrOf } from '../../test/fixtures/status.ts'
import type { Row } from '../table.ts'

type Verifier = typeof import('../../src/transparency/verify/index.ts')
declare const sursur: Pick<Verifier, 'verifyStatement'> & { readonly parsePolicy: typeof parsePolicy }

export async function benchProof(say: (row: Row) => void, quick: boolean): Promise<void> {
  const code = qrOf(noteOf())
  const bytes = fromBase32(code.split('#')[1] ?? '').length
  const { version } = qrcode.create(code, { errorCorrectionLevel: 'M' })
  say({ name: 'proof: code on paper', value: bytes, unit: 'bytes', better: 'lower' })
  say({ name: 'proof: QR version of the code, level M', value: version, unit: 'of 40', better: 'lower' })
  const proof = await proofOf()
  say({ name: 'proof: file', value: proof.length, unit: 'bytes', better: 'lower' })

  const times = quick ? 20 : 200
  const policy = parsePolicy(POLICY)
  const checked = (text: string, now: number) => {
    const began = performance.now()
    for (let at = 0; at < times; at++) verifyStatement(text, policy, { now })
    return (times * 1000) / (performance.now() - began)
  }
  const verdict = JSON.stringify(verifyStatement(code, policy, { now: NOW + DAY }))
  checked(code, NOW + DAY)
  const here = checked(code, NOW + DAY)
  say({ name: 'proof: codes checked in Node', value: here, unit: '/s', better: 'higher' })
  say({ name: 'proof: files checked in Node', value: checked(proof, NOW), unit: '/s', better: 'higher' })
  if (!CHROMIUM) return console.log('  skipped: no Chromium on this machine')
  const { perSecond: there, verdict: theirs } = await inBrowser({ code, policy: POLICY, now: NOW + DAY, times })
  // A verdict of another kind may be far cheaper: only the same one may be compared.
  if (theirs !== verdict) throw new Error(`Chromium says ${theirs}, Node ${verdict}`)
  const baseline = { name: 'in Node', value: here }
  say({ name: 'proof: codes checked in Chromium', value: there, unit: '/s', better: 'higher', baseline })
}

type Task = { readonly code: string; readonly policy: string; readonly now: number; readonly times: number }

async function inBrowser(task: Task): Promise<{ readonly perSecond: number; readonly verdict: string }> {
  const { outputFiles } = await build({
    stdin: {
      contents: `export * from './verify/index.ts'\nexport { parsePolicy } from './format/policy.ts'`,
      resolveDir: new URL('../../src/transparency', import.meta.url).pathname,
      loader: 'ts',
    },
    ...{ bundle: true, format: 'iife', globalName: 'sursur', platform: 'browser', target: 'es2022', write: false },
  })
  const browser = await openBrowser()
  try {
    const page = await browser.newPage()
    await page.addScriptTag({ content: outputFiles?.[0]?.text ?? '' })
    return await page.evaluate(({ code, policy: text, now, times }) => {
      const policy = sursur.parsePolicy(text)
      const run = () => {
        const began = performance.now()
        for (let at = 0; at < times; at++) sursur.verifyStatement(code, policy, { now })
        return (times * 1000) / (performance.now() - began)
      }
      const verdict = JSON.stringify(sursur.verifyStatement(code, policy, { now }))
      run()
      return { perSecond: run(), verdict }
    }, task)
  } finally {
    await browser.close()
  }
}
