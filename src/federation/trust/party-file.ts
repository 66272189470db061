// The file by which a country introduces itself to the others: its root key and its first list of keys, signed by that root.
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Country } from '../../kernel/country.ts'
import type { Signer } from '../../transparency/keys/signer.ts'
import { signManifest } from './announce.ts'
import { openManifest } from './manifest.ts'
import type { KeyManifest } from './trust.ts'
import { type PinnedParty, TrustFault } from './trust-file.ts'

const PartyFile = z.strictObject({ country: z.string(), root: z.string(), manifest: z.string() })

/** The public halves of a new node's keys. */
export type OwnKeys = {
  readonly root: Signer
  readonly log: Signer
  readonly witness: Signer
  readonly status: Signer
  readonly transport: Signer
  readonly seal: { readonly recipient: string }
}

/** How many named officers of a party approve a joint act, where nobody says otherwise (federation.md, 5.4). */
export const OFFICERS_NEEDED = 2

/** Introduces a party with its first list of keys. `url` without a slash at its end. */
export function introduce(
  who: { readonly corridor: string; readonly country: Country; readonly url: string; readonly now: Date },
  keys: OwnKeys,
): PinnedParty {
  const manifest: KeyManifest = {
    corridor: who.corridor,
    country: who.country,
    version: 1,
    issued: Math.floor(who.now.getTime() / 1000),
    url: who.url,
    log: keys.log.verifierKey,
    witness: keys.witness.verifierKey,
    status: keys.status.verifierKey,
    transport: keys.transport.verifierKey,
    seal: keys.seal.recipient,
    decision: { threshold: OFFICERS_NEEDED, officers: [] },
    retired: [],
  }
  return { country: who.country, root: keys.root.verifierKey, manifest: signManifest(manifest, [keys.root]) }
}

/** Reads such a file and checks the signature of its root. Throws TrustFault. */
export function readPartyFile(path: string): PinnedParty {
  let content: unknown
  try {
    content = JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    throw new TrustFault(`${path}: not readable as JSON; ask the other office for its party.json again`)
  }
  const read = PartyFile.safeParse(content)
  if (!read.success)
    throw new TrustFault(`${path}: ${read.error.issues[0]?.path.join('.')}: ${read.error.issues[0]?.message}`)
  try {
    const { manifest } = openManifest(read.data.manifest, read.data.root)
    if (manifest.country !== read.data.country) throw new Error('its keys are those of another country')
  } catch (error) {
    throw new TrustFault(`${path}: ${(error as Error).message}`)
  }
  return read.data
}

/** The list of keys by which a party introduces itself. Throws TransparencyFault. */
export function listOfParty({ root, manifest }: PinnedParty): KeyManifest {
  return openManifest(manifest, root).manifest
}

/** Where people and peers reach a node, and the name that its keys bear. */
export function ownAddress({ publicUrl, port }: { readonly publicUrl?: string | undefined; readonly port: number }) {
  const url = (publicUrl ?? `http://localhost:${port}`).replace(/\/+$/, '')
  return { url, host: url.replace(/^https?:\/\//, '') }
}
