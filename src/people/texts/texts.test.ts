// The texts of accounts: every message parses, both languages say the same things, every role has its name and meaning.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTexts } from '../../platform/texts.ts'
import { ROLES } from '../policy.ts'
import en from './en.json' with { type: 'json' }
import es from './es.json' with { type: 'json' }
import { type PeopleKey, peopleTexts } from './index.ts'

const argumentsOf = (message: string) => [...message.matchAll(/\{(\w+)[,}]/g)].map(([, name]) => name).sort()

test('both languages hold the same messages with the same values', () => {
  assert.deepEqual(Object.keys(en), Object.keys(es))
  for (const key of Object.keys(es) as PeopleKey[]) assert.deepEqual(argumentsOf(en[key]), argumentsOf(es[key]), key)
})

test('every message parses', () => {
  const texts = createTexts(peopleTexts)
  const names = [
    'seconds',
    'count',
    'moment',
    'name',
    'signIn',
    'one',
    'other',
    'role',
    'who',
    'country',
    'since',
    'used',
  ]
  const values = Object.fromEntries([...names, 'browser', 'label', 'title'].map((name) => [name, 2]))
  for (const language of ['en', 'es'])
    for (const key of Object.keys(es) as PeopleKey[]) assert.ok(texts.say(language, language)(key, values), key)
})

test('every role has a name and says what it means', () => {
  for (const role of ROLES) {
    const slug = role.replaceAll(' ', '-')
    for (const key of [`people.role.${slug}`, `people.role-means.${slug}`]) assert.ok(Object.hasOwn(es, key), key)
  }
})
