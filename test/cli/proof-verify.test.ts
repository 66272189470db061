// `sursur proof verify` as a user calls it: plain words, and 0 only for an authorization that holds.
import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { removeFolder, runSursur } from '../fixtures/node.ts'
import { DAY, noteOf, POLICY, proofOf, qrOf } from '../fixtures/status.ts'

const folder = mkdtempSync(join(tmpdir(), 'sursur-proof-'))
after(() => removeFolder(folder))
const now = Math.floor(Date.now() / 1000)
const fresh = { issued: now - 60, expires: now + 6 * DAY }
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}
const policy = ['--policy', file('policy.txt', POLICY)]
const verify = async (words: readonly string[]) => {
  const { code, out, err } = await runSursur(['proof', 'verify', ...words]).ended
  return { code, said: out + err }
}

test('a proof that holds', async () => {
  const { code, said } = await verify([file('good.proof', await proofOf(fresh)), ...policy])
  assert.equal(code, 0, said)
  assert.match(said, /^green: authorized, signed by all, and fresh\nlicence: XA-0001-2, Puente del Sur\n/)
  assert.match(said, /entry: xa\.example\/log 3, org\.sursur\.register\.licence\.granted/)
})

test('a suspension, and a statement that is a year old', async () => {
  const red = await verify([file('red.txt', `${qrOf(noteOf({ ...fresh, status: 'suspended' }))}\n`), ...policy])
  assert.deepEqual([red.code, red.said.split('\n')[0]], [1, 'red: the authorization is suspended'])
  const amber = await verify([
    file('old.proof', await proofOf({ issued: now - 365 * DAY, expires: now - 358 * DAY })),
    ...policy,
  ])
  assert.deepEqual([amber.code, amber.said.split('\n')[0]], [1, 'amber: past its own date: ask for a new one'])
})

test('without a policy, and what is no proof', async () => {
  const unknown = await verify([file('some.proof', await proofOf(fresh))])
  assert.equal(unknown.code, 1)
  assert.match(unknown.said, /consistent with itself, not authenticated/)
  const none = await verify([file('none.proof', 'hello\n'), ...policy])
  assert.equal(none.code, 1)
  assert.match(none.said, /^refused \(malformed-status\)/)
})
