// Words and shapes of joint acts that several pages say alike.
import { drawn, fill, type Html, html } from '../../../platform/html.ts'
import type { ActBody, Words } from '../domain.ts'
import type { JointReader } from '../texts/index.ts'
import type { CountryNames, ShownState } from '../views.ts'

const LOOK: Readonly<Record<ShownState, readonly [tone: string, symbol: string]>> = {
  draft: ['wait', 'wait'],
  proposed: ['wait', 'wait'],
  'approved in part': ['wait', 'wait'],
  'approved by all': ['clock', 'clock'],
  effective: ['yes', 'yes'],
  rejected: ['no', 'no'],
  lapsed: ['clock', 'clock'],
  repealed: ['clock', 'clock'],
}

/** The state of an act: shape and word. */
export function actState(reader: JointReader, state: ShownState): Html {
  const [tone, symbol] = LOOK[state]
  return html`<span class="st is-${tone}">${drawn(symbol, 's')} ${reader.say(`joint.state.${state}`)}</span>`
}

/** What an act says, in one line. */
export function actName(reader: JointReader, body: ActBody, names: CountryNames): Html {
  const { say } = reader
  const number = (text: string) => html`<bdi dir="ltr"${text.length <= 18 && html` class="nb"`}>${text}</bdi>`
  switch (body.kind) {
    case 'recognition':
      return fill(say, 'joint.name.recognition', {
        licence: number(body.licence),
        host: countryName(reader, body.host, names),
      })
    case 'suspension':
      return fill(say, 'joint.name.suspension', { licence: number(body.licence) })
    case 'invitation':
      return fill(say, 'joint.name.invitation', { name: html`<bdi>${body.name}</bdi>` })
    case 'repeal':
      return fill(say, 'joint.name.repeal', { act: html`<span class="code">${body.of}</span>` })
    default:
      return words(reader, body.title)
  }
}

/** The same as plain text, for the title of a page. */
export function actTitle(reader: JointReader, body: ActBody, names: CountryNames): string {
  const { say } = reader
  if (body.kind === 'decision') return reader.text(body.title).text
  if (body.kind === 'recognition')
    return say('joint.name.recognition', { licence: body.licence, host: nameOf(reader, body.host, names).text })
  if (body.kind === 'suspension') return say('joint.name.suspension', { licence: body.licence })
  return body.kind === 'invitation'
    ? say('joint.name.invitation', { name: body.name })
    : say('joint.name.repeal', { act: body.of })
}

/** Words in the nearest language, marked when that is not the page's. */
export function words(reader: JointReader, said: Words): Html {
  const { text, language, direction } = reader.text(said)
  return language === reader.written.tag
    ? html`${text}`
    : html`<span lang="${language}" dir="${direction}">${text}</span>`
}

export function countryName(reader: JointReader, code: string, names: CountryNames): Html {
  const localized = names[code]
  return localized ? words(reader, localized) : html`<bdi>${code}</bdi>`
}

function nameOf(reader: JointReader, code: string, names: CountryNames) {
  return reader.text(names[code] ?? { [reader.written.tag]: code })
}

export function moment(reader: JointReader, seconds: number): string {
  return reader.moment(new Date(seconds * 1000).toISOString())
}

const REFUSALS = [
  'bad-body',
  'host-not-a-party',
  'already-a-party',
  'too-long',
  'bad-days',
  'nothing-to-repeal',
  'no-draft',
  'no-act',
  'other-text',
  'already-decided',
  'expired',
  'no-key',
  'key-not-announced',
  'already-signed',
  'key-rests',
  'wrong-secret',
  'wait',
  'no-reason',
  'secret-short',
  'secret-long',
  'secret-differs',
  'secret-is-password',
  'try-again',
  'not-allowed',
] as const

export type Refused = { readonly code: string; readonly values?: Readonly<Record<string, string>> | undefined }

/** Why something was not done, and what to do. */
export function refusalText(reader: JointReader, { code, values }: Refused): string {
  const known = REFUSALS.find((one) => one === code) ?? 'bad-body'
  return reader.say(`joint.refused.${known}`, values)
}
