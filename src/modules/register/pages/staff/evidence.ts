// What two parties share, each piece with how much it says alone.
import { type Html, html } from '../../../../platform/html.ts'
import type { LinkView } from '../../views/desk.ts'
import type { RegisterReader } from '../parts/words.ts'
import { word } from './words.ts'

/** A score of 0..1 to two places; never a full 1, which nothing but a person can say. */
export function shownScore(part: number, reader: RegisterReader): string {
  return reader.number(Math.min(0.99, Math.round(part * 100) / 100))
}

/** What two share, each with how much it says alone. */
export function evidenceList({ evidence }: Pick<LinkView, 'evidence'>, reader: RegisterReader): Html {
  const { say } = reader
  if (evidence.length === 0) return html`<p class="soft">${say('judge.not-linked')}</p>`
  return html`<ul>${evidence.map((one) => html`<li>${word(reader, 'evidence', one.kind)} ${shownScore(one.score, reader)}: <bdi>${one.here}</bdi>${one.here !== one.there && html` / <bdi>${one.there}</bdi>`}${!one.exact && html` <span class="soft">${say('links.alike')}</span>`}${one.sharedBy && html` <span class="soft">${say('links.shared-by', { count: one.sharedBy })}</span>`}</li>`)}</ul>`
}
