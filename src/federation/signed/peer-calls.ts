// Calls between nodes: signed, checked, answered with a signature; each side believes only what the other has signed.

import type { Database } from '../../platform/database/database.ts'
import type { RawAnswer, RawRequest } from '../../platform/http.ts'
import { randomToken } from '../../platform/seal/digest.ts'
import type { Signer } from '../../transparency/keys/signer.ts'
import type { PeerAnswer, PeerCall, PeerCalls } from '../context.ts'
import type { Party, TrustBook } from '../trust/trust.ts'
import { SKEW } from './declared.ts'
import { PeerFault } from './fault.ts'
import { createNonceBook } from './nonce-book.ts'
import { createGate, createSend, LIMITS, type Limits, type Send } from './send.ts'
import { openAnswer, openRequest, type SignedRequest, signAnswer, signRequest } from './signature.ts'
import { claimAnswer, keepAnswer, sweepAnswers } from './store/answers.ts'
import { sweepNonces } from './store/nonces.ts'
import { type KeysOf, keyNamed } from './transport-key.ts'

export type PeerCallsSetup = {
  readonly trust: TrustBook
  /** The node's transport key. */
  readonly signer: Signer
  readonly now: () => Date
  readonly database: Database
  /** Which transport keys of a party count now: its present one, unless a former one still does. */
  readonly keysOf?: KeysOf
  readonly limits?: Partial<Limits>
  /** Another way to the peer than HTTP: for tests. */
  readonly send?: Send
}

const DAY = 86_400_000
/** How often old nonces are let go, counted in calls: so that no timer runs beside. */
const SWEEP_EVERY = 500
const TEXT = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' } as const

