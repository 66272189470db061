// Policies: the specification's own example, quorums against a plain count, and every rule that a file may break.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { newSeed, type Signer, signerOf } from '../keys/signer.ts'
import { utf8 } from './bytes.ts'
import { checkpointBody } from './checkpoint.ts'
import { cosignatureLine, cosignatureMessage } from './cosignature.ts'
import { EMPTY_ROOT } from './hash.ts'
import { parseVerifierKey } from './key.ts'
import { signatureLine, writeNote } from './note.ts'
import { meetsQuorum, openUnderPolicy, parsePolicy } from './policy.ts'

const refused = (code: string) => ({ name: 'TransparencyFault', code })
const log = signerOf('xa.example/log', 1, newSeed())
const other = signerOf('xb.example/log', 1, newSeed())
const names = ['X1', 'X2', 'X3', 'Y1', 'Y2', 'Y3'] as const
const witnesses = names.map((name) => signerOf(`${name.toLowerCase()}.example/witness`, 4, newSeed()))
const w = (index: number): Signer => witnesses[index] as Signer
const keys = (...of: readonly Signer[]) => of.map(({ verifierKey }) => parseVerifierKey(verifierKey))

// The example of tlog-policy, with keys.
const EXAMPLE = `log ${log.verifierKey}

witness X1 ${w(0).verifierKey}
witness X2 ${w(1).verifierKey}
witness X3 ${w(2).verifierKey}
group X-witnesses 2 X1 X2 X3

witness Y1 ${w(3).verifierKey}
witness Y2 ${w(4).verifierKey}
witness Y3 ${w(5).verifierKey}
group Y-witnesses any Y1 Y2 Y3

group X-and-Y all X-witnesses Y-witnesses
quorum X-and-Y
`

test('the example of the specification: two of X and one of Y', () => {
  const policy = parsePolicy(EXAMPLE)
  assert.deepEqual([policy.logs.length, policy.witnesses.map(({ name }) => name)], [1, [...names]])
  fc.assert(
    fc.property(fc.subarray(witnesses), (cosigners) => {
      const [x, y] = [
        cosigners.filter((one) => one.name.startsWith('x')),
        cosigners.filter((one) => one.name.startsWith('y')),
      ]
      assert.equal(meetsQuorum(policy, keys(...cosigners)), x.length >= 2 && y.length >= 1)
      assert.equal(meetsQuorum(policy, keys(...cosigners, ...cosigners)), x.length >= 2 && y.length >= 1)
    }),
  )
})

test('one witness as a quorum, and none', () => {
  const one = parsePolicy(`witness a ${w(0).verifierKey}\nwitness b ${w(1).verifierKey}\nquorum a\n`)
  assert.deepEqual(
    [meetsQuorum(one, keys(w(0))), meetsQuorum(one, keys(w(1))), meetsQuorum(one, [])],
    [true, false, false],
  )
  const none = parsePolicy('quorum none\n')
  assert.deepEqual([none.logs, none.witnesses, meetsQuorum(none, [])], [[], [], true])
})

test('a note key over the bytes of a witness key is no cosigner', () => {
  const seed = newSeed()
  const policy = parsePolicy(`witness a ${signerOf('a.example', 4, seed).verifierKey}\nquorum a\n`)
  assert.equal(meetsQuorum(policy, keys(signerOf('a.example', 1, seed))), false)
  assert.equal(meetsQuorum(policy, keys(signerOf('renamed.example', 4, seed))), true)
})

test('comments, empty lines, tabs and spaces, addresses, names of any script', () => {
  const text = `# Corridor\n \t\n  # more\n\tlog\t${log.verifierKey}  https://xa.example/log \nwitness défenseur ${w(0).verifierKey} https://w.example/\nquorum\tdéfenseur\n`
  const { logs, witnesses } = parsePolicy(text)
  assert.deepEqual(
    [logs[0]?.url, witnesses[0]?.name, witnesses[0]?.url],
    ['https://xa.example/log', 'défenseur', 'https://w.example/'],
  )
})

test('a crowd of 32 logs, 32 witnesses and 32 groups is read', () => {
  const many = Array.from({ length: 32 }, (_, index) => index)
  const lines = [
    ...many.map((index) => `log ${signerOf(`l${index}.example`, 1, newSeed()).verifierKey}`),
    ...many.map((index) => `witness w${index} ${signerOf(`w${index}.example`, 4, newSeed()).verifierKey}`),
    ...many.map((index) => `group g${index} any w${index}`),
  ]
  assert.equal(parsePolicy(`${lines.join('\n')}\nquorum g31\n`).witnesses.length, 32)
})

