// What a host country says of another country's recruiter: its life as a table, and what each word does to the standing there.
import { type Country, parseCountry } from '../../../kernel/country.ts'
import type { Day } from '../../../kernel/day.ts'
import { ok, type Result } from '../../../kernel/result.ts'
import type { RecognitionFact, RecognitionKind } from './facts.ts'
import { type Refusal, refuse } from './refusal.ts'
import type { Effect } from './standing.ts'

/** Where a recognition is in its life. */
export type RecognitionState = 'none' | 'accepted' | 'refused' | 'suspended'
export type RecognitionAct = 'accept' | 'refuse' | 'suspend' | 'restore'

/**
 * The life of a recognition. What does not stand here cannot happen: who is suspended is first restored, so that a
 * suspension is never replaced by the milder word "not recognized"; a refusal of what was accepted withdraws it. A host may suspend without having recognized: its
 * restriction needs nobody's consent (federation.md, 5.3).
 */
export const RECOGNITION_LIFE = {
  none: { accept: 'accepted', refuse: 'refused', suspend: 'suspended' },
  accepted: { suspend: 'suspended', refuse: 'refused' },
  refused: { accept: 'accepted', suspend: 'suspended' },
  suspended: { restore: 'accepted' },
} as const satisfies Record<RecognitionState, Partial<Record<RecognitionAct, RecognitionState>>>

export const EVENT_OF_RECOGNITION = {
  accept: 'recognition.accepted',
  refuse: 'recognition.refused',
  suspend: 'recognition.suspended',
  restore: 'recognition.restored',
} as const satisfies Record<RecognitionAct, RecognitionKind>

/** One host's word on one recruiter as the fold of its facts. */
export type Recognition = {
  /** `<recruiter>.<country>` */
  readonly stream: string
  readonly recruiter: string
  readonly country: Country
  readonly version: number
  readonly effects: readonly Effect[]
}

/** The stream of a host's word on a recruiter. */
export function hostStream(recruiter: string, country: Country): string {
  return `${recruiter}.${country}`
}

/** The recruiter and the host of such a stream; undefined for any other stream. */
export function readHostStream(stream: string): { readonly recruiter: string; readonly country: Country } | undefined {
  const [, recruiter, code] = /^(rec_[0-9a-z]+)\.([A-Z]{2})$/.exec(stream) ?? []
  const country = code && parseCountry(code)
  return recruiter && country ? { recruiter, country } : undefined
}

/** The recognition after one more word. The stream names the recruiter and the host. Throws Error for another stream. */
export function evolveRecognition(
  before: Recognition | undefined,
  fact: RecognitionFact & { readonly stream: string; readonly streamVersion: number },
): Recognition {
  const named = readHostStream(fact.stream)
  if (!named) throw new Error(`${fact.stream} is not the stream of a recognition`)
  const effect = effectOfRecognition(fact, before?.effects.at(-1))
  return {
    stream: fact.stream,
    ...named,
    version: fact.streamVersion,
    effects: [...(before?.effects ?? []), { ...effect, at: fact.streamVersion }],
  }
}

function effectOfRecognition({ type, legalDay, data }: RecognitionFact, last: Effect | undefined): Effect {
  const effect = { country: data.country, track: 'recognition', from: legalDay } as const
  if (type === 'recognition.suspended') return { ...effect, status: 'suspended' }
  // A peer's log may say what our table does not know: a refusal never lifts a suspension.
  if (type === 'recognition.refused')
    return { ...effect, status: last?.status === 'suspended' ? 'suspended' : 'authorized', refused: true }
  return { ...effect, status: 'authorized' }
}

/** Where a recognition is in its life after its newest word, whatever the day. */
export function recognitionState(recognition: Recognition | undefined): RecognitionState {
  const last = recognition?.effects.at(-1)
  if (!last) return 'none'
  if (last.status === 'suspended') return 'suspended'
  return last.refused ? 'refused' : 'accepted'
}

/** Whether a host's act may happen on a day. Refuses what the table does not know, and an act dated before the last one. */
export function decideRecognition(
  recognition: Recognition | undefined,
  act: RecognitionAct,
  day: Day,
): Result<RecognitionState, Refusal> {
  const last = recognition?.effects.at(-1)
  if (last && last.from > day) return refuse('earlier-than-last-act', { day, last: last.from })
  const state = recognitionState(recognition)
  const next = (RECOGNITION_LIFE[state] as Partial<Record<RecognitionAct, RecognitionState>>)[act]
  return next ? ok(next) : refuse('not-in-its-life', { act, status: state })
}
