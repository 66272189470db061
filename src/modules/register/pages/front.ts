// The worker's front page: one big question, and what it can be.
import { drawn, html, type Page, page } from '../../../platform/html.ts'
import { CLOTH } from './parts/cloth.ts'
import { bigSearch } from './parts/search-form.ts'
import type { RegisterReader } from './parts/words.ts'

const KINDS = [
  ['name', 'who'],
  ['telephone', 'phone'],
  ['licence', 'doc'],
  ['web', 'globe'],
] as const

/** `query`: what stands in the field already. */
export function front(view: { readonly query?: string }, reader: RegisterReader): Page {
  const { say } = reader
  const body = html`<div class="hero"><div class="flow">${bigSearch(view.query ?? '', reader)}
<h2>${say('front.kinds')}</h2>
<ul class="ways">${KINDS.map(([kind, symbol]) => html`<li>${drawn(symbol, 'i')}<b>${say(`front.${kind}`)}</b><span>${say(`front.${kind}.hint`)}</span></li>`)}</ul></div>${CLOTH}</div>`
  return page(say('search.label'), body)
}
