// The page of a problem: what happened, what to do, and the way to the start; whom to call stands in the help bar.
import type { Reader } from '../../packs/reader.ts'
import { drawn, html, type Page, page } from '../../platform/html.ts'
import type { WebKey } from '../texts/index.ts'
import type { Typed } from '../typed.ts'

/** The problems that have a text in every written language. */
export const PROBLEM_CODES = [
  'bad-request',
  'empty-question',
  'question-too-long',
  'bad-date',
  'unknown-licence',
  'not-found',
  'body-too-large',
  'method-not-allowed',
  'unavailable',
  'internal',
  'bad-parameter',
  'forged-form',
  'stale-form',
  'signed-out',
  'unsupported-form',
  'bad-form',
  'slow-form',
  'too-many-requests',
] as const
export type ProblemCode = (typeof PROBLEM_CODES)[number]

/** What happened and what to do, in the reader's language; for pages, forms and the API alike. */
export function problemText(
  code: ProblemCode,
  reader: Reader<WebKey>,
): { readonly title: string; readonly next: string } {
  return { title: reader.say(`problem.${code}.title`), next: reader.say(`problem.${code}.next`) }
}

/**
 * The page of a problem. `typed` is what came with the form that was refused, shown so that nothing typed is lost;
 * `home` is where the way on leads, the front page when left out.
 */
export function errorPage(
  code: ProblemCode,
  reader: Reader<WebKey>,
  {
    typed = [],
    home,
  }: { readonly typed?: readonly Typed[]; readonly home?: { readonly path: string; readonly words: string } } = {},
): Page {
  const { title, next } = problemText(code, reader)
  const way = home
    ? html`<a class="btn" href="${reader.to(home.path)}">${drawn('go', 'i')}${home.words}</a>`
    : html`<a class="btn" href="${reader.to('/')}">${drawn('search', 'i')}${reader.say('problem.home')}</a>`
  const kept =
    typed.length > 0 &&
    html`<section class="flow"><h2>${reader.say('desk.typed')}</h2><dl class="facts plain typed">${typed.map(([name, value]) => html`<div><dt><bdi>${name}</bdi></dt><dd dir="auto">${value}</dd></div>`)}</dl></section>`
  return page(
    title,
    html`<div class="flow read"><div class="errors"><h1>${title}</h1><p class="lead">${next}</p></div><p>${way}</p>${kept}</div>`,
  )
}
