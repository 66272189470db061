// What is thrown when a note, a proof, a key or a tile cannot be believed; the code says which rule it broke.

export type FaultCode =
  | 'malformed-bytes'
  | 'malformed-note'
  | 'malformed-checkpoint'
  | 'malformed-key'
  | 'malformed-policy'
  | 'malformed-tile'
  | 'malformed-proof'
  | 'malformed-entry'
  | 'malformed-status'
  /** Two of the keys given have the same name and id. */
  | 'ambiguous-key'
  /** Signed, but by nobody whose key is known. */
  | 'unknown-signer'
  /** A known key's signature fails, or a signature is not in the one spelling of base64. */
  | 'bad-signature'
  /** The signature that the caller needs is not there. */
  | 'no-signature'
  /** A Merkle proof leads elsewhere. */
  | 'bad-proof'
  /** Fewer witnesses have cosigned than the policy asks for. */
  | 'no-quorum'

export class TransparencyFault extends Error {
  readonly code: FaultCode

  constructor(code: FaultCode, detail: string) {
    super(detail)
    this.name = 'TransparencyFault'
    this.code = code
  }
}
