// Two nodes sign statements for each other: alike or not at all, and never about what one of them does not know yet.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { headsAt, logKeys, NOW, POLICY, statusSigners } from '../../../test/fixtures/status.ts'
import type { Country } from '../../kernel/country.ts'
import { day } from '../../kernel/day.ts'
import type { StatusFacts } from '../../modules/register/index.ts'
import { toBase64 } from '../../transparency/format/bytes.ts'
import { statusText } from '../../transparency/format/status-note.ts'
import { openStatusList, verifyStatement } from '../../transparency/verify/index.ts'
import type { PeerAnswer, PeerCall } from '../context.ts'
import type { Party } from '../trust/trust.ts'
import { cosign, cosignRoutes } from './cosign.ts'
import { startStatusList } from './list-loop.ts'
import { createStatusOffice } from './office.ts'
import type { StatusParts } from './parts.ts'
import { statusListRoutes } from './routes.ts'

const [XA, XB] = ['XA', 'XB'] as unknown as readonly [Country, Country]
const HOSTS = ['xa.example', 'xb.example']
const parties = [XA, XB].map((country, at) => ({
  country,
  origin: logKeys[at]?.name,
  status: statusSigners[at]?.verifierKey,
  url: `https://${HOSTS[at]}`,
})) as unknown as readonly Party[]

const FACTS: StatusFacts = {
  recruiter: 'rec_1',
  licence: 'XA-0001-2',
  shortName: 'Puente del Sur',
  home: XA,
  status: 'authorized',
  homeIndex: 99,
  hostIndexes: new Map([[XB, 150]]),
}

type World = {
  facts?: Partial<StatusFacts>
  sizes?: readonly number[]
  away?: boolean
  /** The authorization holds up to this day. */
  until?: string
  now?: number
  rows?: readonly { licence: string; status: string }[]
}

/** One node of the corridor; `other` answers its calls. */
function nodeOf(
  own: Country,
  world: World,
  other?: { readonly world: World; readonly parts: () => StatusParts },
): StatusParts {
  const at = own === XA ? 0 : 1
  const signer = statusSigners[at]
  if (!signer) throw new Error('no signer')
  return {
    trust: {
      current: () => ({ corridor: 'xa-xb', own, parties, witnesses: [], policy: POLICY }),
      partyOf: (country) => parties.find((party) => party.country === country),
      peers: () => parties.filter(({ country }) => country !== own),
    },
    signer,
    peers: {
      async call(_peer, call: PeerCall): Promise<PeerAnswer> {
        if (!other || other.world.away) throw new Error('unreachable')
        const [route] = cosignRoutes(other.parts())
        const answer = await route?.respond({
          method: 'POST',
          authority: '',
          path: call.path,
          search: '',
          params: {},
          headers: {},
          body: call.body ?? new Uint8Array(),
        })
        return { status: answer?.status ?? 500, type: '', body: Buffer.from(answer?.body ?? '') }
      },
      route: (respond) => (request) => respond(request, parties[1 - at] as Party),
    },
    now: () => new Date((world.now ?? NOW) * 1000),
    log: { info: () => undefined, warn: () => undefined },
    dayIn: (_country, moment) => day(moment.toISOString().slice(0, 10)),
    facts: async (licence, on) => {
      if (licence !== FACTS.licence && licence !== FACTS.recruiter) return undefined
      const ended = world.until !== undefined && on > world.until
      return { ...FACTS, ...world.facts, ...(ended && { status: 'expired' as const }) }
    },
    rows: async () => world.rows ?? [{ licence: FACTS.licence, status: 'authorized' }],
    heads: async () =>
      headsAt(...(world.sizes ?? [100, 200])).map(({ origin, size, root }, index) => ({
        log: origin,
        country: [XA, XB][index] as Country,
        own: index === at,
        size,
        root: toBase64(root),
        position: 0,
        confirmedSize: size,
        confirmedPosition: 0,
      })),
    rootAt: async (_, size) => headsAt(size)[0]?.root,
    catchUp: async () => undefined,
  }
}

function corridor(a: World = {}, b: World = {}) {
  const second: StatusParts = nodeOf(XB, b)
  const first = nodeOf(XA, a, { world: b, parts: () => second })
  return { first, second, office: createStatusOffice(first) }
}

