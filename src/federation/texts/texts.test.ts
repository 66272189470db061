// The texts of everything between nodes: every language says the same things with the same values, and every message parses.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTexts, type TextFile } from '../../platform/texts.ts'
import { followTexts } from '../follow/texts/index.ts'
import { jointTexts } from '../joint/texts/index.ts'
import { messagesTexts } from '../messages/texts/index.ts'
import { statusTexts } from '../status/texts/index.ts'
import { federationTexts } from './index.ts'

const SETS: Readonly<Record<string, Readonly<Record<string, TextFile<never>>>>> = {
  federation: federationTexts,
  follow: followTexts,
  joint: jointTexts,
  messages: messagesTexts,
  status: statusTexts,
}
const argumentsOf = (message: string) =>
  [
    ...new Set([...message.matchAll(/(?<!(?:=\d+|zero|one|two|few|many|other) )\{(\w+)[,}]/g)].map(([, name]) => name)),
  ].sort()

for (const [name, set] of Object.entries(SETS)) {
  test(`${name}: every language has the same keys and values, in words that are marked as drafts`, () => {
    const original = set.es as unknown as Readonly<Record<string, string>>
    for (const [language, texts] of Object.entries(set)) {
      const words = texts as unknown as Readonly<Record<string, string>>
      assert.deepEqual(Object.keys(words).sort(), Object.keys(original).sort(), language)
      for (const [key, message] of Object.entries(words)) {
        // A plural may leave its number out in some of its forms; no other value may be missing or new.
        const known = argumentsOf(original[key] ?? '')
        assert.deepEqual(
          argumentsOf(message).filter((one) => !known.includes(one)),
          [],
          `${language} ${key}`,
        )
        assert.doesNotMatch(message, /'/, `${language} ${key}: a straight apostrophe quotes in these messages`)
      }
    }
  })

  test(`${name}: every message parses`, () => {
    const texts = createTexts(set)
    for (const [language, all] of Object.entries(set))
      for (const [key, message] of Object.entries(all as unknown as Readonly<Record<string, string>>)) {
        if (key === '$state') continue
        const values = Object.fromEntries(argumentsOf(message).map((argument) => [argument, 2]))
        assert.ok(texts.say(language, language)(key as never, values), `${language} ${key}`)
      }
  })
}
