// The life of a sanction over random histories: nothing outside its table, nobody unheard, and never decided by who accused.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Country } from '../../../kernel/country.ts'
import { addDays, type Day, day } from '../../../kernel/day.ts'
import {
  decideSanction,
  evolveSanction,
  isSanctionOpen,
  ONLY_FOR,
  SANCTION_EFFECTS,
  SANCTION_LIFE,
  type SanctionAct,
  type SanctionEffect,
  type SanctionFact,
  type SanctionFile,
  type SanctionState,
  sanctionDeadline,
} from './sanction.ts'

const XA = 'XA' as Country
const START = day('2026-03-02')
const SCALE = { unit: 'XUN', least: 50, most: 500 }
const PROPOSER = 'acc_proposer'
const INSPECTOR = 'acc_inspector'

function proposed(effect: SanctionEffect = 'suspension'): SanctionFile {
  return evolveSanction(undefined, {
    stream: 'file_a',
    streamVersion: 1,
    by: PROPOSER,
    type: 'sanction.proposed',
    legalDay: START,
    data: {
      number: 'XA-P-0001',
      country: XA,
      recruiter: 'rec_a',
      licence: 'XA-1',
      sanction: effect,
      effect,
      ...(effect === 'fine' && { fine: SCALE }),
      law: 'Invented Labour Code, 22',
      inspectors: [INSPECTOR],
      precaution: true,
      charge: { version: 1, commitment: 'c' },
      pack: { id: 'xa-xb', version: '1.0.0' },
    },
  })
}

const ACTS = [...new Set(Object.values(SANCTION_LIFE).flatMap((row) => Object.keys(row)))].filter(
  (act) => act !== 'propose',
) as SanctionAct[]

function factOf(act: SanctionAct, on: Day, amount: number): SanctionFact {
  const byAct: Readonly<Record<Exclude<SanctionAct, 'propose'>, Omit<SanctionFact, 'legalDay'>>> = {
    'suspend at once': { type: 'sanction.suspended-at-once', data: {} },
    'end precaution': { type: 'sanction.precaution-ended', data: {} },
    'open hearing': { type: 'sanction.hearing-opened', data: { until: addDays(on, 3) } },
    hear: { type: 'sanction.heard', data: {} },
    'close hearing': { type: 'sanction.hearing-closed', data: {} },
    impose: {
      type: 'sanction.imposed',
      data: {
        terms: { fine: { amount, unit: 'XUN' }, until: addDays(on, 30) },
        reason: 'r',
        shown: false,
        appealBy: addDays(on, 6),
      },
    },
    drop: { type: 'sanction.dropped', data: { reason: 'r' } },
    appeal: { type: 'sanction.appealed', data: { suspensive: true } },
    confirm: { type: 'sanction.appeal-decided', data: { outcome: 'confirmed', reason: 'r' } },
    overturn: { type: 'sanction.appeal-decided', data: { outcome: 'overturned', reason: 'r' } },
    'record paid': { type: 'sanction.paid', data: { on } },
    'record unpaid': { type: 'sanction.not-paid', data: {} },
    lift: { type: 'sanction.lifted', data: { reason: 'r' } },
  }
  return { ...byAct[act as Exclude<SanctionAct, 'propose'>], legalDay: on } as SanctionFact
}

const anyStep = fc.record({
  // Any act, or one of those that the table knows here: else few histories would go far.
  any: fc.constantFrom(...ACTS),
  pick: fc.option(fc.nat(20), { nil: undefined }),
  account: fc.constantFrom(PROPOSER, INSPECTOR, 'acc_second', 'acc_third', 'acc_fourth'),
  later: fc.integer({ min: -1, max: 5 }),
  amount: fc.integer({ min: 0, max: 600 }),
})

