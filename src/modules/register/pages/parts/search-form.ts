// The question: the big one of the front page, and the small one that asks again below an answer.
import type { Day } from '../../../../kernel/day.ts'
import { drawn, type Html, html } from '../../../../platform/html.ts'
import type { RegisterReader } from './words.ts'

/** A field that could not be read: what was typed stays, and the message stands beside it. */
export type FieldProblem = { readonly field: 'q' | 'on'; readonly message: string }

/** The big question; its label is the page's h1. */
export function bigSearch(query: string, reader: RegisterReader): Html {
  return html`<form class="ask" role="search" action="${reader.to('/check')}"><h1><label for="q">${reader.say('search.label')}</label></h1>
<p class="hint" id="qh">${reader.say('search.hint')}</p>
<div class="go"><input id="q" name="q" value="${query}" aria-describedby="qh" autocomplete="off" spellcheck="false" enterkeyhint="search"><button class="btn">${drawn('search', 'i')}${reader.say('search.button')}</button></div></form>`
}

/** The question again, with its day. */
export function searchAgain(
  query: string,
  on: Day | string | undefined,
  reader: RegisterReader,
  problem?: FieldProblem,
): Html {
  const bad = (field: 'q' | 'on') => problem?.field === field && problem
  const message = (field: 'q' | 'on') =>
    bad(field) && html`<p class="msg" id="${field}e">${drawn('warn', 's')}${bad(field) && problem?.message}</p>`
  const described = (field: 'q' | 'on') => bad(field) && html` aria-describedby="${field}e" aria-invalid="true"`
  return html`<form class="flow" role="search" action="${reader.to('/check')}"><h2>${reader.say('search.again')}</h2>
<div${bad('q') && html` class="bad"`}><label for="q">${reader.say('search.label')}</label>${message('q')}<input id="q" name="q" value="${query}"${described('q')} autocomplete="off" spellcheck="false" enterkeyhint="search"></div>
<div${bad('on') && html` class="bad"`}><label for="on">${reader.say('search.day')}</label>${message('on')}<input type="${bad('on') ? 'text' : 'date'}" id="on" name="on" value="${on ?? ''}"${described('on')}></div>
<button class="btn quiet">${drawn('search', 'i')}${reader.say('search.button')}</button></form>`
}
