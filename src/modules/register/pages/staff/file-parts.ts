// Parts that the pages of inspections and sanctions share: what was done or refused, what others did, the history.
import { errorSummary } from '../../../../platform/form-parts.ts'
import { drawn, type Html, html } from '../../../../platform/html.ts'
import type { TimelineEntry } from '../../views/desk.ts'
import type { RegisterReader } from '../parts/words.ts'
import { happened } from './file.ts'
import { lines, word } from './words.ts'

/** A form that came back: which one, what was typed, and why it was refused. `field` is the name of the field to mend. */
export type FormBack = {
  readonly form: string
  readonly typed: Readonly<Record<string, string>>
  readonly lists: Readonly<Record<string, readonly string[]>>
  readonly code: string
  readonly field: string
  /** What is said, where the code alone does not say it. */
  readonly said?: string
}

/** What a page is shown with: an act that was done, or a form that came back; `kept` comes back too, with nothing to mend. */
export type Notice = {
  readonly done?: boolean
  readonly back?: FormBack | undefined
  readonly kept?: FormBack | undefined
}

/** The title of a page, marked when its form came back. */
export function titled(title: string, reader: RegisterReader, { back }: Notice): string {
  return back ? reader.say('desk.error-title', { title }) : title
}

export function noticed({ done, back }: Notice, timeline: readonly TimelineEntry[], reader: RegisterReader): Html {
  const { say } = reader
  const summary =
    back &&
    errorSummary(say('desk.not-done'), [
      { field: back.field, message: back.said ?? word(reader, 'refused', back.code) },
    ])
  const meanwhile =
    back?.code === 'changed-meanwhile' &&
    html`<div class="card is-warn"><p>${say('desk.meanwhile')}</p><ul>${timeline.slice(0, 5).map((entry) => html`<li>${happened(entry, reader)}</li>`)}</ul></div>`
  return html`${done && html`<div class="notice is-yes" role="status">${drawn('yes', 's')}<p>${say('done.done')}</p></div>`}${summary}${meanwhile}`
}

/** What others did since the officer last looked; nothing when nobody did. */
export function sinceThen(since: readonly TimelineEntry[], reader: RegisterReader): Html | false {
  return (
    since.length > 0 &&
    html`<div class="card is-warn"><p class="st">${drawn('warn', 's')} <span>${reader.say('file.since')}</span></p><ul>${since.map((entry) => html`<li>${happened(entry, reader)}</li>`)}</ul></div>`
  )
}

export function historyOf(timeline: readonly TimelineEntry[], reader: RegisterReader): Html {
  return html`<h2>${reader.say('file.history')}</h2><ol class="thread">${timeline.map(({ at, by, event, result, text, until }) => html`<li class="is-wait">${drawn('fact', 's')}<time datetime="${at}">${reader.moment(at)}. <bdi>${by}</bdi></time><p>${word(reader, 'event', event)}${result && html`: ${word(reader, 'result', result)}`}</p>${text && html`<p>${lines(text)}</p>`}${until && html`<p class="soft">${reader.say('file.until', { day: reader.day(until) })}</p>`}</li>`)}</ol>`
}

const TONES: Readonly<Record<string, readonly [tone: string, symbol: string]>> = {
  'to be mended': ['clock', 'clock'],
  hearing: ['clock', 'clock'],
  imposed: ['no', 'no'],
  'imposed, appealed': ['clock', 'clock'],
  'imposed for good': ['no', 'no'],
  closed: ['yes', 'yes'],
  lifted: ['yes', 'yes'],
  overturned: ['yes', 'yes'],
  dropped: ['fact', 'fact'],
  cancelled: ['fact', 'fact'],
}

/** The state of an inspection or a sanction: shape and word. */
export function stageOf(kind: 'inspection' | 'sanction', state: string, reader: RegisterReader): Html {
  const [tone, symbol] = TONES[state] ?? ['wait', 'wait']
  return html`<span class="st is-${tone}">${drawn(symbol, 's')} ${word(reader, `state.${kind}`, state)}</span>`
}
