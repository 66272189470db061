// With whom an applicant shares something: a small graph, and the same as a list with its evidence and scores.
import { type Html, html } from '../../../../platform/html.ts'
import type { LinkView } from '../../views/desk.ts'
import type { RegisterReader } from '../parts/words.ts'
import { linkGraph } from './link-graph.ts'
import { word } from './words.ts'

export function links(name: string, found: readonly LinkView[], ready: boolean, reader: RegisterReader): Html {
  const { say } = reader
  if (!ready)
    return html`<section class="side flow"><h2>${say('links.title')}</h2><p>${say('links.not-ready')}</p></section>`
  if (found.length === 0)
    return html`<section class="side flow"><h2>${say('links.title')}</h2><p>${say('links.none')}</p></section>`
  const concerns = found.filter(({ concern }) => concern).length
  const graph = linkGraph({
    id: 'links-graph',
    label: name,
    neighbours: found.map((link) => ({
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
<ul class="flow">${found.map((link) => entry(link, reader))}</ul><p class="soft">${say('links.nobody-merges')}</p></section>`
}

function entry({ label, standing, same, score, evidence, href }: LinkView, reader: RegisterReader): Html {
  const { say } = reader
  const shown = (part: number) => reader.number(Math.min(0.99, Math.round(part * 100) / 100))
  return html`<li><b>${shown(score)} ${same ? say('links.same') : say('links.linked')}: <a href="${reader.to(href)}"><bdi>${label}</bdi></a></b>${standing && html` (${word(reader, 'standing', standing)})`}<ul>${evidence.map((one) => html`<li>${word(reader, 'evidence', one.kind)} ${shown(one.score)}: <bdi>${one.here}</bdi>${one.here !== one.there && html` / <bdi>${one.there}</bdi>`}${!one.exact && html` <span class="soft">${say('links.alike')}</span>`}${one.sharedBy && html` <span class="soft">${say('links.shared-by', { count: one.sharedBy })}</span>`}</li>`)}</ul></li>`
}
