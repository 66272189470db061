// Checks a signed statement about a recruiter, from a `.proof` file or from a QR code, and says what it is worth as a colour.
import type { Checkpoint } from '../format/checkpoint.ts'
import { type FaultCode, TransparencyFault } from '../format/fault.ts'
import { writeNote } from '../format/note.ts'
import { signatureLine } from '../format/note-line.ts'
import type { Policy } from '../format/policy.ts'
import { isStatusCode, parseStatusCode, type StatusCode } from '../format/status-code.ts'
import { parseStatusText, type StatusNote, type StatusWord, statusText } from '../format/status-note.ts'
import { isStatusProof, parseStatusProof } from '../format/status-proof.ts'
import { openStatus, originsOf, signedByAll, statusKeys } from '../format/status-signers.ts'
import { type CheckedEntry, checkEntries } from './entries.ts'
import { type Colour, type Evidence, judge, type Reason } from './judge.ts'
import { type PolicyGiven, policyOf } from './policy.ts'
import { type OpenedStatusList, openStatusList } from './status-list.ts'

export type StatementOptions = {
  /** Unix seconds. */
  readonly now: number
  /** The newest status list that was synced, as text or opened. */
  readonly list?: OpenedStatusList | string
  /** What was seen of this licence before and may not be forgotten, such as a suspension. */
  readonly seen?: readonly Evidence[]
  /** Seconds for which a statement counts as fresh without a newer list; a day when left out. */
  readonly maxAge?: number
}

/** What a statement is worth. When its signature or proof fails, nothing of its content is told. */
export type StatementVerdict = {
  readonly colour: Colour
  /** The first one decides. */
  readonly reasons: readonly Reason[]
  /** Names of the status keys that have signed. */
  readonly signedBy: readonly string[]
  readonly statement?: StatusNote
  /** How the licence stands by the newest evidence: of the list, where there is one. */
  readonly status?: StatusWord | 'not-in-list'
  /** Entries of the logs that came with it, proven. */
  readonly entries: readonly CheckedEntry[]
  /** To be kept, and given as `seen` the next time, when the colour is red. */
  readonly evidence: readonly Evidence[]
  readonly licence?: string
  readonly shortName?: string
  /** Unix seconds. */
  readonly issued?: number
  readonly expires?: number
  readonly heads?: readonly Checkpoint[]
}

const DAY = 86_400

/**
 * Checks the text of a `.proof` file or of a QR code under a policy (text or parsed). Green only for an authorization that
 * every party has signed, that is fresh (by itself, or by the list) and that nothing newer contradicts; an inclusion proof
 * alone is never green, because it cannot show that nothing followed (federation.md, 6.5).
 * Throws TransparencyFault for what is no statement: `malformed-…`; `unknown-signer` when none of the policy's status keys
 * has signed it, or a code has a signature of another key.
 */
export function verifyStatement(text: string, policy: PolicyGiven, options: StatementOptions): StatementVerdict {
  const read = policyOf(policy)
  try {
    return judged(opened(text, read, options.now), read, options)
  } catch (error) {
    if (error instanceof TransparencyFault && isLie(error.code))
      return { colour: 'red', reasons: [error.code], signedBy: [], entries: [], evidence: [] }
    throw error
  }
}

type Opened = {
  readonly note: StatusNote
  readonly signedBy: readonly string[]
  readonly entries: readonly CheckedEntry[]
  readonly confirmed: boolean
}

function judged({ note, signedBy, entries, confirmed }: Opened, policy: Policy, options: StatementOptions) {
  const { now, seen = [], maxAge = DAY } = options
  const list = typeof options.list === 'string' ? openStatusList(options.list, policy) : options.list
  if (list && list.corridor !== note.corridor)
    throw new TransparencyFault('malformed-status', 'the list is of another corridor')
  const { status, heads, issued, expires, licence, shortName } = note
  const own: Evidence = {
    from: 'statement',
    status,
    heads,
    issued,
    expires,
    complete: signedByAll(policy, signedBy, heads),
  }
  const listed: Evidence | undefined = list && {
    from: 'list',
    status: list.statusOf(licence) ?? 'not-in-list',
    heads: list.heads,
    issued: list.issued,
    expires: list.expires,
    complete: list.complete,
  }
  // A list that the statement has overtaken says nothing of a licence that is newer than it.
  const evidence = [...(listed ? [listed] : []), own, ...seen]
  const { colour, reasons } = judge(evidence, now, maxAge)
  const lowered = colour === 'green' && !confirmed
  return {
    colour: lowered ? 'amber' : colour,
    reasons: lowered ? (['not-confirmed'] as const) : reasons,
    signedBy,
    statement: note,
    status: newestStatus(evidence, reasons),
    entries,
    evidence: [...(listed ? [listed] : []), own],
    licence,
    shortName,
    issued,
    expires,
    heads,
  } satisfies StatementVerdict
}

function newestStatus(evidence: readonly Evidence[], [reason]: readonly Reason[]): StatusWord | 'not-in-list' {
  return evidence.find(({ status }) => status === reason)?.status ?? 'authorized'
}

function opened(text: string, policy: Policy, now: number): Opened {
  if (isStatusCode(text)) return { ...openCode(parseStatusCode(text), policy), entries: [], confirmed: true }
  if (!isStatusProof(text))
    throw new TransparencyFault('malformed-status', 'neither a proof file nor the code of a certificate')
  const { note, entries } = parseStatusProof(text)
  const { text: signed, signedBy } = openStatus(note, policy)
  const statement = parseStatusText(signed)
  return { note: statement, signedBy, ...checkEntries(entries, statement, policy, now) }
}

/** Puts the names of the logs back, which the code leaves out, and opens the note. */
function openCode({ logs, signatures, ...facts }: StatusCode, policy: Policy): Pick<Opened, 'note' | 'signedBy'> {
  const keys = statusKeys(policy)
  const lines = signatures.map(({ id, signature }) => {
    const key = keys.find((one) => one.id === id)
    // A code has no room for strangers: this is another corridor's, or older than the keys.
    if (!key)
      throw new TransparencyFault('unknown-signer', 'the code is signed with a key that the policy does not name')
    return signatureLine(key.name, id, signature)
  })
  if (lines.length === 0 || new Set(lines).size !== lines.length)
    throw new TransparencyFault('unknown-signer', 'nobody has signed the code, or somebody twice')
  for (const origins of choices(originsOf(policy), logs.length)) {
    const note = { ...facts, heads: logs.map((log, at) => ({ origin: origins[at] ?? '', ...log })) }
    try {
      return { note, signedBy: openStatus(writeNote(statusText(note), lines), policy).signedBy }
    } catch (error) {
      if (!(error instanceof TransparencyFault) || error.code !== 'bad-signature') throw error
    }
  }
  throw new TransparencyFault('bad-signature', 'a signature of the code fails')
}

/** Every way to choose `count` in their order: one, unless a country has joined since the code was printed. */
function choices(all: readonly string[], count: number): readonly (readonly string[])[] {
  if (count === 0) return [[]]
  if (all.length < count) return []
  const [first = '', ...rest] = all
  return [...choices(rest, count - 1).map((more) => [first, ...more]), ...choices(rest, count)].slice(0, MOST_CHOICES)
}
const MOST_CHOICES = 16

function isLie(code: FaultCode): code is 'bad-signature' | 'bad-proof' {
  return code === 'bad-signature' || code === 'bad-proof'
}
