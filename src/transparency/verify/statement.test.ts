// What a signed statement is worth: only a fresh permission that all have signed is green, and no changed byte ever is.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import {
  DAY,
  headsAt,
  listOf,
  NOW,
  noteOf,
  POLICY,
  proofOf,
  qrOf,
  statusSigners,
} from '../../../test/fixtures/status.ts'
import { fromBase32, toBase32 } from '../format/base32.ts'
import { TransparencyFault } from '../format/fault.ts'
import { parsePolicy } from '../format/policy.ts'
import { STATUS_WORDS } from '../format/status-note.ts'
import { verifyStatement } from './statement.ts'

const policy = parsePolicy(POLICY)
const one = statusSigners.slice(0, 1)
const worth = (text: string, over: Partial<Parameters<typeof verifyStatement>[2]> = {}) => {
  const { colour, reasons } = verifyStatement(text, policy, { now: NOW, ...over })
  return `${colour} ${reasons.join(' ')}`
}
const row = (status: (typeof STATUS_WORDS)[number], licence = 'XA-0001-2') => [{ licence, status }]

describe('a code by itself', () => {
  const cases: readonly (readonly [string, string, string, number?])[] = [
    ['all have signed, today', qrOf(noteOf()), 'green authorized'],
    ['two days later', qrOf(noteOf()), 'amber never-synced', NOW + 2 * DAY],
    ['eight days later', qrOf(noteOf()), 'amber stale', NOW + 8 * DAY],
    ['a year later', qrOf(noteOf()), 'amber stale', NOW + 365 * DAY],
    ['before it was made', qrOf(noteOf()), 'amber clock', NOW - DAY],
    ['one has signed', qrOf(noteOf(), one), 'amber one-signature'],
    ['suspended', qrOf(noteOf({ status: 'suspended' })), 'red suspended'],
    ['suspended, and one has signed', qrOf(noteOf({ status: 'suspended' }), one), 'red suspended'],
    ['suspended, a year later', qrOf(noteOf({ status: 'suspended' })), 'red suspended', NOW + 365 * DAY],
    ['revoked', qrOf(noteOf({ status: 'revoked' })), 'red revoked'],
    ['expired', qrOf(noteOf({ status: 'expired' })), 'red expired'],
    ['unknown', qrOf(noteOf({ status: 'unknown' })), 'amber unknown'],
    ['a log left out', qrOf(noteOf({ heads: headsAt(100) })), 'amber one-signature'],
  ]
  for (const [name, code, expected, now] of cases)
    test(`${name}: ${expected}`, () => assert.equal(worth(code, now === undefined ? {} : { now }), expected))

  test('says what it is about, and who has signed', () => {
    const verdict = verifyStatement(qrOf(noteOf()), POLICY, { now: NOW })
    assert.deepEqual(verdict.statement, noteOf())
    assert.deepEqual(verdict.signedBy, ['xa.example/status', 'xb.example/status'])
  })

  test('a byte changed anywhere is red or refused', () => {
    const code = qrOf(noteOf())
    const payload = fromBase32(code.split('#')[1] ?? '')
    for (let at = 0; at < payload.length; at++) {
      const changed = payload.slice()
      changed[at] = (changed[at] ?? 0) ^ (1 + (at % 255))
      assert.match(colourOf(`HTTPS://XA.EXAMPLE/S#${toBase32(changed)}`), /^(red bad-signature|refused)$/, `byte ${at}`)
    }
  })

  test('nothing made at random, cut or mixed is ever green', () => {
    const code = qrOf(noteOf())
    fc.assert(
      fc.property(fc.nat(code.length), fc.nat(code.length), fc.string({ maxLength: 8 }), (from, to, put) => {
        const changed = code.slice(0, from) + put + code.slice(to)
        return changed.toUpperCase().split('#').at(-1) === code.split('#')[1] || !colourOf(changed).startsWith('green')
      }),
      { numRuns: 150 },
    )
  })

  test('a stranger beside the two is refused', () => {
    const stranger = { ...statusSigners[0], id: 7 } as (typeof statusSigners)[number]
    assert.throws(() => worth(qrOf(noteOf(), [...statusSigners, stranger])), { code: 'unknown-signer' })
  })
})

