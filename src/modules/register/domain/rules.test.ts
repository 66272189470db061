// The rules of the register as properties over random histories: what the table of life does not know cannot happen.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Country } from '../../../kernel/country.ts'
import { addDays, type Day, day } from '../../../kernel/day.ts'
import type { Fact } from './facts.ts'
import { type Act, decide, LIFE, type LifeState, type ListAct, lifeStateOf } from './life.ts'
import { evolve, type FactInStream, type Recruiter } from './recruiter.ts'
import { effectOf, headline, type KnownStatus, mostCareful, standingsOn } from './standing.ts'

const XA = 'XA' as Country
const XB = 'XB' as Country
const START = day('2024-01-01')

const FACT_OF_ACT = {
  grant: 'authorization.granted',
  renew: 'authorization.renewed',
  suspend: 'authorization.suspended',
  reinstate: 'authorization.reinstated',
  revoke: 'authorization.revoked',
  amend: 'authorization.amended',
  close: 'authorization.closed',
  appeal: 'authorization.appealed',
  confirm: 'authorization.appeal-decided',
  overturn: 'authorization.appeal-decided',
  list: 'listing.added',
  delist: 'listing.withdrawn',
} as const

type Step = {
  readonly act: Act | ListAct
  readonly country: Country
  readonly after: number
  readonly lasts: number | undefined
  readonly suspensive: boolean
}

const ACTS = Object.keys(FACT_OF_ACT) as (Act | ListAct)[]

const step: fc.Arbitrary<Step> = fc.record({
  act: fc.constantFrom(...ACTS),
  country: fc.constantFrom(XA, XB),
  after: fc.nat(400),
  lasts: fc.option(fc.integer({ min: 0, max: 900 }), { nil: undefined }),
  suspensive: fc.boolean(),
})
const steps = fc.array(step, { maxLength: 20 })

function inStream(fact: Fact, version: number): FactInStream {
  return { ...fact, stream: 'rec_test', streamVersion: version } as FactInStream
}

function entered(): Recruiter {
  const data = {
    licence: 'XA-1',
    licenceDerived: false,
    country: XA,
    kind: 'agency',
    particulars: { version: 1, commitment: 'c' },
  }
  return evolve(undefined, inStream({ type: 'recruiter.entered', legalDay: START, data }, 1))
}

/** Performs the steps that may happen; says of each whether it was allowed, and from where to where it led. */
function live(list: readonly Step[]) {
  let recruiter = entered()
  let today: Day = START
  const moves: {
    readonly from: LifeState
    readonly act: Act | ListAct
    readonly to: LifeState | undefined
  }[] = []
  for (const { act, country, after, lasts, suspensive } of list) {
    today = addDays(today, after)
    const source = act === 'list' || act === 'delist' ? 'xa-list' : undefined
    const validUntil = (act === 'grant' || act === 'renew') && lasts !== undefined ? addDays(today, lasts) : undefined
    const where = { country, day: today, ...(source && { source }), ...(validUntil && { validUntil }) }
    const track = recruiter.effects.filter((effect) => effect.country === country && effect.source === source)
    const from = lifeStateOf(standingsOn(track, today)[0])
    const before = JSON.stringify(recruiter)
    const decided = decide(recruiter, act, where)
    if (!decided.ok) {
      assert.equal(JSON.stringify(recruiter), before)
      moves.push({ from, act, to: undefined })
      continue
    }
    const against = from.startsWith('revoked') ? 'revoked' : 'suspended'
    const data = source
      ? { country, source, load: 'l', again: false }
      : {
          country,
          ...(validUntil && { validUntil }),
          ...(act === 'amend' && { scope: { sectors: ['other'] } }),
          ...(act === 'appeal' && { against, suspensive }),
          ...(act === 'confirm' && { against, outcome: 'confirmed' }),
          ...(act === 'overturn' && { against, outcome: 'overturned' }),
        }
    recruiter = evolve(
      recruiter,
      inStream({ type: FACT_OF_ACT[act], legalDay: today, data } as Fact, recruiter.version + 1),
    )
    moves.push({
      from,
      act,
      to: lifeStateOf(
        standingsOn(
          recruiter.effects.filter((effect) => effect.country === country && effect.source === source),
          today,
        )[0],
      ),
    })
  }
  return { recruiter, today, moves }
}

