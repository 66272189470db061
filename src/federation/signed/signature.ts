// Signs requests and answers, and checks them again (RFC 9421 by http-message-signatures; federation.md, 3.11).
import { type Request as HttpRequest, type Response as HttpResponse, httpbis } from 'http-message-signatures'
import type { Signer } from '../../transparency/keys/signer.ts'
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

// The library has its own clock; the times are judged by ours (checkTime), with the clock that the node was given.
const NEVER = { tolerance: Number.MAX_SAFE_INTEGER } as const

/** The headers of a request, its digest and signature among them. `now`: Unix seconds. */
export async function signRequest(
  signer: Signer,
  request: SignedRequest,
  { now, nonce }: { readonly now: number; readonly nonce: string },
): Promise<Headers> {
  const headers = { ...request.headers, 'content-digest': contentDigest(request.body) }
  const values = { ...timesOf(now), nonce, alg: 'ed25519', keyid: keyidOf(signer.verifierKey), tag: TAG }
  const message = { method: request.method, url: request.url, headers }
  const config = { fields: [...REQUEST_PARTS], params: [...REQUEST_PARAMETERS], paramValues: values }
  return lowered(await httpbis.signMessage({ key: keyOf(signer), name: LABEL, ...config }, message as HttpRequest))
}

/** The headers of an answer to a signed request. */
export async function signAnswer(
  signer: Signer,
  answer: SignedAnswer,
  request: SignedRequest,
  now: number,
): Promise<Headers> {
  const headers = { ...answer.headers, 'content-digest': contentDigest(answer.body) }
  const values = { ...timesOf(now), alg: 'ed25519', keyid: keyidOf(signer.verifierKey), tag: TAG }
  const config = { fields: [...ANSWER_PARTS], params: [...ANSWER_PARAMETERS], paramValues: values }
  const message = { status: answer.status, headers }
  return lowered(
    await httpbis.signMessage(
      { key: keyOf(signer), name: LABEL, ...config },
      message as HttpResponse,
      plain(request) as HttpRequest,
    ),
  )
}

/** Checks a request: covered parts, time, key, signature, digest. Throws PeerFault. The nonce is the caller's to check. */
export async function openRequest(request: SignedRequest, find: FindKey, now: number): Promise<Declared> {
  const declared = readDeclared(request.headers, REQUEST_PARTS, REQUEST_PARAMETERS)
  checkTime(declared, now)
  await check(declared, find, plain(request) as HttpRequest)
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
  const message = { status: answer.status, headers: answer.headers }
  await check(declared, find, message as HttpResponse, plain(request) as HttpRequest)
  checkDigest(answer.headers, answer.body)
}

async function check(
  declared: Declared,
  find: FindKey,
  message: HttpRequest | HttpResponse,
  request?: HttpRequest,
): Promise<void> {
  const key = find(declared.keyid)
  if (!key) throw new PeerFault('unknown-key')
  const config = {
    ...NEVER,
    keyLookup: async () => ({
      id: key.keyid,
      algs: ['ed25519'],
      verify: async (base: Buffer, signature: Buffer) => key.verify(base, signature),
    }),
  }
  // A part that is covered but absent from the message cannot be rebuilt: the library throws.
  const fits = await httpbis.verifyMessage(config, message as HttpResponse, request).catch(() => false)
  if (fits !== true) throw new PeerFault('wrong-signature')
}

function timesOf(now: number) {
  return { created: new Date(now * 1000), expires: new Date((now + LIFE) * 1000) }
}

function keyOf(signer: Signer) {
  return {
    id: keyidOf(signer.verifierKey),
    alg: 'ed25519',
    sign: async (base: Buffer) => Buffer.from(signer.sign(base)),
  }
}

function plain({ method, url, headers }: SignedRequest) {
  return { method, url, headers }
}

/** The library names what it adds in capitals; between our walls names are in lower case. */
function lowered({ headers }: { readonly headers: Readonly<Record<string, string | string[]>> }): Headers {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]))
}
