// The texts of messages: every language says the same things with the same values, and every sentence parses.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTexts } from '../../../platform/texts.ts'
import { type MessagesKey, messagesTexts } from './index.ts'

const values = {
  count: 3,
  code: 'x',
  country: 'x',
  moment: 'x',
  from: 'x',
  to: 'x',
  index: 'x',
  office: 'x',
  size: 'x',
  days: 2,
}
const argumentsOf = (message: string) =>
  Object.keys(values).filter((name) => new RegExp(`\\{${name}[,}]`).test(message))
const { es, ...others } = messagesTexts

test('every language holds the same messages with the same values', () => {
  for (const [language, file] of Object.entries(others)) {
    assert.deepEqual(Object.keys(file), Object.keys(es), language)
    for (const key of Object.keys(es) as MessagesKey[])
      if (key !== ('$state' as string))
        assert.deepEqual(argumentsOf(file[key]), argumentsOf(es[key]), `${language} ${key}`)
    assert.ok(['draft', 'reviewed', 'official'].includes(file.$state))
  }
})

test('every message parses', () => {
  const texts = createTexts(messagesTexts)
  for (const language of texts.languages) {
    const say = texts.say(language, language)
    for (const key of Object.keys(es) as MessagesKey[])
      if (key !== ('$state' as string)) assert.ok(say(key, values).length > 0)
  }
})
