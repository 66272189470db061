// Makes the node's status statements: works them out, signs them, and asks the peers to sign them too.
import type { StatusFacts } from '../../modules/register/index.ts'
import { fromBase64, text as textOf, utf8 } from '../../transparency/format/bytes.ts'
import { verifyEd25519 } from '../../transparency/format/ed25519.ts'
import { parseVerifierKey } from '../../transparency/format/key.ts'
import { signatureLine, writeNote } from '../../transparency/format/note.ts'
import { type CodeSignature, codeOf, writeStatusCode } from '../../transparency/format/status-code.ts'
import { statusListParts, writeStatusList } from '../../transparency/format/status-list.ts'
import { type StatusNote, statusText } from '../../transparency/format/status-note.ts'
import type { Party } from '../trust/trust.ts'
import { factsAt, knownHeads, listRows, noteFacts, within } from './facts.ts'
import { STATUS_TIMES, type StatusParts } from './parts.ts'

type Signature = CodeSignature & { readonly name: string }

/** A statement with the signatures that it got; `complete` when every party has signed. */
export type Statement = {
  readonly note: StatusNote
  readonly facts: StatusFacts
  readonly signatures: readonly Signature[]
  readonly complete: boolean
  /** The signed note. */
  readonly text: string
}
export type Purpose = 'app' | 'printed'

export type StatusOffice = {
  /** The statement about a licence; undefined when there is no such recruiter, or no statement can be made now. */
  readonly statement: (licence: string, purpose: Purpose) => Promise<Statement | undefined>
  /** The text of the QR code for paper; undefined when none can be made now. */
  readonly code: (licence: string) => Promise<string | undefined>
  /** Makes a new list. */
  readonly makeList: () => Promise<{ readonly text: string; readonly complete: boolean } | undefined>
}

/** Statements that are kept; a crowd at a few papers must not cost a signature each. */
const MOST_KEPT = 2000

export function createStatusOffice(parts: StatusParts): StatusOffice {
  const { trust, now } = parts
  const kept = new Map<string, { readonly until: number; readonly made: Promise<Statement> }>()
  const seconds = () => Math.floor(now().getTime() / 1000)

  async function statement(licence: string, purpose: Purpose): Promise<Statement | undefined> {
    const at = seconds()
    const home = (await parts.facts(licence, parts.dayIn(trust.current().own, new Date(at * 1000))))?.home
    const facts = home && (await factsAt(parts, licence, home, at))
    const heads = await knownHeads(parts)
    // What is appended and not yet published will be in a moment; until then nobody could follow the statement.
    if (!facts || !heads || !within(facts, heads, (country) => trust.partyOf(country)?.origin)) return undefined
    const { licence: number, shortName, status } = noteFacts(facts)
    const key = JSON.stringify([
      purpose,
      number,
      shortName,
      status,
      facts.homeIndex,
      [...facts.hostIndexes],
      trust.current().policy,
    ])
    const before = kept.get(key)
    if (before && before.until > at) return before.made
    const note: StatusNote = {
      corridor: trust.current().corridor,
      ...{ licence: number, shortName, status },
      issued: at,
      expires: await endOf(parts, facts, at, STATUS_TIMES[purpose]),
      heads,
    }
    const made = sign(note, facts)
    kept.delete(key)
    if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value ?? '')
    kept.set(key, { until: at + STATUS_TIMES.retry, made })
    const done = await made.catch((error) => {
      kept.delete(key)
      throw error
    })
    // Never beyond its own date: one that ends at midnight is made anew.
    if (done.complete) kept.set(key, { until: Math.min(at + STATUS_TIMES.reuse, note.expires), made })
    return done
  }

  async function sign(note: StatusNote, facts: StatusFacts): Promise<Statement> {
    const text = statusText(note)
    const signatures = await signaturesOf(parts, text)
    const complete = signatures.length === trust.current().parties.length
    return { note, facts, signatures, complete, text: signedNote(text, signatures) }
  }

  return {
    statement,
    async code(licence) {
      const made = await statement(licence, 'printed')
      const own = trust.partyOf(trust.current().own)
      return made && own && writeStatusCode(own.url, codeOf(made.note, made.signatures))
    },
    async makeList() {
      const heads = await knownHeads(parts)
      if (!heads) return undefined
      const issued = seconds()
      const rows = await listRows(parts, issued)
      const { corridor, parties } = trust.current()
      const list = statusListParts({ corridor, issued, expires: issued + STATUS_TIMES.list, heads, rows })
      const signatures = await signaturesOf(parts, list.text)
      const complete = signatures.length === parties.length
      return { text: writeStatusList(signedNote(list.text, signatures), list.rows), complete }
    },
  }
}

/** When a statement ends: after so many seconds, or on the last hour on which the authorization still holds. */
async function endOf(parts: StatusParts, facts: StatusFacts, at: number, most: number): Promise<number> {
  const holds = async (time: number) => (await factsAt(parts, facts.licence, facts.home, time))?.status === 'authorized'
  if (facts.status !== 'authorized' || (await holds(at + most))) return at + most
  let [good, bad] = [0, Math.ceil(most / 3600)]
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2)
    if (await holds(at + middle * 3600)) good = middle
    else bad = middle
  }
  return at + good * 3600
}

function signedNote(text: string, signatures: readonly Signature[]): string {
  return writeNote(
    text,
    signatures.map(({ name, id, signature }) => signatureLine(name, id, signature)),
  )
}

/** The own signature, and those of the peers who could be asked and agreed, in the order of the parties. */
async function signaturesOf(parts: StatusParts, text: string): Promise<readonly Signature[]> {
  const { parties, own } = parts.trust.current()
  const { name, id, sign } = parts.signer
  const all = await Promise.all(
    parties.map((party) =>
      party.country === own ? { name, id, signature: sign(utf8(text)) } : askPeer(parts, party, text),
    ),
  )
  return all.flatMap((one) => (one ? [one] : []))
}

/** A peer that is away, or that knows better, does not sign: the statement then has one signature less. */
async function askPeer(parts: StatusParts, peer: Party, text: string): Promise<Signature | undefined> {
  const { peers, log } = parts
  try {
    const body = utf8(JSON.stringify({ texts: [text] }))
    const answer = await peers.call(peer, {
      method: 'POST',
      path: '/fed/v1/status-cosign',
      body,
      contentType: 'application/json',
    })
    const { answers } = JSON.parse(textOf(answer.body)) as { answers?: { signature?: string; refused?: string }[] }
    const [first] = answers ?? []
    const signature = fromBase64(first?.signature ?? '')
    const key = parseVerifierKey(peer.status)
    if (verifyEd25519(key.publicKey, utf8(text), signature)) return { name: key.name, id: key.id, signature }
    log.warn(
      { peer: peer.country, refused: first?.refused ?? 'bad signature' },
      'the peer has not cosigned a statement',
    )
  } catch (error) {
    log.warn({ peer: peer.country, error: (error as Error).message }, 'the peer could not be asked to cosign')
  }
  return undefined
}
