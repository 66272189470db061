// The proof of a contradiction as one text that anybody can check with the public keys of the log: two checkpoints and what lies between.
import { fromBase64, text as textOf, toBase64 } from '../../transparency/format/bytes.ts'
import { type OpenedCheckpoint, openCheckpoint } from '../../transparency/format/checkpoint.ts'
import { TransparencyFault } from '../../transparency/format/fault.ts'
import type { Hash } from '../../transparency/format/hash.ts'
import { parseVerifierKey } from '../../transparency/format/key.ts'
import { consistencyProof, rootOf, verifyConsistency } from '../../transparency/format/merkle.ts'
import type { VerifiedTree } from './tree.ts'

const TITLE = 'sursur.org/contradiction/v1'
const ABOUT = `# Both checkpoints below are signed by the log. When their sizes differ, the hashes after "root-at" and "proof" show
# (RFC 9162, 2.1.4) which root the larger one has at the smaller size: it is not the one that the log signed.`

/** `older` and `newer` are signed notes; `newer` is the one whose tree is at hand, when their sizes differ. */
export type Contradiction = {
  readonly log: string
  /** Verifier keys of the log. */
  readonly keys: readonly string[]
  readonly older: string
  readonly newer: string
  readonly between?: { readonly size: number; readonly root: Hash; readonly hashes: readonly Hash[] }
}

/** What a tree says about its own beginning: for a checkpoint that says otherwise. */
export async function betweenOf(tree: VerifiedTree, size: number): Promise<Contradiction['between']> {
  if (size === tree.size) return undefined
  if (size === 0) return undefined
  const [root, hashes] = [await rootOf(size, tree.read), await consistencyProof(size, tree.size, tree.read)]
  return { size, root, hashes }
}

/** The proof as text. */
export function contradictionText({ log, keys, older, newer, between }: Contradiction): string {
  const lines = [
    TITLE,
    ABOUT,
    `log ${log}`,
    ...keys.map((key) => `key ${key}`),
    ...(between
      ? [
          `root-at ${between.size} ${toBase64(between.root)}`,
          ...between.hashes.map((hash) => `proof ${toBase64(hash)}`),
        ]
      : []),
  ]
  return `${lines.join('\n')}\n== the smaller checkpoint, or the first ==\n${older}== the larger checkpoint, or the second ==\n${newer}`
}

/**
 * Checks a proof under keys that the reader trusts (those in the text prove nothing). Returns the two sizes.
 * Throws TransparencyFault when the log did not contradict itself, or when this does not show it.
 */
export function checkContradiction(proof: string, keys: readonly string[]): readonly [number, number] {
  const [head = '', older = '', newer = '', ...rest] = proof.split(/^== .+ ==\n/m)
  const log = /^log (.+)$/m.exec(head)?.[1]
  if (!head.startsWith(`${TITLE}\n`) || !log || rest.length > 0) throw weak('it is not written as a proof is')
  const known = keys.map(parseVerifierKey).filter(({ name }) => name === log)
  const [one, other] = [opened(older), opened(newer)]
  if (one.size === other.size) {
    if (toBase64(one.root) === toBase64(other.root)) throw weak('both checkpoints say the same')
    return [one.size, other.size]
  }
  const [, size, root] = /^root-at (\d+) (\S+)$/m.exec(head) ?? []
  if (Number(size) !== one.size || root === undefined) throw weak('nothing ties the two checkpoints together')
  if (root === toBase64(one.root)) throw weak('the larger tree begins with the smaller one')
  const hashes = [...head.matchAll(/^proof (\S+)$/gm)].map(([, hash = '']) => fromBase64(hash))
  verifyConsistency({
    oldSize: one.size,
    oldRoot: fromBase64(root),
    newSize: other.size,
    newRoot: other.root,
    proof: hashes,
  })
  return [one.size, other.size]

  function opened(note: string): OpenedCheckpoint['checkpoint'] {
    const { checkpoint } = openCheckpoint(note, known)
    if (checkpoint.origin !== log) throw weak('a checkpoint of another log')
    return checkpoint
  }
}

/** Bytes as text for evidence: as they are when they can be read, else base64. */
export function evidence(bytes: Uint8Array | undefined): string {
  if (!bytes) return ''
  const part = bytes.slice(0, 8192)
  try {
    return textOf(part)
  } catch {
    return `base64 ${toBase64(part)}\n`
  }
}

function weak(why: string): TransparencyFault {
  return new TransparencyFault('malformed-proof', `no proof of a contradiction: ${why}`)
}
