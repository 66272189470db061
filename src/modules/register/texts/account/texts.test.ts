// Texts of the account whose keys are put together from data: each is there, in Spanish and in English.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { APPLICATION_LIFE } from '../../domain/application.ts'
import en from './en.json' with { type: 'json' }
import es from './es.json' with { type: 'json' }

const slug = (name: string) => name.replaceAll(/[^a-zA-Z0-9]+/g, '-')
const FAULTS = [
  ...['missing', 'too-long', 'too-many', 'not-a-day', 'not-yet', 'not-a-number', 'not-money', 'not-a-choice'],
  ...['not-an-email', 'not-a-telephone', 'papers-missing', 'papers-too-many', 'too-many-papers', 'text-too-long'],
  ...[
    'empty',
    'too-large',
    'not-allowed-type',
    'disguised',
    'damaged',
    'bomb',
    'active-content',
    'encrypted',
    'virus',
  ].map((why) => `paper-${why}`),
  ...['paper-scanner-silent', 'papers-together-too-large'],
]
const REFUSALS = [
  ...['not-allowed', 'no-such-kind', 'no-such-purpose', 'not-entered', 'too-many-drafts', 'no-such-file'],
  ...['changed-meanwhile', 'not-in-its-life', 'earlier-than-last-act', 'too-late', 'no-ground'],
]

test('every state, fault and refusal has its words', () => {
  const states = Object.keys(APPLICATION_LIFE).filter((state) => state !== 'none')
  const keys = [
    ...states.map((state) => `next.${slug(state)}`),
    ...FAULTS.map((code) => `fault.${code}`),
    ...REFUSALS.map((code) => `refused.${code}`),
  ]
  for (const texts of [es, en]) for (const key of keys) assert.ok(Object.hasOwn(texts, `account.${key}`), key)
})

test('both languages say the same things with the same values', () => {
  assert.deepEqual(Object.keys(es), Object.keys(en))
  const valuesOf = (text: string) => [...new Set(Array.from(text.matchAll(/\{(\w+)[,}]/g), ([, name]) => name))].sort()
  for (const [key, text] of Object.entries(es))
    assert.deepEqual(valuesOf(text), valuesOf(en[key as keyof typeof en]), key)
})