describe('with a synced list the list decides', () => {
  const cases: readonly (readonly [string, string, string, string, number?])[] = [
    [
      'an old poster of an authorized one',
      qrOf(noteOf()),
      listOf(row('authorized'), { issued: NOW + 9 * DAY }),
      'green authorized',
      NOW + 9 * DAY,
    ],
    ['suspended since', qrOf(noteOf()), listOf(row('suspended')), 'red suspended'],
    ['suspended since, one has signed the list', qrOf(noteOf()), listOf(row('suspended'), {}, one), 'red suspended'],
    [
      'suspended since, and the list is old too',
      qrOf(noteOf()),
      listOf(row('suspended')),
      'red suspended',
      NOW + 30 * DAY,
    ],
    [
      'reinstated after the list',
      qrOf(noteOf({ heads: headsAt(120, 210) })),
      listOf(row('suspended')),
      'green authorized',
    ],
    [
      'reinstated, and one has signed',
      qrOf(noteOf({ heads: headsAt(120, 210) }), one),
      listOf(row('suspended')),
      'red suspended',
    ],
    [
      'each newer in another log',
      qrOf(noteOf({ heads: headsAt(120, 200) })),
      listOf(row('suspended')),
      'red suspended',
    ],
    [
      'the poster says suspended, the list is newer',
      qrOf(noteOf({ status: 'suspended' })),
      listOf(row('authorized')),
      'green authorized',
    ],
    ['no longer listed', qrOf(noteOf()), listOf(row('authorized', 'XA-0009-9')), 'amber not-in-list'],
    ['entered after the list', qrOf(noteOf({ heads: headsAt(120, 220) })), listOf([]), 'green authorized'],
    [
      'two roots at one size',
      qrOf(noteOf({ heads: headsAt(100, 200).map((head) => ({ ...head, root: new Uint8Array(32) })) })),
      listOf(row('authorized'), { heads: headsAt(100, 200) }),
      'red contradiction',
    ],
    ['both old', qrOf(noteOf()), listOf(row('authorized')), 'amber stale', NOW + 8 * DAY],
  ]
  for (const [name, code, list, expected, now] of cases)
    test(`${name}: ${expected}`, () => assert.equal(worth(code, { list, ...(now !== undefined && { now }) }), expected))

  test('a list with a changed letter is refused, and one of another corridor', () => {
    const list = listOf(row('suspended')).replace('\ns XA', '\na XA')
    assert.throws(() => worth(qrOf(noteOf()), { list }), { code: 'malformed-status' })
    assert.throws(() => worth(qrOf(noteOf()), { list: listOf([], { corridor: 'xa-xc' }) }), {
      code: 'malformed-status',
    })
  })
})

test('a suspension that was seen stays until all sign a permission that the logs show to be newer', () => {
  const { evidence } = verifyStatement(qrOf(noteOf({ status: 'suspended', heads: headsAt(105, 205) })), policy, {
    now: NOW,
  })
  assert.equal(worth(qrOf(noteOf()), { seen: evidence }), 'red suspended')
  assert.equal(worth(qrOf(noteOf({ heads: headsAt(105, 205), issued: NOW })), { seen: evidence }), 'red suspended')
  assert.equal(worth(qrOf(noteOf({ heads: headsAt(106, 205) })), { seen: evidence }), 'green authorized')
})

test('whatever the order of what is known, the colour is the same', () => {
  const code = qrOf(noteOf())
  const word = fc.record({
    status: fc.constantFrom(...STATUS_WORDS),
    a: fc.integer({ min: 99, max: 102 }),
    b: fc.integer({ min: 199, max: 202 }),
  })
  fc.assert(
    fc.property(fc.array(word, { maxLength: 4 }), (words) => {
      const seen = words.map(({ status, a, b }) => ({
        from: 'seen' as const,
        status,
        heads: headsAt(a, b),
        complete: true,
        issued: NOW,
        expires: NOW + DAY,
      }))
      return worth(code, { seen }).split(' ')[0] === worth(code, { seen: [...seen].reverse() }).split(' ')[0]
    }),
    { numRuns: 40 },
  )
})

describe('a proof file', () => {
  test('is green with both signatures, and tells its entry', async () => {
    const verdict = verifyStatement(await proofOf(), policy, { now: NOW })
    assert.equal(verdict.colour, 'green')
    assert.deepEqual(
      verdict.entries.map(({ log, index, entry }) => [log, index, entry.subject]),
      [['xa.example/log', 3, 'rec_3']],
    )
  })

  test('is never green by the inclusion of an entry alone', async () => {
    const text = await proofOf({}, undefined, one)
    assert.equal(worth(text), 'amber one-signature')
    // Without any signature there is no statement.
    const bare = text.replace(/\n— xa\.example\/status .*/, '\n— xc.example/status AAAAAAAAAAAA')
    assert.throws(() => worth(bare), { code: 'unknown-signer' })
  })

  test('is amber while a witness is missing', async () => {
    assert.equal(worth(await proofOf({}, [])), 'amber not-confirmed')
  })

  test('hides what stands in `extra`', async () => {
    const text = (await proofOf()).replace('tlog-proof@v1\n', `tlog-proof@v1\nextra ${btoa('trust me')}\n`)
    const verdict = verifyStatement(text, policy, { now: NOW })
    assert.equal(verdict.colour, 'green')
    assert.ok(!JSON.stringify(verdict).includes('trust me') && !JSON.stringify(verdict).includes(btoa('trust me')))
  })

  test('with an entry beyond the statement is red', async () => {
    assert.equal(worth(await proofOf({ heads: headsAt(3, 200) })), 'red bad-proof')
  })

  test('with any changed letter is not green, unless a line only lost its meaning for us', async () => {
    const text = await proofOf()
    for (let at = 0; at < text.length; at += 3) {
      const letter = text[at] === 'A' ? 'B' : 'A'
      assert.doesNotMatch(colourOf(text.slice(0, at) + letter + text.slice(at + 1)), /^green/, `letter ${at}`)
    }
  })
})

function colourOf(text: string): string {
  try {
    return worth(text)
  } catch (error) {
    if (error instanceof TransparencyFault) return 'refused'
    throw error
  }
}
