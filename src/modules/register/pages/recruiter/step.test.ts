// What is typed into a page of a draft comes back in it to the letter, whatever it is, and never becomes markup.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decodeHTML } from 'entities'
import fc from 'fast-check'
import type { Country } from '../../../../kernel/country.ts'
import { day } from '../../../../kernel/day.ts'
import type { Requirement } from '../../../../packs/index.ts'
import { createReader } from '../../../../packs/reader.ts'
import { createTexts } from '../../../../platform/texts.ts'
import { fieldsOf, shownOf, stepsOf, typedOfStep } from '../../input/typed.ts'
import { registerTexts } from '../../texts/index.ts'
import type { DraftView, StepView } from '../../views/account.ts'
import { step as stepPage } from './step.ts'

const texts = createTexts(registerTexts)
const reader = createReader({
  languages: [{ tag: 'es', name: 'Español', direction: 'ltr', standing: 'original', formats: 'es-GT' }],
  asked: 'es',
  withTexts: texts.languages,
  say: texts.say,
  zone: 'UTC',
})
const said = (text: string) => ({ es: text })
const field = (id: string, type: Requirement['fields'][number]['type']) => ({
  id,
  type,
  label: said(id),
  required: false,
})
const requirement: Requirement = {
  id: 'all-kinds',
  for: ['authorization'],
  name: said('Todo'),
  asks: said('De todo'),
  fields: [
    field('one', 'text'),
    field('two', 'long-text'),
    field('three', 'day'),
    field('four', 'number'),
    field('five', 'money'),
  ],
  papers: { least: 0, most: 2 },
  law: { instrument: said('Ley inventada'), provenance: { flag: 'not found', sources: [] } },
  from: day('2020-01-01'),
}
const steps = stepsOf('authorization', [requirement])

function viewOf(typed: DraftView['typed'], at: number): StepView {
  const draft: DraftView = {
    id: 'draft_1',
    version: 1,
    kind: 'authorization',
    steps: steps.map((step) => ('requirement' in step ? { id: step.id, requirement } : { id: step.id })),
    typed,
    faults: [],
    papers: [],
    offered: {
      sectors: [{ id: 'farm-work', name: said('Agricultura') }],
      occupations: [],
      countries: [{ code: 'XB' as Country, name: said('Xb') }],
      currency: 'USD',
      people: 20,
      paperLimit: 1000,
    },
  }
  const step = draft.steps[at]
  assert.ok(step)
  return { draft, step, place: at + 1, mark: 'm' }
}

/** What a browser would send of a page: every field as it stands. */
function sentFrom(page: string) {
  const fields: Record<string, string> = {}
  const lists: Record<string, string[]> = {}
  for (const [tag] of page.matchAll(/<input [^>]*>/g)) {
    const attribute = (name: string) => decodeHTML(new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '')
    const [name, value] = [attribute('name'), attribute('value')]
    if (attribute('type') !== 'checkbox') fields[name] ??= value
    else if (tag.includes(' checked')) lists[name] = [...(lists[name] ?? []), value]
  }
  // The first line end after the tag is not part of the text (HTML standard).
  for (const [, name = '', text = ''] of page.matchAll(/<textarea [^>]*name="([^"]*)"[^>]*>\n?([^<]*)<\/textarea>/g))
    fields[decodeHTML(name)] ??= decodeHTML(text)
  return { fields, lists }
}

test('draft → page → draft changes nothing', () => {
  // As a form is taken in: no control characters but the line end, which lines of one line do not have.
  const text = fc.string({ unit: 'grapheme', size: 'medium' }).map((one) => one.replaceAll(/\p{Cc}/gu, ''))
  const markup = fc.constantFrom(
    '"><script>alert(1)</script>',
    '</textarea><b>',
    '&lt;&amp;',
    "' onfocus='x",
    '\u202e\u2066abc',
    '31/12/1980',
  )
  const line = fc.oneof(text, markup)
  const long = fc.array(line, { maxLength: 4 }).map((lines) => lines.join('\n'))
  const ticked = fc.subarray(['farm-work', 'XB'])
  fc.assert(
    fc.property(fc.array(line, { minLength: 12, maxLength: 12 }), long, ticked, (lines, area, boxes) => {
      steps.slice(0, -1).forEach((step, at) => {
        const values = fieldsOf(step).map((name, index): [string, string | readonly string[]] => {
          if (['sectors', 'countries'].includes(name))
            return [name, boxes.filter((box) => (box === 'XB') === (name === 'countries'))]
          if (name === 'occupations') return [name, []]
          const several = ['tradeNames', 'telephones', 'emails', 'webs', 'guarantors', 'a.all-kinds.two'].includes(name)
          return [name, several ? area : (lines[index % lines.length] ?? '')]
        })
        const typed = Object.fromEntries(values)
        const page = String(stepPage(viewOf(typed, at), reader, { token: 't', once: 'o' }).body)
        assert.ok(!page.includes('<script'))
        const back = typedOfStep(step, sentFrom(page))
        // Blanks alone are nothing: a date field cannot hold them.
        const blank = (of: typeof typed) =>
          Object.fromEntries(Object.entries(of).filter(([, value]) => typeof value !== 'string' || value.trim() !== ''))
        assert.deepEqual(blank(shownOf(step, back)), blank(shownOf(step, typed)))
      })
    }),
    { numRuns: 60 },
  )
})
