// The joint acts of this node: at the desk with what waits for whoever looks, in public those that became effective.
import { drawn, type Html, html, type Page, page } from '../../../platform/html.ts'
import type { JointReader } from '../texts/index.ts'
import type { ActItem, CountryNames } from '../views.ts'
import { actName, actState, moment, words } from './words.ts'

export function actsPage(
  items: readonly ActItem[],
  names: CountryNames,
  mayPropose: boolean,
  reader: JointReader,
): Page {
  const { say, to } = reader
  const buttons = html`<p class="row"><a class="btn" href="${to('/staff/joint-acts/new')}">${say('joint.new')}</a><a class="btn quiet" href="${to('/staff/account/decision-key')}">${say('joint.my-key')}</a></p>`
  return page(
    say('joint.title'),
    html`<h1>${say('joint.title')}</h1><p class="lead read">${say('joint.lead')}</p>${mayPropose && buttons}${table(items, names, reader)}`,
  )
}

function table(items: readonly ActItem[], names: CountryNames, reader: JointReader): Html {
  const { say, to } = reader
  if (items.length === 0) return html`<p>${say('joint.empty')}</p>`
  const heads = [say('joint.head-act'), say('joint.head-state'), say('joint.head-ends'), say('joint.head-waits')]
  return html`<table class="stack"><caption>${say('joint.caption')}</caption><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${items.map(
    ({ act, body, state, expires, waits }) =>
      html`<tr><th scope="row" data-h="${heads[0]}"><a href="${to(`/staff/joint-acts/${act}`)}">${actName(reader, body, names)}</a><br><span class="soft">${say(`joint.kind.${body.kind}`)}</span></th><td data-h="${heads[1]}">${actState(reader, state)}</td><td data-h="${heads[2]}">${expires === undefined ? '–' : moment(reader, expires)}</td><td data-h="${heads[3]}">${waits ? html`<span class="st is-warn">${drawn('warn', 's')} ${say('joint.waits')}</span>` : '–'}</td></tr>`,
  )}</tbody></table>`
}

/** What the countries decided together, for everybody to read. `expires` of an item is here the time since which it counts. */
export function publicActsPage(items: readonly ActItem[], names: CountryNames, reader: JointReader): Page {
  const { say } = reader
  return page(
    say('joint.public.title'),
    html`<div class="flow"><h1>${say('joint.public.title')}</h1><p class="lead read">${say('joint.public.lead')}</p>${items.length === 0 && html`<p>${say('joint.empty')}</p>`}${items.map(
      ({ act, body, state, expires }) =>
        html`<section class="card flow" id="${act}"><h2>${actName(reader, body, names)}</h2><p class="row">${actState(reader, state)}${expires !== undefined && html`<span>${say('joint.since', { moment: moment(reader, expires) })}</span>`}</p>${body.kind === 'decision' && html`<blockquote class="law">${words(reader, body.text)}</blockquote>`}<p class="soft code">${act}</p></section>`,
    )}</div>`,
  )
}
