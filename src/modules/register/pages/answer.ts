// The answer to a check: the verdict first, then what to do, then who says so and when it was heard.
import { fill, type Html, html, type Page, type Part, page } from '../../../platform/html.ts'
import type { CheckAnswer, CheckResult } from '../views.ts'
import { type AnswerCase, answerCase } from './answer-case.ts'
import { calls } from './parts/calls.ts'
import { cloths } from './parts/cloths.ts'
import { thatDay } from './parts/day.ts'
import { recruiterFacts } from './parts/facts.ts'
import { choices, compared, lookalikes, matched } from './parts/matches.ts'
import { searchAgain } from './parts/search-form.ts'
import { askHere, heardFrom, listMeaning } from './parts/sources.ts'
import { SHAPES, type Shape } from './parts/status.ts'
import { type Advice, steps } from './parts/steps.ts'
import { verdict } from './parts/verdict.ts'
import { warningsFound } from './parts/warnings.ts'
import {
  type CountryName,
  countriesOf,
  countryNames,
  name,
  number,
  type RegisterReader,
  recruiterAddress,
} from './parts/words.ts'

/** The page of a check. With `past`, its sentences are in the past tense and its links keep the day. */
export function answer(view: CheckAnswer, reader: RegisterReader): Page {
  const { say } = reader
  const found = answerCase(view)
  const on = view.past ? view.on : undefined
  const said = sentence(view, found, reader)
  const recruiter = found.kind === 'one' || found.kind === 'mismatch' ? found.result : undefined
  // Who is warned about has nothing to be asked for: what to do is what is done after a "no".
  const advice =
    found.kind !== 'one' && found.kind !== 'mismatch' && (view.warnings ?? []).length > 0 ? 'no' : said.advice
  const today = reader.to(`/check?q=${encodeURIComponent(view.query)}`)
  const asked = fill(say, on ? 'asked.on' : 'asked', {
    query: html`<b>${name(shortened(view.query))}</b>`,
    day: reader.day(view.on),
  })
  const body = html`<div class="flow">${verdict({ shape: said.shape, asked, answer: said.answer, lines: said.lines })}
${warningsFound(view.warnings ?? [], reader)}<div class="split"><div class="flow">${found.kind === 'several' && choices(view.results, on, reader)}${found.kind === 'one' && found.slip && compared(view.query, found.result, reader)}${found.kind === 'cannot' && askHere(found.gaps, reader)}${(found.kind === 'none' || found.kind === 'cannot') && lookalikes(view.lookalikes, on, reader)}
${steps(advice, view.past, recruiter, today, reader)}${recruiter && about(recruiter, view, found, reader)}
${recruiter && lookalikes(view.lookalikes, on, reader)}${(!recruiter || unsaid(view, recruiter)) && heardFrom(view.sources, reader)}<p class="soft">${say('answered', { moment: reader.moment(view.answeredAt) })}</p></div>
<aside class="flow">${recruiter && html`<p class="side"><a href="${recruiterAddress(reader, recruiter.address, on)}">${say('more.recruiter')}</a></p>`}${calls(view.contacts, reader)}${searchAgain(view.query, on, reader)}</aside></div></div>`
  return page(said.title, body)
}

/** Whose word it is, and what the register holds about the recruiter. */
function about(recruiter: CheckResult, view: CheckAnswer, found: AnswerCase, reader: RegisterReader): Html {
  const { say } = reader
  const own = recruiter.telephones.map((telephone) => html`<b class="nb">${number(telephone)}</b> `)
  const foreign =
    recruiter.contactMismatch !== undefined &&
    found.kind === 'one' &&
    html`<p class="card is-warn">${fill(say, 'mismatch.lead', { name: name(recruiter.name), contact: number(recruiter.contactMismatch) })}</p>`
  const both = found.kind === 'mismatch' && own.length > 0 && html`<p>${say('mismatch.own')} ${own}</p>`
  const countryName = countryNames(reader, view.sources, [recruiter])
  // What was known on that day is said apart only where it was something else.
  const memory = recruiter.onThatDay?.differ === true && thatDay(recruiter.onThatDay, reader, countryName)
  return html`${foreign}${both}<h2>${say('countries.heading', { tense: tense(view), day: reader.day(view.on) })}</h2>${cloths(recruiter.standings, view.sources, reader, countryName)}${memory}
${found.kind === 'one' && found.status === 'listed' && listMeaning(recruiter, view.sources, reader)}<h2>${say('facts.heading')}</h2>${matched(recruiter, reader)}${recruiterFacts(recruiter, reader)}`
}

