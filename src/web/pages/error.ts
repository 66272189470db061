// The page of a problem: what happened, what to do, and the way to the start; whom to call stands in the help bar.
import type { Reader } from '../../packs/reader.ts'
import { drawn, html, type Page, page } from '../../platform/html.ts'
import type { WebKey } from '../texts/index.ts'

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
] as const
export type ProblemCode = (typeof PROBLEM_CODES)[number]

/** What happened and what to do, in the reader's language; for pages, forms and the API alike. */
export function problemText(
  code: ProblemCode,
  reader: Reader<WebKey>,
): { readonly title: string; readonly next: string } {
  return { title: reader.say(`problem.${code}.title`), next: reader.say(`problem.${code}.next`) }
}

export function errorPage(code: ProblemCode, reader: Reader<WebKey>): Page {
  const { title, next } = problemText(code, reader)
  return page(
    title,
    html`<div class="flow read"><div class="errors"><h1>${title}</h1><p class="lead">${next}</p></div><p><a class="btn" href="${reader.to('/')}">${drawn('search', 'i')}${reader.say('problem.home')}</a></p></div>`,
  )
}
