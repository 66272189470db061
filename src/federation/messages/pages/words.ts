// Words that several pages of messages share: kinds, purposes, states, countries.
import { drawn, type Html, html } from '../../../platform/html.ts'
import { LEAVE_KINDS, LETTER_KINDS, PURPOSES } from '../kinds.ts'
import type { MessagesKey, MessagesReader } from '../texts/index.ts'
import type { CountryNames, MessageLine, MessageState } from '../views.ts'

const LOOK: Readonly<Record<MessageState, readonly [string, string]>> = {
  waiting: ['is-clock', 'clock'],
  stuck: ['is-no', 'no'],
  delivered: ['is-yes', 'yes'],
  taken: ['is-yes', 'yes'],
  held: ['is-wait', 'wait'],
}

export function kindName({ say }: MessagesReader, kind: string): string {
  const known = [...LETTER_KINDS, ...LEAVE_KINDS].find((one) => one === kind)
  return say(known ? `messages.kind.${known}` : 'messages.kind.other')
}

export function purposeName({ say }: MessagesReader, purpose: string): string {
  const known = PURPOSES.find((one) => one === purpose)
  return known ? say(`messages.purpose.${known}`) : purpose
}

export function countryName(reader: MessagesReader, names: CountryNames, country: string): string {
  const name = names.get(country)
  return name ? reader.text(name).text : country
}

/** State in a word and a shape. */
export function stateMark({ say }: MessagesReader, state: MessageState): Html {
  const [look, symbol] = LOOK[state]
  return html`<span class="st ${look}">${drawn(symbol, 's')} ${say(`messages.state.${state}`)}</span>`
}

/** Why the last try failed, for what waits. */
export function lastTry(
  { say }: MessagesReader,
  { attempts, code }: Pick<MessageLine, 'attempts' | 'code'>,
): Html | false {
  return code !== null && html`<br><span class="soft">${say('messages.state.tries', { count: attempts, code })}</span>`
}

const REFUSALS = [
  'no-leave',
  'asked-before',
  'not-asked',
  'own',
  'not-found',
  'cannot-open',
  'unknown-receiver',
  'not-allowed',
] as const
const FAULTS = ['went-back', 'changed', 'not-signed', 'malformed', 'unreachable'] as const
const DONE = ['sent', 'asked', 'answered', 'passed', 'compared'] as const

/** What is said of a refused act, of a log that is not believed, of an act that was done; undefined for anything else. */
export function wordOf(
  reader: MessagesReader,
  of: 'refused' | 'fault' | 'done',
  code: string | undefined,
): string | undefined {
  const known: readonly string[] = { refused: REFUSALS, fault: FAULTS, done: DONE }[of]
  return code !== undefined && known.includes(code) ? reader.say(`messages.${of}.${code}` as MessagesKey) : undefined
}

/** What was done or refused, above a page. */
export function noticeOf(
  reader: MessagesReader,
  notice: { readonly done?: string | undefined; readonly refused?: string | undefined },
): Html | false {
  const done = wordOf(reader, 'done', notice.done)
  if (done) return html`<div class="notice is-yes" role="status">${drawn('yes', 's')}<p>${done}</p></div>`
  const refused = wordOf(reader, 'refused', notice.refused) ?? wordOf(reader, 'fault', notice.refused)
  return (
    refused !== undefined && html`<div class="notice is-warn" role="alert">${drawn('warn', 's')}<p>${refused}</p></div>`
  )
}
