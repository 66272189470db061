// A published warning beside the answer of the register: who says so, since when, what to do, and who it is not.
import { fill, type Html, html } from '../../../../platform/html.ts'
import type { FoundWarning, PublicWarning } from '../../views.ts'
import { matched } from './matches.ts'
import { stated } from './status.ts'
import { local, name, number, type RegisterReader } from './words.ts'

const WARN = { tone: 'warn', symbol: 'warn' } as const

/** The warnings that a question found, each a block of its own. */
export function warningsFound(warnings: readonly FoundWarning[], reader: RegisterReader): Html | false {
  const { say } = reader
  if (warnings.length === 0) return false
  return html`${warnings.map(
    (
      warning,
    ) => html`<section class="card is-warn"><h2>${stated(WARN, say('warning.care'))}</h2><p class="lead">${fill(say, 'warning.about', { name: html`<b>${name(warning.name)}</b>` })}</p>
${saidBy(warning, reader)}${matched(warning, reader)}<p><b>${say('warning.do')}</b></p>${disputed(warning, reader)}${others(warning, reader)}<p><a href="${contestAddress(warning, reader)}">${say('warning.yours')}</a></p></section>`,
  )}<p><a href="${reader.to('/warnings')}">${say('warning.all')}</a></p>`
}

/** Whose word it is, and since when. */
export function saidBy({ source, since }: PublicWarning, reader: RegisterReader): Html {
  return html`<p>${fill(reader.say, 'warning.says', { source: local(reader, source), day: reader.day(since) })}</p>`
}

/** Whether somebody contests it, or contested it in vain. */
export function disputed({ contested, confirmed }: PublicWarning, reader: RegisterReader): Html | false {
  if (contested) return html`<p>${reader.say('warning.contested')}</p>`
  return confirmed && html`<p>${reader.say('warning.confirmed')}</p>`
}

/** Where who is named can contest it. */
export function contestAddress({ id }: Pick<PublicWarning, 'id'>, reader: RegisterReader): string {
  return reader.to(`/warnings/${encodeURIComponent(id)}/contest`)
}

function others({ apart, near }: FoundWarning, reader: RegisterReader): Html {
  const line = (key: 'warning.apart' | 'warning.near') => (one: FoundWarning['near'][number]) =>
    html`<p>${fill(reader.say, key, { name: html`<b>${name(one.name)}</b>`, licence: number(one.licence) })}</p>`
  return html`${apart.map(line('warning.apart'))}${near.map(line('warning.near'))}`
}
