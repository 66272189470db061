// Recruiters to choose from: several that fit, or look-alikes that are offered and never given as the answer.
import type { Day } from '../../../../kernel/day.ts'
import { fill, type Html, html, type Part } from '../../../../platform/html.ts'
import type { CheckResult } from '../../views.ts'
import { headline, SHAPES, stated, statusWord } from './status.ts'
import { name, number, type RegisterReader, recruiterAddress } from './words.ts'

/** The results, best first, each with its status and what matched. */
export function choices(results: readonly CheckResult[], on: Day | undefined, reader: RegisterReader): Html {
  return html`<ol class="cards">${results.map((result) => {
    const status = headline(result)
    const foreign =
      result.contactMismatch &&
      html`<p>${stated(WARN, reader.say('mismatch.word'))} ${number(result.contactMismatch)}</p>`
    return html`<li>${card(result, SHAPES[status].tone, [statusWord(reader, status), matched(result, reader), foreign], on, reader)}</li>`
  })}</ol>`
}

/** Names that look like the one asked for. */
export function lookalikes(results: readonly CheckResult[], on: Day | undefined, reader: RegisterReader): Html | false {
  if (results.length === 0) return false
  const word = stated(WARN, reader.say('lookalike.word'))
  return html`<h2>${reader.say('lookalike.heading')}</h2><ul class="cards">${results.map(
    (result) =>
      html`<li>${card(result, 'warn', [word, html`<p>${statusWord(reader, headline(result))}</p>`], on, reader)}</li>`,
  )}</ul><p>${reader.say('lookalike.compare')}</p>`
}

const WARN = { tone: 'warn', symbol: 'warn' } as const

function card(
  result: CheckResult,
  tone: string,
  lines: readonly Part[],
  on: Day | undefined,
  reader: RegisterReader,
): Html {
  const telephone = result.telephones[0]
  const about = [
    html`${reader.text(result.countryName).text}`,
    number(result.licence),
    telephone && number(telephone),
    result.place && name(result.place),
  ].filter((part): part is Html => typeof part === 'object')
  return html`<div class="card is-${tone}"><p class="lead"><a href="${recruiterAddress(reader, result.address, on)}">${name(result.name)}</a></p>${lines}<p class="soft">${about.map((part, index) => html`${index > 0 && ' · '}${part}`)}</p></div>`
}

/** `Coincide el nombre anterior: …`. */
export function matched(
  { match }: { readonly match: Pick<CheckResult['match'], 'field' | 'matched'> },
  reader: RegisterReader,
): Html {
  const field = match.field.replace(' ', '-') as
    | 'licence'
    | 'name'
    | 'trade-name'
    | 'former-name'
    | 'telephone'
    | 'email'
    | 'web'
  return html`<p>${fill(reader.say, `match.${field}`, { matched: name(match.matched) })}</p>`
}

/** What was typed beside what is registered, letter by letter. */
export function compared(query: string, { match }: CheckResult, reader: RegisterReader): Html {
  const { say } = reader
  return html`<div class="card is-warn">${stated(WARN, say('slip.heading'))}<dl class="facts letters"><div><dt>${say('slip.typed')}</dt><dd>${name(query)}</dd></div><div><dt>${say('slip.registered')}</dt><dd>${name(match.matched)}</dd></div></dl></div>`
}
