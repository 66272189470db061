// Reading what people type: nothing typed is lost on the way, nothing wrong passes, and what passes comes back the same.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import fc from 'fast-check'
import { XA } from '../../../../test/fixtures/database.ts'
import { day } from '../../../kernel/day.ts'
import { loadPack, type Pack, requirementsOn } from '../../../packs/index.ts'
import { type FormContext, readApplication } from './application-form.ts'
import { fieldsOf, shownOf, stepsOf, type Typed, typedOfRecord, typedOfStep } from './typed.ts'
import { typedOfForm } from './typed-of-form.ts'
import { decimalsOf, moneyText, parseMoney, parseTypedDay, parseWhole } from './values.ts'

let pack: Pack
let context: FormContext
before(async () => {
  const loaded = await loadPack(join(import.meta.dirname, '../../../../test/fixtures/xa-xb'))
  if (!loaded.ok) throw new Error('the invented pack has faults')
  pack = loaded.value
  context = {
    kind: 'authorization',
    requirements: requirementsOn(pack, XA, { for: 'authorization', kind: 'agency', day: day('2026-08-01') }),
    papers: { identity: ['paper_1'], guarantee: ['paper_2'], 'model-contract': ['paper_3'] },
    added: { identity: 1, guarantee: 1, 'model-contract': 1 },
    sectors: ['farm-work', 'fishing'],
    occupations: ['9211'],
    countries: ['XA', 'XB'],
    decimals: 0,
    today: '2026-08-01',
    language: 'en',
  }
})

const whole: Typed = {
  name: '  North Example Ltd ',
  tradeNames: 'North\n\n  Northern ',
  'rep-0-name': 'Person Example',
  'rep-0-born': '1980-02-29',
  telephones: '0000 0101',
  emails: 'office@example.org',
  sectors: ['farm-work'],
  countries: ['XB'],
  workers: '1,200',
  guarantee: '500 000',
  'a.identity.person': 'Person Example',
  'a.identity.born': '1980-02-29',
  'a.no-fee.promise': 'yes',
  'a.guarantee.amount': '500.000',
  'a.guarantee.guarantor': 'bank',
  'a.new-form.workers': '٤٠',
}

const without = (...names: readonly string[]) =>
  Object.fromEntries(Object.entries(whole).filter(([name]) => !names.includes(name)))
const faultsOf = (typed: Typed, more: Partial<FormContext> = {}) =>
  readApplication(typed, { ...context, ...more }).faults.map(({ step, field, code }) => `${step} ${field} ${code}`)

describe('an application that is handed in', () => {
  test('is read whole: trimmed, in lines, numbers and days as the form keeps them', () => {
    const { faults, form } = readApplication(whole, context)
    assert.deepEqual(faults, [])
    assert.equal(form?.name, 'North Example Ltd')
    assert.deepEqual(form?.tradeNames, ['North', 'Northern'])
    assert.deepEqual(form?.representatives, [{ name: 'Person Example', born: '1980-02-29' }])
    assert.equal(form?.workers, 1200)
    assert.equal(form?.guarantee, 500_000)
    assert.deepEqual(form?.answers['new-form'], { workers: '40' })
    assert.deepEqual(form?.papers.identity, ['paper_1'])
  })

  test('each thing that is missing or wrong is named by page and field', () => {
    assert.deepEqual(faultsOf(without('name')), ['who name missing'])
    assert.deepEqual(faultsOf(without('rep-0-name')), ['who rep-0-name missing'])
    assert.deepEqual(faultsOf(without('rep-0-name', 'rep-0-born')), ['who rep-0-name missing'])
    assert.deepEqual(faultsOf({ ...whole, 'rep-0-born': '2026-08-02' }), ['who rep-0-born not-yet'])
    assert.deepEqual(faultsOf(without('telephones', 'emails')), ['reach telephones missing'])
    assert.deepEqual(faultsOf({ ...whole, telephones: 'none' }), ['reach telephones not-a-telephone'])
    assert.deepEqual(faultsOf({ ...whole, emails: 'office' }), ['reach emails not-an-email'])
    assert.deepEqual(faultsOf({ ...whole, sectors: ['mining'] }), ['work sectors not-a-choice'])
    assert.deepEqual(faultsOf({ ...whole, workers: 'many' }), ['work workers not-a-number'])
    assert.deepEqual(faultsOf({ ...whole, guarantee: '1.50' }), ['work guarantee not-money'])
    assert.deepEqual(faultsOf({ ...whole, 'a.identity.born': '2026-02-30' }), [
      'asked-identity a.identity.born not-a-day',
    ])
    assert.deepEqual(faultsOf({ ...whole, 'a.guarantee.guarantor': 'uncle' }), [
      'asked-guarantee a.guarantee.guarantor not-a-choice',
    ])
    const papers = { guarantee: ['paper_2'], 'model-contract': ['paper_3'] }
    assert.deepEqual(faultsOf(whole, { papers }), ['asked-identity p.identity papers-missing'])
    assert.deepEqual(faultsOf(whole, { added: { ...context.added, 'model-contract': 2 } }), [
      'asked-model-contract p.model-contract papers-too-many',
    ])
  })

  test('what is wrong is said in the order of the page', () => {
    const faults = readApplication({}, { ...context, papers: {}, added: {} }).faults.map(({ field }) => field)
    const order = stepsOf(context.kind, context.requirements).flatMap((step) => [
      ...fieldsOf(step),
      ...('requirement' in step ? [`p.${step.requirement.id}`] : []),
    ])
    assert.deepEqual(
      faults,
      order.filter((field) => faults.includes(field)),
    )
    assert.equal(faults[0], 'name')
  })

  test('what was read and is shown again is read the same', () => {
    const { form } = readApplication(whole, context)
    assert.ok(form)
    assert.deepEqual(readApplication(typedOfForm(form, context.decimals), context).form, form)
  })

  test('whatever is typed, an answer comes, and a form only without faults', () => {
    const names = stepsOf(context.kind, context.requirements).flatMap(fieldsOf)
    const value = fc.oneof(fc.string({ unit: 'grapheme' }), fc.array(fc.string(), { maxLength: 3 }))
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 30 }), (typed) => {
        const { faults, form } = readApplication({ ...whole, ...typed }, context)
        assert.equal(form === undefined, faults.length > 0)
      }),
    )
  })
})

