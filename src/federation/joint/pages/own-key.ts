// The page of an officer's own decision key.
import { errorSummary, textField } from '../../../platform/form-parts.ts'
import { drawn, formMarks, html, type Page, page } from '../../../platform/html.ts'
import type { FormMarks } from '../../../platform/http.ts'
import { SHORTEST_SECRET } from '../decision-key.ts'
import type { JointReader } from '../texts/index.ts'
import type { OwnKeyView } from '../views.ts'
import { type Refused, refusalText } from './words.ts'

export function ownKeyPage(
  { key }: OwnKeyView,
  reader: JointReader,
  fresh: () => FormMarks,
  more: { readonly refused?: Refused | undefined; readonly done?: boolean } = {},
): Page {
  const { say, to } = reader
  const title = say('joint.key.title')
  const message = more.refused && refusalText(reader, more.refused)
  const again = more.refused?.code === 'secret-differs'
  const path = to('/staff/account/decision-key')
  return page(
    message ? say('joint.error-title', { title }) : title,
    html`<a class="back" href="${to('/staff/joint-acts')}">${drawn('go', 'i')}${say('joint.back')}</a>${message && errorSummary(say('joint.not-done'), [{ field: again ? 'again' : 'secret', message }])}${more.done === true && html`<div class="notice is-yes" role="status">${drawn('yes', 's')}<p>${say('joint.done')}</p></div>`}
<h1>${title}</h1><p class="lead read">${say('joint.key.about')}</p><p class="read">${say('joint.key.limit')}</p>
${
  key
    ? html`<p>${say('joint.key.is', { officer: key.officer, moment: reader.moment(key.madeAt) })}</p><p class="code">${key.text}</p><p>${say(key.announced ? 'joint.key.announced' : 'joint.key.waits')}</p>`
    : html`<p>${say('joint.key.none')}</p>`
}
<form method="post" action="${path}" class="flow">${formMarks(fresh())}${textField({ name: 'secret', label: say('joint.key.secret'), hint: say('joint.key.secret-hint', { least: SHORTEST_SECRET }), type: 'password', autocomplete: 'off', required: true, error: again ? undefined : message })}${textField({ name: 'again', label: say('joint.key.again'), type: 'password', autocomplete: 'off', required: true, error: again ? message : undefined })}<p><button class="btn">${say(key ? 'joint.key.replace' : 'joint.key.make')}</button></p></form>
${key && html`<form method="post" action="${path}/revoke">${formMarks(fresh())}<p><button class="btn quiet">${say('joint.key.revoke')}</button></p></form>`}`,
  )
}