test('no status outside the table of life is reached, and what the table knows is never refused for it', () => {
  fc.assert(
    fc.property(steps, (list) => {
      for (const { from, act, to } of live(list).moves) {
        const allowed = (LIFE[from] as Partial<Record<string, LifeState>>)[act]
        // `expired` is `authorized` after its last day: a suspension may outlast the term.
        assert.ok(to === allowed || (allowed === 'authorized' && to === 'expired'), `${from} ${act} led to ${to}`)
      }
    }),
    { numRuns: 400 },
  )
})

test('what happens later changes nothing on an earlier day', () => {
  fc.assert(
    fc.property(steps, step, (list, next) => {
      const before = live(list)
      const after = live([...list, { ...next, after: next.after + 1 }])
      assert.deepEqual(
        standingsOn(after.recruiter.effects, before.today),
        standingsOn(before.recruiter.effects, before.today),
      )
    }),
  )
})

test('asking for a standing changes nothing, and the same question has the same answer', () => {
  fc.assert(
    fc.property(steps, fc.nat(3000), (list, after) => {
      const { effects } = live(list).recruiter
      const frozen = Object.freeze(effects.map((one) => Object.freeze({ ...one })))
      const on = addDays(START, after)
      const answer = standingsOn(frozen, on)
      assert.deepEqual(standingsOn(frozen, on), answer)
      const countries = answer.map(({ country }) => country)
      assert.deepEqual(countries, [...new Set(countries)].sort(), 'one word a country, in order')
    }),
  )
})

test('with a term and nothing after it, a day is before, within or after it', () => {
  fc.assert(
    fc.property(fc.nat(900), fc.integer({ min: -10, max: 1000 }), (lasts, asked) => {
      const granted = { type: 'authorization.granted', legalDay: START } as const
      const effects = [effectOf({ ...granted, data: { country: XA, validUntil: addDays(START, lasts) } }) ?? []].flat()
      const expected = asked < 0 ? undefined : asked <= lasts ? 'authorized' : 'expired'
      assert.equal(standingsOn(effects, addDays(START, asked))[0]?.status, expected)
    }),
  )
})

test("whatever the lists say, a country's own word stands, and no list speaks for another country", () => {
  const one = fc.record({
    source: fc.constantFrom('a', 'b', 'c'),
    status: fc.constantFrom('listed' as const, 'delisted' as const),
    country: fc.constantFrom(XA, XB),
  })
  fc.assert(
    fc.property(steps, fc.array(one, { maxLength: 6 }), (list, spoken) => {
      const { recruiter, today } = live(list.filter(({ act }) => act !== 'list' && act !== 'delist'))
      const listings = spoken.map((word) => ({ ...word, track: 'listing', from: START }) as const)
      const own = standingsOn(recruiter.effects, today)
      const together = standingsOn([...listings, ...recruiter.effects], today)
      for (const standing of own)
        assert.deepEqual(
          together.find(({ country }) => country === standing.country),
          standing,
        )
      for (const { country, status } of together.filter(
        (word) => !own.some((other) => other.country === word.country),
      )) {
        const last = new Map(
          spoken.filter((word) => word.country === country).map((word) => [word.source, word.status]),
        )
        assert.equal(status, [...last.values()].includes('delisted') ? 'delisted' : 'listed')
      }
    }),
  )
})

test('a listing never becomes an authorization', () => {
  fc.assert(
    fc.property(steps, (list) => {
      const { recruiter, today } = live(list.filter(({ act }) => act === 'list' || act === 'delist'))
      for (const { status } of standingsOn(recruiter.effects, today))
        assert.ok(status === 'listed' || status === 'delisted')
    }),
  )
})

const effect = {
  country: XA,
  track: 'authorization',
  status: 'authorized',
  from: START,
  until: day('2024-12-31'),
} as const

test('an authorization is in force through its last day, and expired the day after', () => {
  assert.equal(standingsOn([effect], day('2024-12-31'))[0]?.status, 'authorized')
  const expired = standingsOn([effect], day('2025-01-01'))[0]
  assert.deepEqual([expired?.status, expired?.since, expired?.validUntil], ['expired', '2025-01-01', '2024-12-31'])
  assert.deepEqual(standingsOn([effect], day('2023-12-31')), [])
})

