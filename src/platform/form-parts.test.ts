// Fields of forms: nothing typed becomes markup, and label, hint and error are tied to their input.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  areaField,
  checkField,
  checksField,
  dayField,
  errorSummary,
  fileField,
  radioField,
  selectField,
  textField,
} from './form-parts.ts'
import { formMarks, type Html, html } from './html.ts'

/** Every kind of field, with the same text wherever a text from outside can stand. */
function everyField(text: string): readonly Html[] {
  const said = { name: 'x', label: text, hint: text, error: text }
  const choices = [
    { value: text, label: text, hint: text },
    { value: 'other', label: text },
  ]
  return [
    textField({ ...said, value: text, autocomplete: text }),
    areaField({ ...said, value: text }),
    selectField({ ...said, choices, value: text, empty: text }),
    dayField({ ...said, value: text, earliest: text, latest: text }),
    fileField({ ...said, accept: text }),
    checkField({ ...said, value: text, checked: true }),
    checksField({ ...said, choices, values: [text] }),
    radioField({ ...said, choices, value: text }),
    errorSummary(text, [{ field: 'x', message: text }]) || html``,
    formMarks({ token: text, once: text }),
  ]
}

const shape = (written: string) => (written.match(/<[^>]*>/g) ?? []).map((tag) => tag.replace(/"[^"]*"/g, '""'))

test('whatever is typed, the tags and attributes of a field are the same', () => {
  const plain = everyField('a').map((field) => shape(String(field)))
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      // `other` would tick the second choice as well.
      fc.pre(text !== 'other')
      assert.deepEqual(
        everyField(`${text}<"'>&`).map((field) => shape(String(field))),
        plain,
      )
    }),
  )
})

test('every field has a label, and says which words describe it', () => {
  for (const field of everyField('a').slice(0, 8).map(String)) {
    const labelled = /<label for="f-x">/.test(field) || /<label class="tick"><input/.test(field)
    assert.ok(labelled && / id="f-x"/.test(field), field)
    for (const id of /aria-describedby="(f-x-hint f-x-error)"/.exec(field)?.[1]?.split(' ') ?? assert.fail(field))
      assert.ok(field.includes(`id="${id}"`), `${id} in ${field}`)
  }
})

test('an input with an error is marked as wrong, one without is not', () => {
  assert.match(String(textField({ name: 'x', label: 'a', error: 'b' })), /class="field bad".*aria-invalid="true"/)
  assert.doesNotMatch(String(textField({ name: 'x', label: 'a' })), /bad|aria-/)
})

test('what was typed stands in the field again, a password never', () => {
  assert.match(String(textField({ name: 'x', label: 'a', value: 'typed' })), /value="typed"/)
  assert.doesNotMatch(String(textField({ name: 'x', label: 'a', value: 'typed', type: 'password' })), /typed/)
  assert.match(String(areaField({ name: 'x', label: 'a', value: '\n two' })), />\n\n two<\/textarea>/)
  const choices = ['one', 'two', 'three'].map((value) => ({ value, label: value }))
  assert.match(String(selectField({ name: 'x', label: 'a', choices, value: 'two' })), /<option value="two" selected>/)
  const ticked = String(checksField({ name: 'x', label: 'a', choices, values: ['one', 'three'] }))
  assert.deepEqual(
    Array.from(ticked.matchAll(/value="(\w+)" checked/g), ([, value]) => value),
    ['one', 'three'],
  )
})

test('the summary leads to each field; without errors there is none', () => {
  assert.equal(errorSummary('a', []), false)
  assert.match(String(errorSummary('a', [{ field: 'x', message: 'b' }])), /<a href="#f-x">b<\/a>/)
})
