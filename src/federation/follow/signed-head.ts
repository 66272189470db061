// Opens a checkpoint as its log may sign it: by a key that counts now, or by a retired one up to its last good size.
import { openCheckpoint } from '../../transparency/format/checkpoint.ts'
import { TransparencyFault } from '../../transparency/format/fault.ts'
import { parseVerifierKey, type VerifierKey } from '../../transparency/format/key.ts'
import type { Verified } from '../../transparency/format/note.ts'
import { parsePolicy } from '../../transparency/format/policy.ts'
import type { KeyManifest } from '../trust/trust.ts'

/** The log keys of a party: those that count, and those that count only for what was signed before they were lost. */
export type LogKeys = { readonly keys: readonly string[]; readonly retired: KeyManifest['retired'] }

export type SignedHead = {
  readonly size: number
  readonly root: Uint8Array
  /** The whole note as it was served. */
  readonly note: Uint8Array
  /** Cosignatures whose keys the policy names. */
  readonly cosignatures: readonly Required<Verified>[]
}

/**
 * Opens a served checkpoint of one log. Throws TransparencyFault: as `openCheckpoint` does; `malformed-checkpoint` for
 * another log's; `no-signature` when no key of the log that counts has signed; `bad-signature` for a retired key beyond its
 * last good size.
 */
export function openHead(note: Uint8Array, origin: string, logKeys: LogKeys, policy: string): SignedHead {
  const retired = new Map(logKeys.retired.map(({ log, lastGoodSize }) => [log, lastGoodSize]))
  const current = logKeys.keys.filter((key) => !retired.has(key))
  const log = keysOf([...new Set([...current, ...retired.keys()])], origin)
  const witnesses = parsePolicy(policy).witnesses.map(({ key }) => key)
  const { checkpoint, verified } = openCheckpoint(note, [...log, ...witnesses])
  const { size, root } = checkpoint
  if (checkpoint.origin !== origin)
    throw new TransparencyFault('malformed-checkpoint', `a checkpoint of ${checkpoint.origin}, not of ${origin}`)
  const signers = verified.filter(({ key }) => log.includes(key)).map(({ key }) => key.text)
  if (signers.length === 0)
    throw new TransparencyFault('no-signature', `no key of ${origin} that counts has signed its checkpoint`)
  if (!signers.some((key) => size <= (retired.get(key) ?? Number.POSITIVE_INFINITY)))
    throw new TransparencyFault('bad-signature', 'signed by a retired key beyond its last good size')
  const cosignatures = verified.flatMap(({ key, time }) =>
    time !== undefined && witnesses.includes(key) ? [{ key, time }] : [],
  )
  return { size, root, note, cosignatures }
}

function keysOf(texts: readonly string[], origin: string): readonly VerifierKey[] {
  return texts.map(parseVerifierKey).filter(({ name }) => name === origin)
}
