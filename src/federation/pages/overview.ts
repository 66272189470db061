// How the nodes of the corridor stand with each other, for officers: heard when, how far, cosigned when, what is disputed.
import { drawn, type Html, html, type Page, page } from '../../platform/html.ts'
import type { FederationReader } from '../texts/index.ts'
import type { FederationView, LogView } from '../views.ts'

const LOOK = {
  'up to date': ['is-yes', 'yes'],
  behind: ['is-clock', 'clock'],
  unreachable: ['is-wait', 'wait'],
  refused: ['is-no', 'no'],
  'never heard': ['is-wait', 'wait'],
} as const

/** The state of the federation. */
export function overviewPage(view: FederationView, reader: FederationReader): Page {
  const { say, to } = reader
  const { closed, disputes, divergences } = view
  return page(
    say('federation.title'),
    html`<h1>${say('federation.title')}</h1><p class="lead read">${say('federation.lead')}</p>
${closed && html`<div class="notice is-warn">${drawn('warn', 's')}<p>${say('federation.closed')}</p></div>`}
${logs(view.logs, reader)}
<p>${say('federation.disputes', { count: disputes })} <a href="${to('/staff/disputes')}">${say('federation.see-disputes')}</a></p>
<p>${say('federation.divergences', { count: divergences })} <a href="${to('/staff/divergences')}">${say('federation.see-divergences')}</a></p>
<p class="row"><a class="btn quiet" href="${to('/staff/joint-acts')}">${say('federation.see-joint-acts')}</a><a class="btn quiet" href="${to('/staff/messages')}">${say('federation.see-messages')}</a></p>
${waiting(view, reader)}${witnesses(view, reader)}${roots(view, reader)}`,
  )
}

function logs(all: readonly LogView[], reader: FederationReader): Html {
  const { say, number, moment } = reader
  const heads = [
    say('federation.state'),
    say('federation.entries'),
    say('federation.heard'),
    say('federation.cosigned'),
    say('federation.confirmed'),
  ]
  const rows = all.map((log) => {
    const [look, shape] = LOOK[log.state]
    const at = (instant: string | undefined) => (instant ? moment(instant) : say('federation.never'))
    return html`<tr><th scope="row">${named(log.country, reader)}${log.own && html` <span class="soft">${say('federation.own')}</span>`}<br><span class="soft" dir="ltr">${log.address.replace(/^https?:\/\//, '')}</span></th>
<td data-h="${heads[0]}"><span class="st ${look}">${drawn(shape, 's')} ${say(`federation.state.${log.state}`)}</span>${log.clock !== undefined && html`<br>${say('federation.clock', { seconds: log.clock })}`}</td>
<td class="n" data-h="${heads[1]}">${number(log.size)}${log.lag > 0 && html`<br><span class="soft">${say('federation.lag', { count: log.lag })}</span>`}</td>
<td data-h="${heads[2]}">${log.own ? '–' : at(log.heardAt)}</td><td data-h="${heads[3]}">${at(log.cosignedAt)}</td><td class="n" data-h="${heads[4]}">${number(log.confirmed)}</td></tr>`
  })
  return html`<table class="stack"><caption>${say('federation.logs')}</caption><thead><tr><th scope="col">${say('federation.node')}</th>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${rows}</tbody></table>`
}

function waiting({ waitingKeys }: FederationView, reader: FederationReader): Html | false {
  const { say } = reader
  return (
    waitingKeys.length > 0 &&
    html`<section class="flow"><h2>${say('federation.keys-wait')}</h2><p>${say('federation.keys-wait-about')}</p><ul>${waitingKeys.map(
      ({ country, code, version, since }) =>
        html`<li>${named(country, reader)}: ${say('federation.keys-version', { version, since: reader.moment(since) })} <code dir="ltr">sursur keys countersign ${code}</code></li>`,
    )}</ul></section>`
  )
}

function witnesses({ witnesses: all }: FederationView, reader: FederationReader): Html {
  const { say } = reader
  return html`<section class="flow"><h2>${say('federation.witnesses')}</h2>${
    all.length === 0
      ? html`<p>${say('federation.no-witness')}</p>`
      : html`<ul>${all.map(({ name, address, cosignedAt }) => html`<li><b>${name}</b> <span class="soft code" dir="ltr">${address}</span>: ${cosignedAt ? reader.moment(cosignedAt) : say('federation.never')}</li>`)}</ul>`
  }</section>`
}

function roots({ roots: all }: FederationView, reader: FederationReader): Html {
  const { say } = reader
  return html`<section class="flow"><h2>${say('federation.roots')}</h2><p>${say('federation.roots-about')}</p><ul>${all.map(
    ({ country, key }) => html`<li>${named(country, reader)}: <code class="code" dir="ltr">${key}</code></li>`,
  )}</ul></section>`
}

function named(localized: Parameters<FederationReader['text']>[0], reader: FederationReader): Html {
  const { text, language, direction } = reader.text(localized)
  return language === reader.written.tag
    ? html`${text}`
    : html`<span lang="${language}" dir="${direction}">${text}</span>`
}