/** Whether the sources hold more than the cloths show: a list with its day, or a country without a standing. */
function unsaid(view: CheckAnswer, recruiter: CheckResult): boolean {
  const said = new Set(recruiter.standings.map(({ country }) => country))
  return view.sources.some((source) => source.list !== undefined || !said.has(source.country))
}

type Sentence = {
  readonly title: string
  readonly shape: Shape
  readonly answer: Part
  readonly lines: readonly Part[]
  readonly advice: Advice
}

function sentence(view: CheckAnswer, found: AnswerCase, reader: RegisterReader): Sentence {
  const { say } = reader
  const time = { tense: tense(view), day: reader.day(view.on) }
  const care = html`<b>${say(view.past ? 'care.past' : 'care')}</b>`
  switch (found.kind) {
    case 'several': {
      const title = say('verdict.several', { count: view.results.length })
      return {
        title,
        answer: title,
        shape: SHAPES.listed,
        lines: [say('lead.several')],
        advice: 'choose',
      }
    }
    case 'none': {
      const title = say('verdict.none', time)
      return {
        title,
        answer: title,
        shape: { tone: 'none', symbol: 'none' },
        lines: [html`${say('lead.none')} ${care}`],
        advice: 'none',
      }
    }
    case 'cannot': {
      const countries = countriesOf(reader, found.gaps)
      const known = view.sources.filter(({ complete }) => complete)
      const title = countries ? say('verdict.cannot', { ...time, countries }) : say('verdict.unknown', time)
      return {
        title,
        answer: title,
        shape: SHAPES.unknown,
        lines: [say('lead.cannot', { known: countriesOf(reader, known), count: known.length }), care],
        advice: 'ask',
      }
    }
    case 'mismatch': {
      const contact = found.result.contactMismatch ?? ''
      const title = say('verdict.mismatch', { ...time, kind: /[a-z@]/i.test(contact) ? 'address' : 'telephone' })
      const lead = fill(say, 'mismatch.lead', {
        name: html`<b>${name(found.result.name)}</b>`,
        contact: number(contact),
      })
      return {
        title,
        answer: title,
        shape: { tone: 'warn', symbol: 'warn' },
        lines: [lead, say('mismatch.danger')],
        advice: 'mismatch',
      }
    }
    case 'one':
      return found.status === 'authorized'
        ? permitted(view, found.result, found.slip, reader)
        : other(view, found, care, reader)
  }
}

/** A "yes": says for which countries, and for which it cannot be said. */
function permitted(view: CheckAnswer, result: CheckResult, slip: boolean, reader: RegisterReader): Sentence {
  const { say } = reader
  const time = { tense: tense(view) }
  const countryName = countryNames(reader, view.sources, [result])
  const which = (wanted: boolean) =>
    reader.join(
      result.standings
        .filter(({ status, recognition }) => !recognition && (status === 'authorized') === wanted)
        .map(({ country }) => countryName(country)),
    )
  const yes = { ...time, countries: which(true), name: result.name }
  const gap = which(false)
  const recognition = recognitionLines(result, countryName, reader)
  const key = slip ? 'verdict.slip' : gap || recognition.length > 0 ? 'verdict.authorized.in' : 'verdict.authorized'
  return {
    title: say(key, yes),
    answer: fill(say, key, { ...yes, name: name(result.name) }),
    shape: SHAPES.authorized,
    lines: [
      slip
        ? say('lookalike.compare')
        : fill(say, 'lead.authorized', { ...yes, name: html`<b>${name(result.name)}</b>` }),
      gap !== '' && say('lead.gap', { ...time, countries: gap }),
      ...recognition,
      notCompared(result, reader),
    ].filter((part) => part !== false),
    advice: 'yes',
  }
}

