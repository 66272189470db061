// The letters of a file as links to their PDFs.
import { type Html, html } from '../../../../platform/html.ts'
import type { LetterLine } from '../../views/print.ts'
import type { RegisterReader } from './words.ts'

/** `desk`: whose pages hand the papers out. Nothing while there is no letter. */
export function letterList(
  letters: readonly LetterLine[] | undefined,
  desk: 'staff' | 'recruiter',
  reader: RegisterReader,
): Html | false {
  const { say, moment, to } = reader
  if (!letters || letters.length === 0) return false
  return html`<h2>${say('letter.heading')}</h2><ul class="flow">${letters.map(({ paper, at, mailedAt }) => html`<li><a href="${to(`/${desk}/papers/${paper}`)}">${say('letter.link', { moment: moment(at) })}</a>${mailedAt && html` <span class="soft">${say('letter.mailed', { moment: moment(mailedAt) })}</span>`}</li>`)}</ul>`
}
