// What can go wrong between two nodes, each with a code that tells a cut line from a forged word.

/**
 * `unreachable`, `timeout`: no answer, try again later. `busy`: too many calls wait for this peer already.
 * `not-signed`: no signature at all, or one that cannot be read. `not-covered`: it covers too little, or is for another
 * purpose. `unknown-key`: by nobody known here. `wrong-signature`: it does not fit. `wrong-address`: meant for another node.
 * `stale`: too old, or from the future. `replayed`: this very call was made before. `digest`: not the body that was signed.
 * `too-large`: a body over its limit. `other-request`: the key of an earlier call, used again for another one.
 */
export type PeerFaultCode =
  | 'unreachable'
  | 'timeout'
  | 'busy'
  | 'not-signed'
  | 'not-covered'
  | 'unknown-key'
  | 'wrong-signature'
  | 'wrong-address'
  | 'stale'
  | 'replayed'
  | 'digest'
  | 'too-large'
  | 'other-request'

export class PeerFault extends Error {
  override readonly name = 'PeerFault'
  readonly code: PeerFaultCode
  /** Believed by nobody: what the other side said without a signature, or what the system said. Nothing personal. */
  readonly detail: string
  constructor(code: PeerFaultCode, detail = '', cause?: unknown) {
    super(detail ? `${code}: ${detail}` : code, { cause })
    this.code = code
    this.detail = detail
  }
}
