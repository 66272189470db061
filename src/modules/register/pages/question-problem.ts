// A question that could not be answered: what is wrong, and the form again with what was typed.
import { html, type Page, page } from '../../../platform/html.ts'
import { searchAgain } from './parts/search-form.ts'
import type { RegisterReader } from './parts/words.ts'

export type QuestionProblem = {
  /** As typed; cut by the caller when it was too long. */
  readonly query: string
  readonly on?: string
  /** Which field is wrong. */
  readonly field: 'q' | 'on'
  /** Texts of the problem, from `problemText` of `web`: what happened, what to do. */
  readonly title: string
  readonly next: string
}

/** The page for an empty or too long question, and for a day that is none. */
export function questionProblem(view: QuestionProblem, reader: RegisterReader): Page {
  const body = html`<div class="flow read"><div class="errors" role="alert"><h1>${view.title}</h1><ul><li><a href="#${view.field}">${view.next}</a></li></ul></div>
${searchAgain(view.query, view.on, reader, { field: view.field, message: view.next })}</div>`
  return page(view.title, body)
}