const a = `witness a ${w(0).verifierKey}\n`
const b = `witness b ${w(1).verifierKey}\n`
const end = 'quorum none\n'
const seed = newSeed()
for (const [what, text] of [
  ['no quorum', a],
  ['nothing', ''],
  ['two quorums', `${end}${end}`],
  ['a quorum before its name', `quorum a\n${a}`],
  ['a quorum of nobody', `quorum\n`],
  ['a quorum of two', `${a}${b}quorum a b\n`],
  ['a group before its members', `group g all a\n${a}quorum g\n`],
  ['a group of itself', `group g any g\nquorum g\n`],
  ['a group without members', `group g all\n${end}`],
  ['a group without a number', `${a}group g a\n${end}`],
  ['a group that asks for none', `${a}group g 0 a\n${end}`],
  ['a group that asks for more than it has', `${a}group g 2 a\n${end}`],
  ['a number with a leading zero', `${a}group g 01 a\n${end}`],
  ['a number with a sign', `${a}group g +1 a\n${end}`],
  ['a member twice in one group', `${a}group g any a a\n${end}`],
  ['a member of two groups', `${a}group g any a\ngroup h any a\n${end}`],
  ['none as a member', `${a}group g any none\n${end}`],
  ['a witness of the name none', a.replace(' a ', ' none ') + end],
  ['a group of the name none', `${a}group none any a\n${end}`],
  ['two witnesses of one name', a + b.replace(' b ', ' a ') + end],
  ['a group with the name of a witness', `${a}${b}group a any b\n${end}`],
  ['a log twice', `log ${log.verifierKey}\nlog ${log.verifierKey} https://again.example/\n${end}`],
  ['a witness twice', a + a.replace(' a ', ' c ') + end],
  [
    'one key as log and as witness',
    `log ${signerOf('a', 1, seed).verifierKey}\nwitness a ${signerOf('b', 4, seed).verifierKey}\n${end}`,
  ],
  [
    'one key under two names',
    `log ${signerOf('a', 1, seed).verifierKey}\nlog ${signerOf('b', 1, seed).verifierKey}\n${end}`,
  ],
  ['a witness key as a log', `log ${w(0).verifierKey}\n${end}`],
  ['a log key as a witness', `witness a ${log.verifierKey}\n${end}`],
  ['a log line that says too much', `log ${log.verifierKey} https://a https://b\n${end}`],
  ['a witness line that says too much', `witness a ${w(0).verifierKey} https://a https://b\n${end}`],
  ['an unknown word', `mirror ${log.verifierKey}\n${end}`],
  ['a word in capitals', 'Quorum none\n'],
  ['a last line without its end', 'quorum none'],
  ['CRLF', 'quorum none\r\n'],
  ['a NUL', 'quorum none\u0000\n'],
  ['a DEL', '# \u007f\nquorum none\n'],
  ['more than 64 KiB', `# ${'a'.repeat(70_000)}\n${end}`],
] as const) {
  test(`a policy with ${what} is refused`, () => assert.throws(() => parsePolicy(text), refused('malformed-policy')))
}

test('a key that cannot be read is said to be the fault', () => {
  assert.throws(() => parsePolicy(`log ${log.verifierKey.slice(0, -1)}\n${end}`), refused('malformed-key'))
  assert.throws(() => parsePolicy(`log\n${end}`), refused('malformed-key'))
  assert.throws(() => parsePolicy(`witness a\n${end}`), refused('malformed-key'))
})

const body = checkpointBody({ origin: log.name, size: 0, root: EMPTY_ROOT })
const signedBy = (signer: Signer) => signatureLine(signer.name, signer.id, signer.sign(utf8(body)))
const cosignedBy = (signer: Signer, time: number) =>
  cosignatureLine(signer.name, signer.id, time, signer.sign(cosignatureMessage(body, time)))
const CORRIDOR = parsePolicy(
  `log ${log.verifierKey}\nlog ${other.verifierKey}\nwitness a ${w(0).verifierKey}\nwitness b ${w(1).verifierKey}\ngroup c all a b\nquorum c\n`,
)

test('a checkpoint opens under a policy when its own log and a quorum have signed', () => {
  const note = writeNote(body, [signedBy(log), cosignedBy(w(0), 2000), cosignedBy(w(1), 1000)])
  const opened = openUnderPolicy(note, CORRIDOR)
  assert.deepEqual([opened.checkpoint.origin, opened.verified.length, opened.cosignedAt], [log.name, 3, [1000, 2000]])
})

test('too few cosignatures, or those of strangers, are no quorum', () => {
  for (const lines of [
    [],
    [cosignedBy(w(0), 5)],
    [cosignedBy(w(0), 5), cosignedBy(w(0), 6)],
    [cosignedBy(w(0), 5), cosignedBy(w(2), 5)],
  ])
    assert.throws(() => openUnderPolicy(writeNote(body, [signedBy(log), ...lines]), CORRIDOR), refused('no-quorum'))
})

test('witnesses, or another log, do not stand in for the log of the checkpoint', () => {
  const both = [cosignedBy(w(0), 5), cosignedBy(w(1), 5)]
  for (const lines of [both, [signedBy(other), ...both]])
    assert.throws(() => openUnderPolicy(writeNote(body, lines), CORRIDOR), refused('no-signature'))
})

test('a cosignature from the future does not count once it is clear what time it is', () => {
  const note = writeNote(body, [signedBy(log), cosignedBy(w(0), 1000), cosignedBy(w(1), 1301)])
  assert.throws(() => openUnderPolicy(note, CORRIDOR, 1000), refused('no-quorum'))
  assert.deepEqual(openUnderPolicy(note, CORRIDOR, 1001).cosignedAt, [1000, 1301])
})

test('a failing cosignature refuses the checkpoint, though the quorum would be met without it', () => {
  const policy = parsePolicy(
    `log ${log.verifierKey}\nwitness a ${w(0).verifierKey}\nwitness b ${w(1).verifierKey}\nquorum a\n`,
  )
  const wrong = cosignatureLine(w(1).name, w(1).id, 6, w(1).sign(cosignatureMessage(body, 5)))
  assert.throws(
    () => openUnderPolicy(writeNote(body, [signedBy(log), cosignedBy(w(0), 5), wrong]), policy),
    refused('bad-signature'),
  )
})