test('a reinstatement gives back the term and the scope that were suspended', () => {
  const scope = { sectors: ['farm'] }
  const facts: readonly Fact[] = [
    { type: 'authorization.granted', legalDay: START, data: { country: XA, validUntil: day('2024-12-31'), scope } },
    { type: 'authorization.suspended', legalDay: day('2024-03-01'), data: { country: XA } },
    { type: 'authorization.reinstated', legalDay: day('2024-04-01'), data: { country: XA } },
  ]
  const history = facts.flatMap((fact) => effectOf(fact) ?? [])
  assert.equal(standingsOn(history, day('2024-03-15'))[0]?.status, 'suspended')
  const back = standingsOn(history, day('2024-05-01'))[0]
  assert.deepEqual([back?.status, back?.validUntil, back?.scope], ['authorized', '2024-12-31', scope])
  assert.equal(standingsOn(history, day('2025-06-01'))[0]?.status, 'expired')
})

test("a country's own authorization outranks a list about it; of two lists the most careful word counts", () => {
  const listing = { country: XA, track: 'listing', from: START } as const
  const both = [{ ...listing, source: 'a', status: 'delisted' }, effect] as const
  assert.equal(standingsOn(both, day('2024-06-01'))[0]?.status, 'authorized')
  assert.equal(standingsOn([...both].reverse(), day('2024-06-01'))[0]?.status, 'authorized')
  const lists = [
    { ...listing, source: 'a', status: 'listed' },
    { ...listing, source: 'b', status: 'delisted' },
  ] as const
  assert.equal(standingsOn(lists, day('2024-06-01'))[0]?.status, 'delisted')
  assert.equal(standingsOn([...lists].reverse(), day('2024-06-01'))[0]?.status, 'delisted')
})

const status = fc.constantFrom<KnownStatus>('authorized', 'suspended', 'expired', 'revoked', 'listed', 'delisted')
const spoken = fc.array(fc.record({ status: fc.oneof(status, fc.constant('unknown' as const)) }), { maxLength: 6 })

test('the headline does not depend on who is asked first, nor on who cannot be asked', () => {
  fc.assert(
    fc.property(spoken, fc.nat(5), (words, turn) => {
      const turned = [...words.slice(turn), ...words.slice(0, turn)]
      assert.equal(headline(turned), headline(words))
      assert.equal(headline([...words, ...words]), headline(words))
      assert.equal(headline(words.filter((word) => word.status !== 'unknown')), headline(words))
    }),
  )
  fc.assert(
    fc.property(status, status, status, (a, b, c) => {
      assert.equal(mostCareful(mostCareful(a, b), c), mostCareful(a, mostCareful(b, c)))
      assert.equal(mostCareful(a, b), mostCareful(b, a))
    }),
  )
  assert.equal(headline([{ status: 'authorized' }, { status: 'suspended' }]), 'suspended')
  assert.equal(headline([{ status: 'unknown' }]), undefined)
})

test('a stream that does not begin with an entry is damaged, and says so', () => {
  const listing = { country: XA, source: 'a', load: 'l' }
  const particulars = { version: 1, commitment: 'c' }
  const facts: readonly Fact[] = [
    ...(['granted', 'renewed', 'suspended', 'reinstated', 'revoked'] as const).map(
      (what): Fact => ({ type: `authorization.${what}`, legalDay: START, data: { country: XA } }),
    ),
    { type: 'listing.added', legalDay: START, data: { ...listing, again: false } },
    { type: 'listing.changed', legalDay: START, data: { ...listing, particulars } },
    { type: 'listing.withdrawn', legalDay: START, data: listing },
    { type: 'particulars.changed', legalDay: START, data: { particulars, what: ['name'] } },
    { type: 'particulars.erased', legalDay: START, data: { versions: [1] } },
  ]
  for (const fact of facts)
    assert.throws(() => evolve(undefined, inStream(fact, 1)), new RegExp(`rec_test begins with ${fact.type}`))
})