/** Which host countries have not recognized it, or not yet in a way that counts, or have refused. */
function recognitionLines(result: CheckResult, countryName: CountryName, reader: RegisterReader): readonly string[] {
  return (['refused', 'none', 'waiting'] as const).flatMap((said) => {
    const countries = result.standings.filter(({ recognition }) => recognition === said)
    if (countries.length === 0) return []
    const names = reader.join(countries.map(({ country }) => countryName(country)))
    return [reader.say(`joint-register.line.${said}`, { countries: names })]
  })
}

/** One country restricts and another does not: the answer is the careful word, and the page says whose it is. */
function saidApart(result: CheckResult, countryName: CountryName, reader: RegisterReader): string | false {
  const names = (wanted: (status: CheckResult['status']) => boolean) =>
    reader.join(result.standings.filter(({ status }) => wanted(status)).map(({ country }) => countryName(country)))
  const no = names((status) => status === 'suspended' || status === 'revoked')
  const yes = names((status) => status === 'authorized')
  return no !== '' && yes !== '' && reader.say('joint-register.apart', { no, yes })
}

/** The typed contact that nothing on record can confirm or deny. */
function notCompared({ contactUnknown }: CheckResult, { say }: RegisterReader): Html | false {
  return contactUnknown !== undefined && fill(say, 'lead.contact.unknown', { contact: number(contactUnknown) })
}

function other(
  view: CheckAnswer,
  found: Extract<AnswerCase, { kind: 'one' }>,
  care: Html,
  reader: RegisterReader,
): Sentence {
  const { say } = reader
  const { result, status } = found
  const time = { tense: tense(view) }
  const title = say(`verdict.${status}`, time)
  const who = { ...time, name: html`<b>${name(result.name)}</b>` }
  const standing = result.standings.find((one) => one.status === status)
  const expired = standing?.validUntil ?? standing?.since
  const since = standing?.since && html` ${say('line.since', { day: reader.day(standing.since) })}`
  const lead = {
    authorized: undefined,
    suspended: html`${fill(say, 'lead.no', who)}${since}`,
    revoked: html`${fill(say, 'lead.no', who)}${since}`,
    expired: html`${fill(say, 'lead.no', who)}${expired && html` ${say('line.expired', { day: reader.day(expired) })}`}`,
    delisted: html`${standing?.since ? fill(say, 'lead.delisted.since', { ...who, day: reader.day(standing.since) }) : fill(say, 'lead.delisted', who)} ${say('lead.delisted.why')}`,
    listed: html`${fill(say, 'lead.listed', who)} ${say('lead.listed.no')}`,
    unknown: fill(say, 'lead.unknown', who),
  }[status]
  const advice = status === 'listed' || status === 'unknown' || status === 'delisted' ? 'ask' : 'no'
  return {
    title,
    answer: title,
    shape: SHAPES[status],
    lines: [
      lead,
      saidApart(result, countryNames(reader, view.sources, [result]), reader),
      notCompared(result, reader),
      status !== 'listed' && care,
    ].filter((part) => part !== false),
    advice,
  }
}

/** A long question is cut where it is repeated, so that the answer stays on the first screen; its field keeps it whole. */
function shortened(query: string): string {
  const letters = [...query]
  return letters.length > 60 ? `${letters.slice(0, 60).join('')}…` : query
}

function tense(view: CheckAnswer): 'past' | 'now' {
  return view.past ? 'past' : 'now'
}
