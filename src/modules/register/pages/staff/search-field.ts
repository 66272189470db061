// The search field of the desk.
import { type Html, html } from '../../../../platform/html.ts'
import type { RegisterReader } from '../parts/words.ts'

export function searchField(query: string, reader: RegisterReader): Html {
  const { say } = reader
  return html`<form role="search" action="${reader.to('/staff/search')}" class="flow read"><div class="field"><label for="f-q">${say('search.what')}</label><span class="hint" id="f-q-hint">${say('search.hint-desk')}</span><input type="search" id="f-q" name="q" value="${query}" dir="auto" aria-describedby="f-q-hint" maxlength="200"></div><p><button class="btn">${say('search.button')}</button></p></form>`
}
