// A status is a shape, an edge and a word; colour is the fourth and may be missing (look.md, "States").
import { drawn, type Html, html } from '../../../../platform/html.ts'
import type { RecruiterSummary, Status } from '../../views.ts'
import type { RegisterReader } from './words.ts'

export type Tone = 'yes' | 'no' | 'warn' | 'none' | 'clock' | 'fact'
export type Shape = { readonly tone: Tone; readonly symbol: string }

export const SHAPES: Readonly<Record<Status, Shape>> = {
  authorized: { tone: 'yes', symbol: 'yes' },
  suspended: { tone: 'no', symbol: 'no' },
  revoked: { tone: 'no', symbol: 'revoked' },
  expired: { tone: 'clock', symbol: 'clock' },
  delisted: { tone: 'clock', symbol: 'clock' },
  listed: { tone: 'fact', symbol: 'fact' },
  unknown: { tone: 'clock', symbol: 'clock' },
}

/** A shape and a word in running text. */
export function stated(shape: Shape, word: string): Html {
  return html`<span class="st is-${shape.tone}">${drawn(shape.symbol, 's')} ${word}</span>`
}

export function statusWord(reader: RegisterReader, status: Status): Html {
  return stated(SHAPES[status], reader.say(`status.${status}`))
}

const CAREFUL_FIRST = ['revoked', 'suspended', 'expired', 'delisted', 'listed', 'authorized'] as const

/** The headline; a country that cannot be asked silences neither a "no" of another nor the "yes" of the recruiter's own. */
export function headline(recruiter: RecruiterSummary): Status {
  if (recruiter.status !== 'unknown') return recruiter.status
  const heard = recruiter.standings
    .filter(({ country, status }) => status !== 'authorized' || country === recruiter.country)
    .map(({ status }) => status)
  return CAREFUL_FIRST.find((status) => heard.includes(status)) ?? 'unknown'
}