test('what was typed into a page is in the draft to the letter, and no field that is not the page’s', () => {
  const text = fc.string({ unit: 'grapheme' }).map((one) => one.replaceAll(/\p{Cc}/gu, ''))
  fc.assert(
    fc.property(fc.array(text, { minLength: 10, maxLength: 10 }), fc.string(), (texts, foreign) => {
      for (const step of stepsOf(context.kind, context.requirements)) {
        const names = fieldsOf(step).filter((name) => !['sectors', 'occupations', 'countries'].includes(name))
        const sent = Object.fromEntries(names.map((name, at) => [name, texts[at % texts.length] ?? '']))
        const typed = typedOfStep(step, { fields: { ...sent, [`x${foreign}`]: 'no' }, lists: {} })
        const stored = typedOfRecord(JSON.parse(JSON.stringify(typed)))
        for (const name of names) assert.equal(stored[name], sent[name])
        assert.equal(Object.hasOwn(stored, `x${foreign}`), false)
        assert.deepEqual(shownOf(step, stored), shownOf(step, typed))
      }
    }),
    { numRuns: 50 },
  )
})

describe('numbers, money and days as people type them', () => {
  test('signs between thousands are none of the number', () => {
    for (const text of ['1200', '1,200', '1.200', '1 200', '1\u202f200', '١٢٠٠', " 1'200 "])
      assert.equal(parseWhole(text), 1200, text)
    for (const text of ['', '12.5', '1,20', '-3', '1e3', '0x10', '1,200.300.1', '12 00', '9'.repeat(20)])
      assert.equal(parseWhole(text), undefined, text)
  })
  test('money in minor units, never with more decimals than its currency has', () => {
    assert.equal(parseMoney('1,250.50', 2), 125_050)
    assert.equal(parseMoney('1.250,5', 2), 125_050)
    assert.equal(parseMoney('1250', 2), 125_000)
    assert.equal(parseMoney('1250.50', 0), undefined)
    assert.equal(parseMoney('1,250,50', 2), undefined)
  })
  test('an amount that is written is read back', () => {
    fc.assert(
      fc.property(fc.nat(10_000_000_000), fc.constantFrom(0, 2), (minor, decimals) => {
        assert.equal(parseMoney(moneyText(minor, decimals), decimals), minor)
      }),
    )
  })
  test('decimals of currencies (ISO 4217)', () => {
    assert.deepEqual(['XOF', 'USD'].map(decimalsOf), [0, 2])
  })
  test('days', () => {
    assert.equal(parseTypedDay(' 2026-08-01 '), '2026-08-01')
    assert.equal(parseTypedDay('01/08/2026'), undefined)
  })
})
