// What a message signature says of itself: which parts it covers, when it was made, with which key (RFC 9421, 4.1).
import { type InnerList, isInnerList, parseDictionary, serializeDictionary, serializeItem } from 'structured-headers'
import { PeerFault } from './fault.ts'

export const TAG = 'sursur-fed-v1'
export const LABEL = 'sig1'
/** The longest life of a signature, and how far two clocks may be apart: seconds (federation.md, 3.11 and 6.6). */
export const LIFE = 300
export const SKEW = 300

/** What a request covers, always all of it. Not `@request-target`: it breaks over HTTP/2 (federation.md, 3.11). */
export const REQUEST_PARTS = [
  '"@method"',
  '"@authority"',
  '"@path"',
  '"@query"',
  '"content-type"',
  '"content-digest"',
  '"idempotency-key"',
] as const
/**
 * What an answer covers. Beyond 3.11 the signature of the request: all requests without a body have the same digest, so
 * the digest alone would let the answer of one question stand for another.
 */
export const ANSWER_PARTS = ['"@status"', '"content-digest"', '"content-digest";req', '"signature";req'] as const

export const REQUEST_PARAMETERS = ['created', 'expires', 'nonce', 'keyid', 'alg', 'tag'] as const
export const ANSWER_PARAMETERS = ['created', 'expires', 'keyid', 'alg', 'tag'] as const

export type Declared = {
  readonly keyid: string
  /** Unix seconds. */
  readonly created: number
  readonly expires: number
  /** Empty in an answer, which is bound to its request. */
  readonly nonce: string
  /** The parts in the order in which they were signed, and the list with its parameters as it was written. */
  readonly covered: readonly string[]
  readonly input: string
}

/**
 * Reads the one signature of a message. Throws PeerFault `not-signed` when there is none or more than one, or when it is
 * written in any but the canonical way; `not-covered` when a part or parameter is missing, or it is for another purpose.
 */
export function readDeclared(
  headers: Readonly<Record<string, string>>,
  parts: readonly string[],
  parameters: readonly string[],
): Declared {
  const [list, named] = onlySignature(headers)
  const covered = list.map((item) => serializeItem(item))
  if (covered.length !== parts.length || parts.some((part) => !covered.includes(part)))
    throw new PeerFault('not-covered', 'parts')
  if (named.size !== parameters.length || parameters.some((name) => !named.has(name)))
    throw new PeerFault('not-covered', 'parameters')
  if (named.get('tag') !== TAG) throw new PeerFault('not-covered', 'tag')
  if (named.get('alg') !== 'ed25519') throw new PeerFault('not-covered', 'alg')
  const [created, expires] = [named.get('created'), named.get('expires')]
  const [keyid, nonce] = [named.get('keyid'), named.get('nonce') ?? '']
  if (!Number.isInteger(created) || !Number.isInteger(expires)) throw new PeerFault('not-covered', 'time')
  if (typeof keyid !== 'string' || typeof nonce !== 'string') throw new PeerFault('not-covered', 'keyid')
  if (named.has('nonce') && !/^[\w-]{16,64}$/.test(nonce)) throw new PeerFault('not-covered', 'nonce')
  // onlySignature has seen to it that the field is the one label and the list.
  const input = (headers['signature-input'] ?? '').slice(LABEL.length + 1)
  return { keyid, nonce, created: Number(created), expires: Number(expires), covered, input }
}

function onlySignature(headers: Readonly<Record<string, string>>): InnerList {
  const { signature, 'signature-input': input } = headers
  if (!signature || !input) throw new PeerFault('not-signed')
  try {
    const [inputs, signatures] = [parseDictionary(input), parseDictionary(signature)]
    // A field sent twice, or a label said twice, does not come out of the parser as it went in.
    const canonical = serializeDictionary(inputs) === input && serializeDictionary(signatures) === signature
    const list = inputs.get(LABEL)
    if (canonical && inputs.size === 1 && signatures.size === 1 && list && isInnerList(list)) return list
  } catch (error) {
    throw new PeerFault('not-signed', 'unreadable', error)
  }
  throw new PeerFault('not-signed', 'unreadable')
}

/** Throws PeerFault `stale` when a signature is too old, from the future, or wants to live too long. `now`: Unix seconds. */
export function checkTime({ created, expires }: Declared, now: number): void {
  if (expires <= created || expires - created > LIFE) throw new PeerFault('stale', 'life')
  if (created > now + SKEW) throw new PeerFault('stale', 'future')
  if (created < now - SKEW || expires < now - SKEW) throw new PeerFault('stale', 'old')
}
