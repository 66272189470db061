// Words and shapes of the warning list at the desk: states, acts, why one was refused.
import { drawn, type Html, html } from '../../../../platform/html.ts'
import type { RegisterReader } from '../parts/words.ts'
import { evidenceRefusal } from './file-evidence.ts'
import { word } from './words.ts'

const TONE: Readonly<Record<string, readonly [tone: string, symbol: string]>> = {
  'notice given': ['clock', 'clock'],
  contested: ['warn', 'warn'],
  published: ['yes', 'yes'],
  'published, contested': ['warn', 'warn'],
}

/** The state of a warning: shape and word. */
export function warningState(reader: RegisterReader, state: string): Html {
  const [tone, symbol] = TONE[state] ?? ['wait', 'wait']
  return html`<span class="st is-${tone}">${drawn(symbol, 's')} ${word(reader, 'state.warning', state)}</span>`
}

/** What was sent and why it was refused: the page comes back with everything that was typed. */
export type WarningBack = {
  /** The act of the form. */
  readonly act: string
  readonly typed: Readonly<Record<string, string>>
  readonly lists?: Readonly<Record<string, readonly string[]>>
  readonly refused: { readonly code: string; readonly values?: Readonly<Record<string, string>> }
  /** The field that the refusal is about, as the form names it. */
  readonly field: string
}

// What the warning list says in words of its own; all other codes are said as everywhere at the desk.
const OWN = [
  'checked-it-yourself',
  'still-waiting',
  'no-name',
  'day-to-come',
  'term-too-short',
  'no-term',
  'not-published-here',
  'names-a-recruiter',
  'erased',
  'bad-form',
]

/** Why an act was refused, and what to do. */
export function warningRefusal(reader: RegisterReader, refused: WarningBack['refused']): string {
  const { code, values } = refused
  return OWN.includes(code) ? word(reader, 'warning-refused', code, values) : evidenceRefusal(reader, refused)
}
