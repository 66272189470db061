// Cosigns a peer's statements: works each out anew from the own joint register, and signs only what comes out the same.
import type { Country } from '../../kernel/country.ts'
import type { RawAnswer, RawRequest, RawRoute } from '../../platform/http.ts'
import { sameBytes, text as textOf, toBase64, utf8 } from '../../transparency/format/bytes.ts'
import { TransparencyFault } from '../../transparency/format/fault.ts'
import type { Heads } from '../../transparency/format/heads.ts'
import { readListText, statusListParts } from '../../transparency/format/status-list.ts'
import { parseStatusText } from '../../transparency/format/status-note.ts'
import type { Party } from '../trust/trust.ts'
import { factsAt, knownHeads, listRows, noteFacts, within } from './facts.ts'
import { MOST_NOTES, STATUS_TIMES, type StatusParts } from './parts.ts'

/** Why a statement is not signed. `behind`: this node does not know the logs as far as the statement goes. */
export type Refusal =
  | 'malformed'
  | 'times'
  | 'logs'
  | 'behind'
  | 'roots'
  | 'changed-after'
  | 'different'
  | 'later-different'

export type Cosigned = { readonly signature: Uint8Array } | { readonly refused: Refusal }

const ANSWER = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' } as const
const LIMIT = 512 * 1024

/** `POST /fed/v1/status-cosign`: texts of notes or of a list in, a signature (base64) or the reason of a refusal for each out. */
export function cosignRoutes(parts: StatusParts): readonly RawRoute[] {
  const respond = async ({ body }: RawRequest, from: Party): Promise<RawAnswer> => {
    const texts = readTexts(body)
    if (!texts) return { status: 400, headers: ANSWER, body: '{"refused":"malformed"}' }
    const answers: { signature?: string; refused?: Refusal }[] = []
    for (const text of texts) {
      const cosigned = await cosign(parts, text)
      answers.push('refused' in cosigned ? cosigned : { signature: toBase64(cosigned.signature) })
    }
    const refused = answers.filter((answer) => answer.refused && answer.refused !== 'behind')
    if (refused.length > 0)
      parts.log.warn(
        { peer: from.country, refused: refused.length, first: refused[0]?.refused },
        'statements not cosigned',
      )
    return { status: 200, headers: ANSWER, body: JSON.stringify({ answers }) }
  }
  return [
    {
      method: 'post',
      path: '/fed/v1/status-cosign',
      permission: 'peer',
      limit: LIMIT,
      respond: parts.peers.route(respond),
    },
  ]
}

function readTexts(body: Uint8Array): readonly string[] | undefined {
  try {
    const { texts } = JSON.parse(textOf(body)) as { texts?: unknown }
    const fits = Array.isArray(texts) && texts.length <= MOST_NOTES && texts.every((one) => typeof one === 'string')
    return fits ? texts : undefined
  } catch {
    return undefined
  }
}

/** Signs the text of a status note or of a list's head, or says why not. */
export async function cosign(parts: StatusParts, text: string): Promise<Cosigned> {
  try {
    const refused = text.startsWith('sursur.org/status-list/')
      ? await listFault(parts, text)
      : await noteFault(parts, text)
    return refused ? { refused } : { signature: parts.signer.sign(utf8(text)) }
  } catch (error) {
    if (error instanceof TransparencyFault) return { refused: 'malformed' }
    throw error
  }
}

async function noteFault(parts: StatusParts, text: string): Promise<Refusal | undefined> {
  const note = parseStatusText(text)
  const early = timesFault(parts, note, STATUS_TIMES.printed) ?? (await headsFault(parts, note))
  if (early) return early
  const today = parts.dayIn(parts.trust.current().own, parts.now())
  const home = (await parts.facts(note.licence, today))?.home
  const facts = home && (await factsAt(parts, note.licence, home, note.issued))
  if (!facts) return 'different'
  if (!within(facts, note.heads, (country) => parts.trust.partyOf(country)?.origin)) return 'changed-after'
  const mine = noteFacts(facts)
  if (mine.licence !== note.licence || mine.shortName !== note.shortName || mine.status !== note.status)
    return 'different'
  // An authorization that ends before the statement does must not outlive itself on paper.
  const later = await factsAt(parts, note.licence, home, note.expires)
  return note.status === 'authorized' && later?.status !== 'authorized' ? 'later-different' : undefined
}

async function listFault(parts: StatusParts, text: string): Promise<Refusal | undefined> {
  const head = readListText(text)
  const early = timesFault(parts, head, STATUS_TIMES.list) ?? (await headsFault(parts, head))
  if (early) return early
  // Every licence is in it: it holds for these sizes only when nothing was heard beyond them.
  const known = await knownHeads(parts)
  if (!known?.every(({ size }, at) => size === head.heads[at]?.size)) return 'changed-after'
  const rows = await listRows(parts, head.issued)
  return statusListParts({ ...head, rows }).text === text ? undefined : 'different'
}

type Timed = { readonly corridor: string; readonly issued: number; readonly expires: number; readonly heads: Heads }

function timesFault({ now, trust }: StatusParts, said: Timed, most: number): Refusal | undefined {
  const age = Math.abs(Math.floor(now().getTime() / 1000) - said.issued)
  if (age > STATUS_TIMES.skew || said.expires - said.issued > most) return 'times'
  return said.corridor === trust.current().corridor ? undefined : 'logs'
}

/** The logs of all parties in their order, none further than known here, each with the root that it has at that size. */
async function headsFault(parts: StatusParts, { heads }: Timed): Promise<Refusal | undefined> {
  const { parties } = parts.trust.current()
  if (heads.length !== parties.length || heads.some(({ origin }, at) => origin !== parties[at]?.origin)) return 'logs'
  let known = await knownHeads(parts)
  const behind = () => parties.filter((_, at) => (known?.[at]?.size ?? 0) < (heads[at]?.size ?? 0))
  for (const { country } of behind()) if (country !== parts.trust.current().own) await follow(parts, country)
  known = await knownHeads(parts)
  if (behind().length > 0) return 'behind'
  for (const [at, { origin, size, root }] of heads.entries()) {
    const same = known?.[at]?.size === size ? known[at]?.root : await parts.rootAt(origin, size)
    if (!same || !sameBytes(same, root)) return 'roots'
  }
  return undefined
}

async function follow({ catchUp, log }: StatusParts, country: Country): Promise<void> {
  try {
    await catchUp(country)
  } catch (error) {
    log.warn({ peer: country, error: (error as Error).message }, 'the log could not be followed before cosigning')
  }
}