/** The signed calls of a node; `close` ends its kept connections. */
export function createPeerCalls(setup: PeerCallsSetup): PeerCalls & { readonly close: () => void } {
  const { trust, signer, now, database } = setup
  const limits = { ...LIMITS, ...setup.limits }
  const keysOf = setup.keysOf ?? ((party: Party) => [party.transport])
  const client = setup.send ? Object.assign(setup.send, { close: () => undefined }) : createSend(limits)
  const [outward, inward] = [createGate(limits), createGate({ atOnce: limits.atOnce * 4, waiting: limits.waiting })]
  const seconds = () => Math.floor(now().getTime() / 1000)
  const nonces = createNonceBook(database)
  let calls = 0

  async function callOnce(peer: Party, { method, path, body, contentType }: PeerCall, key: string) {
    const unsigned = {
      method,
      url: new URL(`${peer.url}${path}`),
      headers: { 'content-type': contentType ?? 'application/json', 'idempotency-key': key },
      body: body ?? new Uint8Array(),
    }
    const headers = await signRequest(signer, unsigned, { now: seconds(), nonce: randomToken(18) })
    const request: SignedRequest = { ...unsigned, headers }
    const answer = await client(request)
    if (!answer.headers.signature && answer.status >= 400) throw new PeerFault('not-signed', hintOf(answer))
    await openAnswer(answer, request, (keyid) => keyNamed(keysOf, peer, keyid), seconds())
    const type = answer.headers['content-type'] ?? ''
    return { status: answer.status, type, body: answer.body } satisfies PeerAnswer
  }

  async function call(peer: Party, wanted: PeerCall): Promise<PeerAnswer> {
    const key = wanted.idempotencyKey ?? randomToken(18)
    return outward(peer.url, async () => {
      try {
        return await callOnce(peer, wanted, key)
      } catch (error) {
        // The peer had closed a kept connection: once more over a new one, signed anew.
        if (error instanceof PeerFault && error.detail === 'closed-before') return callOnce(peer, wanted, key)
        throw error
      }
    })
  }

  function signed(request: RawRequest): SignedRequest {
    const own = trust.partyOf(trust.current().own)
    const base = new URL(own?.url ?? 'http://unknown.invalid')
    const to = URL.parse(`${base.protocol}//${request.authority}${request.path}${request.search}`)
    // A call for another node must not be answered here, whoever signed it.
    if (!to || to.host !== base.host) throw new PeerFault('wrong-address')
    return { method: request.method, url: to, headers: request.headers, body: request.body }
  }

  async function admit(request: SignedRequest) {
    let from: Party | undefined
    const find = (keyid: string) => {
      from = trust.peers().find((peer) => keyNamed(keysOf, peer, keyid) !== undefined)
      return from && keyNamed(keysOf, from, keyid)
    }
    const declared = await openRequest(request, find, seconds())
    if (!from) throw new PeerFault('unknown-key')
    const key = request.headers['idempotency-key'] ?? ''
    if (!/^[\w.:-]{8,128}$/.test(key)) throw new PeerFault('not-covered', 'idempotency-key')
    if (calls++ % SWEEP_EVERY === 0) await sweep()
    const until = new Date((declared.expires + SKEW) * 1000)
    if (!(await nonces.fresh({ peer: from.country, nonce: declared.nonce, until }))) throw new PeerFault('replayed')
    return { from, key }
  }

  async function sweep(): Promise<void> {
    await sweepNonces(database, now())
    await sweepAnswers(database, new Date(now().getTime() - 7 * DAY))
  }

  return {
    call,
    close: client.close,
    route: (respond, options) => async (raw) => {
      try {
        const request = signed(raw)
        const { from, key } = await admit(request)
        const work = options?.keep ? () => keptAnswer(raw, from, key, respond) : () => respond(raw, from)
        const answer = await inward(from.country, work)
        const body = typeof answer.body === 'string' ? Buffer.from(answer.body) : answer.body
        const plain = { 'cache-control': 'no-store', ...answer.headers }
        const headers = await signAnswer(signer, { status: answer.status, headers: plain, body }, request, seconds())
        return { status: answer.status, headers, body }
      } catch (error) {
        if (!(error instanceof PeerFault)) throw error
        // Unsigned: what was asked is not known to be a peer's word.
        const status = error.code === 'busy' ? 429 : error.code === 'wrong-address' ? 421 : 401
        return { status, headers: TEXT, body: `${error.code}\n` }
      }
    },
  }

  async function keptAnswer(
    raw: RawRequest,
    from: Party,
    key: string,
    respond: (request: RawRequest, from: Party) => Promise<RawAnswer>,
  ): Promise<RawAnswer> {
    const call = `${raw.method} ${raw.path}${raw.search} ${raw.headers['content-digest'] ?? ''}`
    const claim = { peer: from.country, key, call }
    const earlier = await claimAnswer(database, claim, now())
    if (earlier === 'other') return { status: 422, headers: TEXT, body: 'other-request\n' }
    if (earlier === 'busy') return { status: 409, headers: { ...TEXT, 'retry-after': '5' }, body: 'in-progress\n' }
    if (earlier !== 'mine') {
      const { status, type, body } = earlier
      return { status, headers: { 'content-type': type, 'cache-control': 'no-store' }, body }
    }
    const answer = await respond(raw, from).catch(async (error: unknown) => {
      await keepAnswer(database, claim, undefined)
      throw error
    })
    const body = typeof answer.body === 'string' ? Buffer.from(answer.body) : answer.body
    const type = answer.headers['content-type'] ?? ''
    // What failed here is tried anew; what was understood and answered is answered so for ever.
    await keepAnswer(database, claim, answer.status < 500 ? { status: answer.status, type, body } : undefined)
    return answer
  }
}

/** The first words of an unsigned refusal, for the log: anybody may have written them. */
function hintOf({ status, body }: { readonly status: number; readonly body: Uint8Array }): string {
  const word = /^[a-z-]{1,40}/.exec(Buffer.from(body.subarray(0, 60)).toString('latin1'))?.[0] ?? ''
  return `${status} ${word}`.trim()
}
