// Signs requests and answers, and checks them again (RFC 9421; federation.md, 3.11).
import type { Signer } from '../../transparency/keys/signer.ts'
import { signatureBase, signatureInput } from './base.ts'
import {
  ANSWER_PARAMETERS,
  ANSWER_PARTS,
  checkTime,
  type Declared,
  LABEL,
  LIFE,
  REQUEST_PARAMETERS,
  REQUEST_PARTS,
  readDeclared,
  TAG,
} from './declared.ts'
import { checkDigest, contentDigest } from './digest.ts'
import { PeerFault } from './fault.ts'
import { keyidOf, type TransportKey } from './transport-key.ts'

export type Headers = Readonly<Record<string, string>>
/** A request as both sides see it; names of headers in lower case. */
export type SignedRequest = {
  readonly method: 'GET' | 'POST'
  readonly url: URL
  readonly headers: Headers
  readonly body: Uint8Array
}
export type SignedAnswer = { readonly status: number; readonly headers: Headers; readonly body: Uint8Array }
/** The key of a short name; undefined when nobody known has it. */
export type FindKey = (keyid: string) => TransportKey | undefined

const SIGNATURE = new RegExp(`^${LABEL}=:([A-Za-z0-9+/]{86}==):$`)

/** The headers of a request, its digest and signature among them. `now`: Unix seconds. */
export async function signRequest(
  signer: Signer,
  request: SignedRequest,
  { now, nonce }: { readonly now: number; readonly nonce: string },
): Promise<Headers> {
  const headers = { ...request.headers, 'content-digest': contentDigest(request.body) }
  const values = { created: now, expires: now + LIFE, nonce, ...ownOf(signer) }
  return signed(signer, REQUEST_PARTS, inputOf(REQUEST_PARTS, REQUEST_PARAMETERS, values), { ...request, headers })
}

/** The headers of an answer to a signed request. */
export async function signAnswer(
  signer: Signer,
  answer: SignedAnswer,
  request: SignedRequest,
  now: number,
): Promise<Headers> {
  const headers = { ...answer.headers, 'content-digest': contentDigest(answer.body) }
  const values = { created: now, expires: now + LIFE, ...ownOf(signer) }
  const input = inputOf(ANSWER_PARTS, ANSWER_PARAMETERS, values)
  return signed(signer, ANSWER_PARTS, input, { status: answer.status, headers }, request)
}

/** Checks a request: covered parts, time, key, signature, digest. Throws PeerFault. The nonce is the caller's to check. */
export async function openRequest(request: SignedRequest, find: FindKey, now: number): Promise<Declared> {
  const declared = readDeclared(request.headers, REQUEST_PARTS, REQUEST_PARAMETERS)
  checkTime(declared, now)
  check(declared, find, request)
  checkDigest(request.headers, request.body)
  return declared
}

/** Checks that an answer is the peer's, and the answer to this request. Throws PeerFault. */
export async function openAnswer(
  answer: SignedAnswer,
  request: SignedRequest,
  find: FindKey,
  now: number,
): Promise<void> {
  const declared = readDeclared(answer.headers, ANSWER_PARTS, ANSWER_PARAMETERS)
  checkTime(declared, now)
  check(declared, find, answer, request)
  checkDigest(answer.headers, answer.body)
}

function check(
  { keyid, covered, input }: Declared,
  find: FindKey,
  message: SignedRequest | SignedAnswer,
  request?: SignedRequest,
): void {
  const key = find(keyid)
  if (!key) throw new PeerFault('unknown-key')
  const base = signatureBase(covered, input, message, request)
  const [, signature] = SIGNATURE.exec(message.headers.signature ?? '') ?? []
  if (!base || !signature || !key.verify(base, Buffer.from(signature, 'base64'))) throw new PeerFault('wrong-signature')
}

function signed(
  signer: Signer,
  parts: readonly string[],
  input: string,
  message: Pick<SignedRequest, 'method' | 'url' | 'headers'> | Pick<SignedAnswer, 'status' | 'headers'>,
  request?: SignedRequest,
): Headers {
  const base = signatureBase(parts, input, message, request)
  if (!base) throw new Error('a part that a signature covers is not in the message')
  const signature = Buffer.from(signer.sign(base)).toString('base64')
  return { ...message.headers, 'signature-input': `${LABEL}=${input}`, signature: `${LABEL}=:${signature}:` }
}

function ownOf(signer: Signer) {
  return { alg: 'ed25519', keyid: keyidOf(signer.verifierKey), tag: TAG }
}

/** The parameters in the order in which they are named. */
function inputOf<N extends string>(
  parts: readonly string[],
  names: readonly N[],
  values: Readonly<Record<N, string | number>>,
): string {
  return signatureInput(
    parts,
    names.map((name) => [name, values[name]] as const),
  )
}
