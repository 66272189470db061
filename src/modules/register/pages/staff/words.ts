// Words and shapes of the desk: states, kinds, what happened, how many days are left.
import type { Localized } from '../../../../packs/schema.ts'
import { drawn, type Html, html } from '../../../../platform/html.ts'
import type { DeskKey } from '../../texts/desk/index.ts'
import type { WorkItem } from '../../views/desk.ts'
import { local, type RegisterReader } from '../parts/words.ts'

/** A text of the desk by a key that is put together from data; one that is not there is shown as it is, never hidden. */
export function word(
  reader: RegisterReader,
  group: string,
  name: string,
  values?: Readonly<Record<string, string | number>>,
): string {
  return reader.say(`${group}.${slug(name)}` as DeskKey, values)
}

function slug(name: string): string {
  return name.replaceAll(/[^a-zA-Z0-9]+/g, '-')
}

const TONE: Readonly<Record<string, readonly [tone: string, symbol: string]>> = {
  received: ['wait', 'wait'],
  incomplete: ['clock', 'clock'],
  'under review': ['wait', 'wait'],
  'more asked': ['clock', 'clock'],
  'awaiting decision': ['wait', 'wait'],
  granted: ['yes', 'yes'],
  refused: ['no', 'no'],
  'refused, appealed': ['clock', 'clock'],
  'refused for good': ['no', 'no'],
}

/** The state of a file: shape and word. */
export function stateOf(reader: RegisterReader, kind: string, state: string): Html {
  const [tone, symbol] = TONE[state] ?? ['wait', 'wait']
  const group = kind === 'application' ? 'state' : `state.${kind}`
  return html`<span class="st is-${tone}">${drawn(symbol, 's')} ${word(reader, group, state)}</span>`
}

/** How many days are left, in words and by shape; late ones are said as such. */
export function daysLeft(reader: RegisterReader, { deadline, days }: Pick<WorkItem, 'deadline' | 'days'>): Html {
  if (deadline === undefined || days === undefined)
    return html`<span class="soft">${reader.say('desk.no-deadline')}</span>`
  const tone = days < 0 ? 'no' : days <= 1 ? 'clock' : 'wait'
  const symbol = days <= 1 ? 'clock' : 'wait'
  return html`<span class="st is-${tone}">${drawn(symbol, 's')} <span class="nb">${days < 0 ? reader.say('desk.late', { days: -days }) : reader.say('desk.left', { days })}</span></span> <span class="soft nb">${reader.day(deadline)}</span>`
}

/** A text of the pack, or plain text as somebody wrote it. */
export function said(reader: RegisterReader, text: string | Localized): Html {
  return typeof text === 'string' ? html`<bdi>${text}</bdi>` : local(reader, text)
}

/** Text of several lines as it was typed. */
export function lines(text: string): Html {
  return html`<bdi>${text.split('\n').map((line, at) => html`${at > 0 && html`<br>`}${line}`)}</bdi>`
}