describe('a statement', () => {
  test('is signed by both and green', async () => {
    const { office } = corridor()
    const code = await office.code('XA-0001-2')
    assert.match(code ?? '', /^HTTPS:\/\/XA\.EXAMPLE\/S#[A-Z2-7]+$/)
    assert.equal(verifyStatement(code ?? '', POLICY, { now: NOW + 60 }).colour, 'green')
  })

  const REFUSED: readonly (readonly [string, World, World])[] = [
    ['the peer is away', {}, { away: true }],
    ['the peer knows of a suspension', {}, { facts: { status: 'suspended' } }],
    ['the peer knows another name', {}, { facts: { shortName: 'Otra' } }],
    ['something stands beyond the sizes', {}, { facts: { homeIndex: 100 }, sizes: [101, 200] }],
    ['the peer is behind', { sizes: [101, 200] }, {}],
    ['the clocks are apart', {}, { now: NOW + 3600 }],
  ]
  for (const [name, a, b] of REFUSED)
    test(`has one signature and is amber when ${name}`, async () => {
      const made = await corridor(a, b).office.statement('XA-0001-2', 'app')
      assert.deepEqual(
        made?.signatures.map((one) => one.name),
        ['xa.example/status'],
      )
      assert.equal(made?.complete, false)
    })

  test('is not made of what is not published yet, nor of nobody', async () => {
    assert.equal(await corridor({ facts: { homeIndex: 100 } }).office.statement('XA-0001-2', 'app'), undefined)
    assert.equal(await corridor().office.statement('XA-9', 'app'), undefined)
  })

  test('ends with the authorization', async () => {
    const last = new Date((NOW + 2 * 86_400) * 1000).toISOString().slice(0, 10)
    const made = await corridor({ until: last }, { until: last }).office.statement('XA-0001-2', 'printed')
    assert.equal(made?.complete, true)
    const end = new Date((made?.note.expires ?? 0) * 1000).toISOString()
    assert.equal(end.slice(0, 10), last)
    // A peer that knows of an earlier end does not sign.
    const { office } = corridor({}, { until: last })
    assert.equal((await office.statement('XA-0001-2', 'printed'))?.complete, false)
  })

  test('is handed out again while nothing changed, and made anew when something did', async () => {
    const a: World = {}
    const b: World = {}
    const { office } = corridor(a, b)
    const first = await office.statement('XA-0001-2', 'app')
    assert.equal((await office.statement('XA-0001-2', 'app'))?.text, first?.text)
    for (const world of [a, b])
      Object.assign(world, { facts: { status: 'suspended', homeIndex: 120 }, sizes: [121, 200] })
    assert.equal((await office.statement('XA-0001-2', 'app'))?.note.status, 'suspended')
  })
})

test('a root that the log never had, and a text that is none, are not signed', async () => {
  const { first, second } = corridor()
  const office = createStatusOffice(first)
  const made = await office.statement('XA-0001-2', 'app')
  assert.ok(made)
  const heads = made.note.heads.map((head) => ({ ...head, root: new Uint8Array(32).fill(1) }))
  assert.deepEqual(await cosign(second, statusText({ ...made.note, heads })), { refused: 'roots' })
  assert.deepEqual(await cosign(second, statusText({ ...made.note, heads: headsAt(100) })), { refused: 'logs' })
  assert.deepEqual(await cosign(second, 'anything'), { refused: 'malformed' })
  const long = { ...made.note, expires: made.note.issued + 31 * 86_400 }
  assert.deepEqual(await cosign(second, statusText(long)), { refused: 'times' })
})

describe('the list', () => {
  test('is signed by both, served, and not made again while nothing changed', async () => {
    const { office, first } = corridor()
    let made = 0
    const counted = {
      makeList() {
        made++
        return office.makeList()
      },
    }
    const served = startStatusList({
      office: counted,
      state: async () => 'same',
      now: first.now,
      log: first.log,
      every: 60_000,
    })
    await served.look()
    await served.look()
    await served.stop()
    assert.equal(made, 1)
    const list = openStatusList(served.text() ?? '', POLICY)
    assert.equal(list.complete, true)
    assert.equal(list.statusOf('XA-0001-2'), 'authorized')
    const [route] = statusListRoutes(served.text)
    const ask = (headers: Record<string, string>) =>
      route?.respond({
        method: 'GET',
        authority: '',
        path: '',
        search: '',
        params: {},
        headers,
        body: new Uint8Array(),
      })
    const whole = await ask({})
    assert.equal(whole?.body, served.text())
    assert.equal((await ask({ 'if-none-match': whole?.headers.etag ?? '' }))?.status, 304)
  })

  test('lacks a signature when the peer has heard more, or knows another status', async () => {
    for (const world of [{ sizes: [101, 200] }, { rows: [{ licence: 'XA-0001-2', status: 'suspended' }] }])
      assert.equal((await corridor({}, world).office.makeList())?.complete, false)
  })
})
