// Two parties side by side, what they share, and the form in which an officer says that they are the same or different.
import { areaField, errorSummary } from '../../../../platform/form-parts.ts'
import { drawn, formMarks, type Html, html, type Page, page } from '../../../../platform/html.ts'
import type { FormMarks } from '../../../../platform/http.ts'
import type { EnteredLinksView, PairView, PartyView } from '../../views/links.ts'
import type { RegisterReader } from '../parts/words.ts'
import { evidenceList, shownScore } from './evidence.ts'
import { lines, word } from './words.ts'

export type JudgeForm = {
  readonly seen?: number
  readonly typed?: string | undefined
  readonly error?: string | undefined
  /** Whether the officer goes back to the page of the first afterwards. */
  readonly back?: boolean
}

/** The name of the field of the reason: several such forms stand on one page. */
export function reasonField(other: string): string {
  return `reason-${other}`
}

export function judgeForm(
  [own, other]: readonly [string, string],
  verdict: 'same' | 'different' | null | undefined,
  reader: RegisterReader,
  marks: FormMarks,
  { seen, typed, error, back }: JudgeForm,
): Html {
  const { say } = reader
  const acts = (['same', 'different'] as const).filter((one) => one !== verdict)
  return html`<form method="post" action="${reader.to(`/staff/links/${own}/${other}`)}" class="flow">${formMarks(marks)}${seen !== undefined && html`<input type="hidden" name="seen" value="${seen}">`}${back && html`<input type="hidden" name="back" value="yes">`}${areaField({ name: reasonField(other), label: say('judge.reason'), hint: say('judge.reason-hint'), lines: 2, longest: 2000, required: true, value: typed, error })}<p class="row">${acts.map((one) => html`<button class="btn quiet" name="act" value="${one}">${word(reader, 'judge', one)}</button>`)}${verdict !== null && verdict !== undefined && html`<button class="btn quiet" name="act" value="take back">${say('judge.take-back')}</button>`}</p></form>`
}

export type PairNotice = {
  readonly done?: 'done' | 'withdrawn' | undefined
  readonly refused?: string | undefined
  readonly typed?: string | undefined
}

const FIELDS = [
  'name',
  'tax-number',
  'representatives',
  'telephones',
  'emails',
  'webs',
  'address',
  'guarantors',
] as const

export function pair(view: PairView, reader: RegisterReader, marks: FormMarks, notice: PairNotice = {}): Page {
  const { say } = reader
  const { a, b, history, evidence, verdict, seen } = view
  const heading = say('judge.title', { a: a.label, b: b.label })
  const error = notice.refused && word(reader, 'refused', notice.refused)
  const head = (party: PartyView) =>
    html`<a href="${reader.to(party.href)}"><bdi>${party.label}</bdi></a>${party.standing && html`<br><span class="soft">${word(reader, 'standing', party.standing)}</span>`}`
  const cell = (party: PartyView, field: string) =>
    html`<td data-h="${party.label}">${(party.fields[field] ?? []).map((value, at) => html`${at > 0 && html`<br>`}<bdi>${value}</bdi>`)}</td>`
  return page(
    error ? say('desk.error-title', { title: heading }) : heading,
    html`<a class="back" href="${reader.to(a.href)}">${drawn('go', 'i')}<bdi>${a.label}</bdi></a>
<h1>${heading}</h1>
${notice.done && html`<div class="notice is-yes" role="status">${drawn('yes', 's')}<p>${word(reader, 'judge', notice.done)}</p></div>`}
${error && errorSummary(say('desk.not-done'), [{ field: reasonField(b.id), message: error }])}
<h2>${say('judge.evidence')}</h2>${evidenceList({ evidence }, reader)}
<table class="stack"><caption>${say('judge.side')}</caption><thead><tr><th scope="col">${say('judge.field')}</th><th scope="col">${head(a)}</th><th scope="col">${head(b)}</th></tr></thead><tbody>${FIELDS.filter((field) => [a, b].some((party) => (party.fields[field] ?? []).length > 0)).map((field) => html`<tr><th scope="row" data-h="${say('judge.field')}">${word(reader, 'form-fact', field)}</th>${cell(a, field)}${cell(b, field)}</tr>`)}</tbody></table>
<h2>${say('judge.history')}</h2>${history.length === 0 ? html`<p>${say('judge.nothing-judged')}</p>` : html`<ul>${history.map((one) => html`<li>${word(reader, 'judge', one.verdict === null ? 'taken-back' : `is-${one.verdict}`, { by: one.by, day: reader.day(one.on) })}. ${lines(one.reason)}</li>`)}</ul>`}
${view.mayJudge && html`<div class="read flow"><p>${say('judge.nothing-lost')}</p>${judgeForm([a.id, b.id], verdict, reader, marks, { seen, typed: notice.typed, error })}</div>`}`,
  )
}

/** The links of concern of recruiters that were entered lately. */
export function enteredLinks(view: EnteredLinksView, reader: RegisterReader): Page {
  const { say } = reader
  const { links, looked, ready, next } = view
  const heads = [
    say('entered-links.score'),
    say('entered-links.entered'),
    say('entered-links.other'),
    say('entered-links.by'),
  ]
  const [score, entered, other, by] = heads
  return page(
    say('entered-links.title'),
    html`<h1>${say('entered-links.title')}</h1><p>${say('entered-links.about')}</p><p>${ready ? say('entered-links.looked', { looked }) : say('links.not-ready')}</p>
${
  links.length > 0
    ? html`<table class="stack"><caption>${say('entered-links.caption')}</caption><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${links.map(
        ({ id, label, enteredAt, link }) =>
          html`<tr><td class="n" data-h="${score}">${shownScore(link.score, reader)}</td><th scope="row" data-h="${entered}"><a href="${reader.to(`/staff/recruiters/by-id/${id}`)}"><bdi>${label}</bdi></a><br><span class="soft">${reader.moment(enteredAt)}</span></th><td data-h="${other}"><a href="${reader.to(link.href)}"><bdi>${link.label}</bdi></a>${link.standing && html`<br><span class="soft">${word(reader, 'standing', link.standing)}</span>`}</td><td data-h="${by}">${reader.join([...new Set(link.evidence.map((one) => word(reader, 'evidence', one.kind)))])}<br><a href="${reader.to(`/staff/links/${link.pair.join('/')}`)}">${say('judge.compare')}</a></td></tr>`,
      )}</tbody></table>`
    : ready && looked > 0 && html`<p>${say('entered-links.none')}</p>`
}
${next && html`<p><a class="btn quiet" href="${reader.to(`/staff/links?before=${encodeURIComponent(next)}`)}">${say('entered-links.next')}</a></p>`}`,
  )
}
