// How large the codes on paper are, and how fast statements are made and checked: `node bench/status.ts`.
import qrcode from 'qrcode'
import { fromBase32 } from '../src/transparency/format/base32.ts'
import { parsePolicy } from '../src/transparency/format/policy.ts'
import { statusText } from '../src/transparency/format/status-note.ts'
import { openStatusList, verifyStatement } from '../src/transparency/verify/index.ts'
import { DAY, listOf, NOW, noteOf, POLICY, proofOf, qrOf } from '../test/fixtures/status.ts'

const policy = parsePolicy(POLICY)
const codes = {
  usual: noteOf(),
  longest: noteOf({ licence: 'XA-DGT-004512-7', shortName: 'N'.repeat(40) }),
}
for (const [name, note] of Object.entries(codes)) {
  const code = qrOf(note)
  const bytes = fromBase32(code.split('#')[1] ?? '').length
  const versions = (['L', 'M'] as const).map(
    (level) => `v${qrcode.create(code, { errorCorrectionLevel: level }).version}-${level}`,
  )
  console.log(
    `${name} code: ${bytes} bytes, ${code.length} characters, ${versions.join(' ')}; note text ${statusText(note).length} bytes`,
  )
}
const proof = await proofOf()
console.log(`proof file: ${proof.length} bytes`)
const rows = Array.from({ length: 10_000 }, (_, at) => ({
  licence: `XA-DGT-${String(at).padStart(6, '0')}-7`,
  status: 'authorized' as const,
}))
const text = listOf(rows)
console.log(`list of 10,000: ${text.length} bytes, ${(text.length / rows.length).toFixed(1)} a licence`)
const timed = (name: string, times: number, work: () => void) => {
  const began = performance.now()
  for (let at = 0; at < times; at++) work()
  console.log(`${name}: ${Math.round((times * 1000) / (performance.now() - began))} a second`)
}
const list = openStatusList(text, policy)
const code = qrOf(noteOf())
timed('codes checked', 200, () => verifyStatement(code, policy, { now: NOW + DAY, list }))
timed('proof files checked', 100, () => verifyStatement(proof, policy, { now: NOW }))
timed('lists of 10,000 opened', 20, () => openStatusList(text, policy))
