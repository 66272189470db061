// One recruiter as the fold of its facts.
import type { Country } from '../../../kernel/country.ts'
import type { Fact } from './facts.ts'
import { type Effect, effectOf } from './standing.ts'

/** All that is known of one recruiter from its events. */
export type Recruiter = {
  readonly id: string
  /** Number of events folded in. */
  readonly version: number
  readonly licence: string
  readonly licenceDerived: boolean
  readonly country: Country
  readonly kind: string
  readonly particularsVersion: number
  readonly effects: readonly Effect[]
}

/** A fact at its place in the recruiter's stream. */
export type FactInStream = Fact & { readonly stream: string; readonly streamVersion: number }

/** The recruiter after one more fact. Throws Error when the first fact is not its entry: the stream is damaged. */
export function evolve(recruiter: Recruiter | undefined, fact: FactInStream): Recruiter {
  const before = recruiter ?? entryOf(fact)
  const effect = effectOf(fact)
  return {
    ...before,
    version: fact.streamVersion,
    particularsVersion: 'particulars' in fact.data ? fact.data.particulars.version : before.particularsVersion,
    effects: effect ? [...before.effects, effect] : before.effects,
  }
}

function entryOf(fact: FactInStream): Recruiter {
  if (fact.type !== 'recruiter.entered')
    throw new Error(`stream ${fact.stream} begins with ${fact.type}, not with recruiter.entered`)
  const { licence, licenceDerived, country, kind } = fact.data
  return { id: fact.stream, version: 0, licence, licenceDerived, country, kind, particularsVersion: 0, effects: [] }
}
