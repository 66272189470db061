// Particulars: names, telephones, addresses of a recruiter. They stand beside the events, in versions, and can be erased.
import canonicalize from 'canonicalize'
import { randomToken, sha256Hex } from '../../platform/seal/digest.ts'

export type NameKind = 'name' | 'trade name' | 'former name'

/** One version of a recruiter's particulars, as stored. Telephones and addresses as they were printed. */
export type Particulars = {
  readonly names: readonly { readonly text: string; readonly kind: NameKind }[]
  readonly telephones: readonly string[]
  /** `digits:hexLength:hash`, for lists that carry no numbers. */
  readonly telephoneHashes: readonly string[]
  readonly emails: readonly string[]
  readonly webs: readonly string[]
  readonly place?: string
  readonly validFrom?: string
  readonly validUntil?: string
}

/** What goes into the event: without the salt it says nothing about the particulars (federation.md, section 7). */
export type SealedParticulars = { readonly record: Particulars; readonly salt: string; readonly commitment: string }

/** Commits to particulars with a fresh salt of 32 random bytes. */
export function sealParticulars(record: Particulars): SealedParticulars {
  return { record, ...commitTo(record) }
}

/** A fresh salt and the commitment made with it. */
export function commitTo(record: object): { readonly salt: string; readonly commitment: string } {
  const salt = randomToken(32)
  return { salt, commitment: commitmentOf(record, salt) }
}

/** SHA-256 of `sursur/commit/v1`, a zero byte, the salt's bytes and the record in canonical JSON (RFC 8785), as hexadecimal. */
export function commitmentOf(record: object, salt: string): string {
  const head = Buffer.concat([Buffer.from('sursur/commit/v1\0', 'utf8'), Buffer.from(salt, 'base64url')])
  return sha256Hex(Buffer.concat([head, Buffer.from(canonicalize(record) ?? '', 'utf8')]))
}

/** The name under which a recruiter stands in the register. Empty once erased. */
export function nameOf(record: Particulars | null): string {
  return record?.names.find(({ kind }) => kind === 'name')?.text ?? ''
}

/** All names of one kind. */
export function namesOf(record: Particulars | null, kind: NameKind): readonly string[] {
  return record?.names.filter((name) => name.kind === kind).map(({ text }) => text) ?? []
}
