// An officer's key in its thread: one true line for the right words, none for others, and nothing of it in what is kept.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SealFault } from '../../platform/seal/age.ts'
import { parseVerifierKey } from '../../transparency/format/key.ts'
import { openNote, writeNote } from '../../transparency/format/note.ts'
import { makeDecisionKey, signOnce } from './decision-key.ts'

const WORDS = 'invented words of one officer'
const TEXT = 'sursur.org/decision/v1\njoint_2\n00\nXA XB\n1\n'
const NAME = 'xa.example/decision/officer-1'

for (const [where, logN] of [
  ['in place', 4],
  ['in a thread of its own', 12],
] as const)
  test(`signs ${where}`, async () => {
    const made = await makeDecisionKey(NAME, WORDS, logN)
    const line = await signOnce(TEXT, made, WORDS, logN)
    const { verified } = openNote(writeNote(TEXT, [line]), [parseVerifierKey(made.key)])
    assert.equal(verified[0]?.key.name, NAME)
    const wrong = (error: unknown) => error instanceof SealFault && error.code === 'wrong-key'
    await assert.rejects(signOnce(TEXT, made, 'other invented words', logN), wrong)
    const damaged = { ...made, wrapped: made.wrapped.slice(0, -1) }
    await assert.rejects(signOnce(TEXT, damaged, WORDS, logN), (error: unknown) => error instanceof SealFault)
  })
