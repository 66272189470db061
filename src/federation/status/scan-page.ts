// The scan page: checks a certificate's code on the reader's own telephone; without script it says what to do instead.
import { drawn, fill, type Html, html, type Page, page } from '../../platform/html.ts'
import type { StatusKey, StatusReader } from './texts/index.ts'

export type ScanView = {
  /** Whether this node makes signed statements: on a sample or a single node there are none to check. */
  readonly signed: boolean
}

/** Shape and tone of each result; the words differ too, so that colour is never the only sign. */
const RESULTS: readonly {
  readonly id: string
  readonly tone: string
  readonly symbol: string
  readonly key: StatusKey
}[] = [
  { id: 'green', tone: 'yes', symbol: 'yes', key: 'scan.green' },
  { id: 'amber', tone: 'clock', symbol: 'clock', key: 'scan.amber' },
  { id: 'red', tone: 'no', symbol: 'no', key: 'scan.red' },
  { id: 'false', tone: 'no', symbol: 'revoked', key: 'scan.false' },
  { id: 'unknown', tone: 'clock', symbol: 'clock', key: 'scan.unknown' },
  { id: 'refused', tone: 'warn', symbol: 'warn', key: 'scan.refused' },
]

/** What a reason is called; the script shows the lines that hold. */
const REASONS = [
  'suspended',
  'revoked',
  'expired',
  'unknown',
  'not-in-list',
  'one-signature',
  'not-confirmed',
  'stale',
  'never-synced',
  'clock',
  'contradiction',
  'bad-signature',
  'bad-proof',
] as const

export function scanPage({ signed }: ScanView, reader: StatusReader): Page {
  const { say, to, written } = reader
  const written_ = page(
    say('scan.title'),
    html`<div class="flow"><h1>${say('scan.title')}</h1><p class="lead read">${say('scan.lead')}</p>
<div data-scan hidden data-locale="${written.formats}" class="flow"><p class="row"><button class="btn" type="button" data-camera>${say('scan.camera')}</button> <button class="btn quiet" type="button" data-stop hidden>${say('scan.stop')}</button></p><p class="soft" data-camera-failed hidden role="status">${say('scan.camera-failed')}</p><video data-video hidden muted playsinline width="320" height="240" aria-label="${say('scan.camera')}"></video>
<p><label for="scan-picture">${say('scan.picture')}</label><input id="scan-picture" type="file" accept="image/*" data-picture></p>
<form data-typed class="flow"><p><label for="scan-code">${say('scan.code')}</label><textarea id="scan-code" rows="3" dir="ltr" autocomplete="off" autocapitalize="off" spellcheck="false" data-code></textarea></p><p><button class="btn quiet" type="submit">${say('scan.check')}</button></p></form>
<div data-result tabindex="-1" aria-live="polite" class="flow">${RESULTS.map((one) => result(one, reader))}</div>
<p class="soft" data-list="some" hidden>${fill(say, 'scan.list', { moment: slot('list') })}</p><p class="soft" data-list="none">${say('scan.no-list')}</p><p class="soft" data-offline hidden>${say('scan.ready-offline')}</p></div>
<div data-without class="flow"><p class="read">${say(signed ? 'scan.without' : 'scan.unsigned')}</p></div>
<section class="flow"><h2>${say('scan.number')}</h2><form action="${to('/check')}" method="get" class="flow"><p><label for="scan-number">${say('scan.number-label')}</label><input id="scan-number" name="q" required dir="ltr" autocomplete="off" maxlength="200"></p><p><button class="btn" type="submit">${say('scan.check')}</button></p></form></section>
<section class="flow"><h2>${say('scan.cannot')}</h2><ul><li>${say('scan.cannot-copy')}</li><li>${say('scan.cannot-later')}</li><li>${say('scan.cannot-person')}</li></ul></section></div>`,
  )
  return signed ? { ...written_, scripts: ['scan'] } : written_
}

function result({ id, tone, symbol, key }: (typeof RESULTS)[number], { say }: StatusReader): Html {
  const known = id !== 'false' && id !== 'refused'
  return html`<section class="verdict is-${tone}" data-colour="${id}" hidden>${drawn(symbol, 's')}<p class="asked">${known && html`${slot('name')} ${slot('licence')}`}</p><h2>${say(key)}</h2>${
    known &&
    html`<p>${fill(say, id === 'green' ? 'scan.valid' : 'scan.issued', { issued: slot('issued'), expires: slot('expires') })}</p>`
  }<ul>${REASONS.map((reason) => html`<li data-reason="${reason}" hidden>${say(`scan.reason.${reason}`)}</li>`)}</ul>${
    (id === 'green' || id === 'amber') && html`<p><b>${fill(say, 'scan.card', { licence: slot('licence') })}</b></p>`
  }${(id === 'red' || id === 'false') && html`<p><b>${say('scan.do-not-pay')}</b></p>`}</section>`
}

/** Where the script writes what it read: never HTML, text alone. */
function slot(name: string): Html {
  return html`<bdi data-slot="${name}"></bdi>`
}
