// The texts of joint acts: every message parses in every language, and each takes the same values.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTexts } from '../../../platform/texts.ts'
import { type JointKey, jointTexts } from './index.ts'

const argumentsOf = (message: string) => [...message.matchAll(/\{(\w+)[,}]/g)].map(([, name]) => name).sort()
const { es, ...others } = jointTexts
const keys = Object.keys(es).filter((key) => key !== '$state') as JointKey[]

test('every language says the same messages with the same values, and marks them as drafts', () => {
  for (const [language, texts] of Object.entries(others)) {
    assert.deepEqual(Object.keys(texts), Object.keys(es), language)
    assert.equal(texts.$state, 'draft')
    for (const key of keys) assert.deepEqual(argumentsOf(texts[key]), argumentsOf(es[key]), `${language} ${key}`)
  }
})

test('every message parses', () => {
  const texts = createTexts(jointTexts)
  for (const language of texts.languages)
    for (const key of keys) {
      const values = Object.fromEntries(argumentsOf(es[key]).map((name) => [name, 2]))
      assert.ok(texts.say(language, language)(key, values), `${language} ${key}`)
    }
})
