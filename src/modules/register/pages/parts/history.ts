// A recruiter's history as a thread, newest first; each act with whose it is and when the register learned of it.
import { drawn, fill, type Html, html } from '../../../../platform/html.ts'
import type { HistoryAct, HistoryEntry } from '../../views.ts'
import type { Shape } from './status.ts'
import { local, name, type RegisterReader } from './words.ts'

const FACT: Shape = { tone: 'fact', symbol: 'fact' }
const YES: Shape = { tone: 'yes', symbol: 'yes' }

const ACTS = {
  entered: ['entered', { tone: 'clock', symbol: 'wait' }],
  granted: ['granted', YES],
  renewed: ['renewed', YES],
  suspended: ['suspended', { tone: 'no', symbol: 'no' }],
  reinstated: ['reinstated', YES],
  revoked: ['revoked', { tone: 'no', symbol: 'revoked' }],
  amended: ['amended', FACT],
  closed: ['closed', { tone: 'clock', symbol: 'clock' }],
  appealed: ['appealed', FACT],
  'appeal refused': ['appeal-refused', { tone: 'no', symbol: 'no' }],
  'appeal allowed': ['appeal-allowed', YES],
  renamed: ['renamed', FACT],
  'particulars changed': ['particulars-changed', FACT],
  'particulars erased': ['particulars-erased', FACT],
  listed: ['listed', FACT],
  'listing changed': ['listing-changed', FACT],
  delisted: ['delisted', { tone: 'clock', symbol: 'clock' }],
  'listed again': ['listed-again', FACT],
  recognized: ['recognized', YES],
  'recognition refused': ['recognition-refused', { tone: 'warn', symbol: 'warn' }],
  'recognition suspended': ['recognition-suspended', { tone: 'no', symbol: 'no' }],
  'recognition restored': ['recognition-restored', YES],
} as const satisfies Record<HistoryAct, readonly [string, Shape]>

export function thread(history: readonly HistoryEntry[], reader: RegisterReader): Html {
  if (history.length === 0) return html`<p>${reader.say('history.empty')}</p>`
  const newest = [...history].sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0))
  return html`<ol class="thread">${newest.map((entry) => knot(entry, reader))}</ol>`
}

function knot(entry: HistoryEntry, reader: RegisterReader): Html {
  const { say } = reader
  const [act, shape] = ACTS[entry.act]
  const country = html`${reader.text(entry.countryName).text}`
  const names =
    entry.fromName &&
    entry.toName &&
    html`<p>${fill(say, 'history.names', { from: name(entry.fromName), to: name(entry.toName) })}</p>`
  return html`<li class="is-${shape.tone}">${drawn(shape.symbol, 's')}<time datetime="${entry.day}">${reader.day(entry.day)}</time><h3>${say(`act.${act}`)}</h3>${names}
${entry.validUntil && html`<p>${say('history.until', { day: reader.day(entry.validUntil) })}</p>`}${entry.reason && html`<p>${say('history.reason')} ${local(reader, entry.reason)}</p>`}${entry.ground && html`<p>${say('history.ground')} ${local(reader, entry.ground)}</p>`}
<p class="soft">${country}${entry.says && html`. ${local(reader, entry.says)}`}</p>${entry.learned && html`<p class="soft">${say('history.learned', { day: reader.day(entry.learned) })}</p>`}</li>`
}
