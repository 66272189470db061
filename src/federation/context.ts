// What every part of the federation works with on a running node.
import type { Country } from '../kernel/country.ts'
import type { Pack } from '../packs/index.ts'
import type { OperatingNode } from '../people/index.ts'
import type { RawAnswer, RawRequest } from '../platform/http.ts'
import type { SealKey } from '../platform/seal/age.ts'
import type { Signer } from '../transparency/keys/signer.ts'
import type { Party, TrustBook } from './trust/trust.ts'

/** The node's own keys, each for one purpose (federation.md, 6.9). */
export type NodeKeys = {
  readonly log: Signer
  readonly witness: Signer
  readonly status: Signer
  readonly transport: Signer
  readonly seal: SealKey
  /** Identities of seal keys that were exchanged: what was sealed for them before still opens. */
  readonly formerSeals?: readonly string[]
}

export type FederationLog = {
  readonly info: (fields: Readonly<Record<string, unknown>>, message: string) => void
  readonly warn: (fields: Readonly<Record<string, unknown>>, message: string) => void
}

export type FederationNode = {
  readonly node: OperatingNode
  readonly pack: Pack
  readonly country: Country
  readonly trust: TrustBook
  readonly keys: NodeKeys
  readonly dataFolder: string
  readonly log: FederationLog
  readonly peers: PeerCalls
}

export type PeerCall = {
  readonly method: 'GET' | 'POST'
  /** Path with query, from `/fed/v1/…`. */
  readonly path: string
  readonly body?: Uint8Array
  readonly contentType?: string
  /** The same key: done once by the other side. Made fresh when left out. */
  readonly idempotencyKey?: string
}
export type PeerAnswer = { readonly status: number; readonly type: string; readonly body: Uint8Array }

/** Signed calls between nodes (RFC 9421; federation.md, 3.11). Built by `signed/`. */
export type PeerCalls = {
  /** Calls a peer and checks the signature of its answer. Throws PeerFault: unreachable, or an answer that is not the peer's. */
  readonly call: (peer: Party, call: PeerCall) => Promise<PeerAnswer>
  /**
   * Wraps a route for peers: the request's signature, digest and nonce are checked, the answer is signed. `keep`: the
   * answer is kept a week, and given again to the same idempotency key; for a POST that stores.
   */
  readonly route: (
    respond: (request: RawRequest, from: Party) => Promise<RawAnswer>,
    options?: { readonly keep?: boolean },
  ) => (request: RawRequest) => Promise<RawAnswer>
}
