// Content-Digest (RFC 9530) over the bytes as they are: signature libraries cover the field, but do not hash the body (RFC 9421, 7.2.8).
import { hash } from 'node:crypto'
import { PeerFault } from './fault.ts'

/** The field for a body: `sha-256=:…:`. */
export function contentDigest(body: Uint8Array): string {
  return `sha-256=:${hash('sha256', body, 'base64')}:`
}

/**
 * Holds a body against its field. An encoded body is refused, since the digest speaks of the bytes before encoding.
 * Throws PeerFault `digest`.
 */
export function checkDigest(headers: Readonly<Record<string, string>>, body: Uint8Array): void {
  const encoding = headers['content-encoding'] ?? 'identity'
  if (encoding !== 'identity') throw new PeerFault('digest', 'the body is encoded')
  // Byte equality with the one way to write it: a second algorithm, or a second field, is not ours.
  if (headers['content-digest'] !== contentDigest(body)) throw new PeerFault('digest')
}
