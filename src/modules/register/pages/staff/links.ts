// With whom somebody shares something: a small graph, the same as a list with its evidence and scores, and what was judged of each.
import { drawn, type Html, html } from '../../../../platform/html.ts'
import type { FormMarks } from '../../../../platform/http.ts'
import type { LinkView } from '../../views/desk.ts'
import type { RegisterReader } from '../parts/words.ts'
import { evidenceList, shownScore } from './evidence.ts'
import { judgeForm } from './judge.ts'
import { linkGraph } from './link-graph.ts'
import { lines, word } from './words.ts'

/** With `marks` the reader may judge: each link carries the form. */
export function links(
  name: string,
  found: readonly LinkView[],
  ready: boolean,
  reader: RegisterReader,
  marks?: FormMarks,
): Html {
  const { say } = reader
  const same = found.filter(({ judged }) => judged?.verdict === 'same')
  const different = found.filter(({ judged }) => judged?.verdict === 'different')
  const open = found.filter(({ judged }) => !judged)
  const judged = html`${same.length > 0 && html`<ul class="flow">${same.map((link) => entry(link, reader, marks))}</ul>`}${different.length > 0 && html`<details><summary>${say('judge.folded', { count: different.length })}</summary><ul class="flow">${different.map((link) => entry(link, reader, marks))}</ul></details>`}`
  if (!ready || open.length === 0)
    return html`<section class="side flow"><h2>${say('links.title')}</h2>${(found.length === 0 || !ready) && html`<p>${ready ? say('links.none') : say('links.not-ready')}</p>`}${judged}</section>`
  const concerns = open.filter(({ concern }) => concern).length
  const graph = linkGraph({
    id: 'links-graph',
    label: name,
    neighbours: open.map((link) => ({
      label: link.label,
      ...(link.standing && { standing: word(reader, 'standing', link.standing) }),
      concern: link.concern,
      shares: word(reader, 'evidence', link.evidence[0]?.kind ?? 'name'),
      said: say('links.said', {
        what: word(reader, 'evidence', link.evidence[0]?.kind ?? 'name'),
        other: link.label,
        standing: link.standing ? word(reader, 'standing', link.standing) : '',
      }),
    })),
  })
  return html`<section class="side flow"><h2>${concerns > 0 ? say('links.concerns', { count: concerns }) : say('links.title')}</h2>${graph}
<ul class="flow">${open.map((link) => entry(link, reader, marks))}</ul>${judged}<p class="soft">${say('links.nobody-merges')}</p></section>`
}

/** Above the page: with whom an officer said that this is one and the same. */
export function sameAs(found: readonly LinkView[], reader: RegisterReader): Html | false {
  const same = found.filter(({ judged }) => judged?.verdict === 'same')
  return (
    same.length > 0 &&
    html`<div class="notice is-warn">${drawn('warn', 's')}<ul class="plain">${same.map((link) => html`<li>${judgedLine(link, reader)}: <a href="${reader.to(link.href)}"><bdi>${link.label}</bdi></a></li>`)}</ul></div>`
  )
}

/** Who judged it how, and when. */
function judgedLine({ judged }: LinkView, reader: RegisterReader): string {
  if (!judged) return ''
  const values = { by: judged.by, day: reader.day(judged.on) }
  return judged.verdict === 'same' ? reader.say('judge.is-same', values) : reader.say('judge.is-different', values)
}

function entry(link: LinkView, reader: RegisterReader, marks: FormMarks | undefined): Html {
  const { label, standing, same, score, evidence, href, judged, pair } = link
  const { say } = reader
  const kind =
    evidence.length > 0 && html`${shownScore(score, reader)} ${same ? say('links.same') : say('links.linked')}: `
  return html`<li><b>${kind}<a href="${reader.to(href)}"><bdi>${label}</bdi></a></b>${standing && html` (${word(reader, 'standing', standing)})`}${judged && html`<p>${judgedLine(link, reader)}. ${lines(judged.reason)}</p>`}${evidenceList(link, reader)}${link.kind !== 'warning' && html`<p><a href="${reader.to(`/staff/links/${pair.join('/')}`)}">${say('judge.compare')}</a></p>`}${marks && link.kind !== 'warning' && html`<details><summary>${say('judge.open')}</summary>${judgeForm(pair, judged?.verdict, reader, marks, { back: true })}</details>`}</li>`
}