test('no history leaves the table; who accused never decides, and who decided never decides the appeal', () => {
  const reached = new Set<SanctionState>()
  fc.assert(
    fc.property(
      fc.constantFrom(...SANCTION_EFFECTS),
      fc.array(anyStep, { maxLength: 24, size: 'max' }),
      (effect, steps) => {
        let sanction = proposed(effect)
        let today = START
        let heard = false
        const decided = new Set<string>()
        for (const { any, pick, account, later, amount } of steps) {
          today = addDays(today, later)
          const before = sanction
          const known = Object.keys(SANCTION_LIFE[before.state]) as SanctionAct[]
          const act = (pick === undefined ? undefined : known[pick % known.length]) ?? any
          const terms = { fine: { amount, unit: 'XUN' }, until: addDays(today, 30) }
          const given = { account, day: today, terms, until: addDays(today, 3), paidOn: today }
          const allowed = decideSanction(before, act, given)
          if (!allowed.ok) continue
          assert.equal((SANCTION_LIFE[before.state] as Record<string, string>)[act], allowed.value)
          assert.ok(today >= before.lastDay)
          const only = ONLY_FOR[act]
          assert.ok(only === undefined || only === effect)
          if (act === 'hear' || act === 'close hearing') heard = true
          if (act === 'close hearing') assert.ok(before.until !== undefined && before.until < today)
          if (act === 'impose') {
            assert.ok(heard, 'nobody is sanctioned unheard')
            if (effect === 'fine') assert.ok(amount >= SCALE.least && amount <= SCALE.most)
          }
          if (act === 'appeal') assert.ok(before.appealBy !== undefined && today <= before.appealBy)
          const judging = ['suspend at once', 'end precaution', 'impose', 'drop', 'confirm', 'overturn', 'lift']
          if (judging.includes(act)) assert.ok(account !== PROPOSER && account !== INSPECTOR)
          if (act === 'confirm' || act === 'overturn') assert.ok(!decided.has(account))
          if (judging.includes(act)) decided.add(account)
          const fact = factOf(act, today, amount)
          sanction = evolveSanction(before, {
            ...fact,
            stream: 'file_a',
            streamVersion: before.version + 1,
            by: account,
          })
          assert.equal(sanction.state, allowed.value)
          assert.equal(sanction.version, before.version + 1)
          if (!isSanctionOpen(sanction)) assert.equal(sanctionDeadline(sanction), undefined)
          if (['imposed', 'dropped'].includes(sanction.state)) assert.equal(sanction.precaution.inForce, false)
          reached.add(sanction.state)
        }
      },
    ),
    { numRuns: 3000 },
  )
  const states = Object.keys(SANCTION_LIFE).filter((state) => state !== 'none' && state !== 'proposed')
  for (const state of states) assert.ok(reached.has(state as SanctionState), state)
})

test('a fine stands on its scale, in its unit; where the scale is not known, any amount above nothing', () => {
  const heard: SanctionFile = { ...proposed('fine'), state: 'heard' }
  const code = (sanction: SanctionFile, amount: number, unit = 'XUN') => {
    const result = decideSanction(sanction, 'impose', {
      account: 'acc_second',
      day: START,
      terms: { fine: { amount, unit } },
    })
    return result.ok ? 'done' : result.error.code
  }
  assert.equal(code(heard, 50), 'done')
  assert.equal(code(heard, 500), 'done')
  for (const amount of [49, 501, 0, -50, 50.5, Number.NaN]) assert.equal(code(heard, amount), 'outside-the-scale')
  assert.equal(code(heard, 100, 'XOF'), 'outside-the-scale')
  const { fine: _, ...unknown } = heard
  assert.equal(code(unknown, 1, 'XOF'), 'done')
  assert.equal(code(unknown, 0, 'XOF'), 'outside-the-scale')
})

test('a fine waits for its payment, a suspension with a last day for its end; one without waits for nobody', () => {
  const imposed = (effect: SanctionEffect, more: Partial<SanctionFile>): SanctionFile => ({
    ...proposed(effect),
    state: 'imposed',
    ...more,
  })
  assert.equal(isSanctionOpen(imposed('fine', {})), true)
  assert.equal(isSanctionOpen(imposed('fine', { payment: { result: 'not paid', on: START } })), true)
  assert.equal(isSanctionOpen(imposed('fine', { payment: { result: 'paid', on: START } })), false)
  assert.equal(sanctionDeadline(imposed('suspension', { terms: { until: addDays(START, 9) } })), addDays(START, 9))
  assert.equal(isSanctionOpen(imposed('suspension', { terms: {} })), false)
  assert.equal(isSanctionOpen(imposed('revocation', { terms: {} })), false)
})
