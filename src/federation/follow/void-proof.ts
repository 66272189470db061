// The proof that a log holds a void entry: the entry itself, and the way from it to a root that the log signed.

import type { Database } from '../../platform/database/database.ts'
import { sha256Hex } from '../../platform/seal/digest.ts'
import { fromBase64, text as textOf, utf8 } from '../../transparency/format/bytes.ts'
import { leafHash } from '../../transparency/format/hash.ts'
import { inclusionProof, verifyInclusion } from '../../transparency/format/merkle.ts'
import { writeProof } from '../../transparency/format/tlog-proof.ts'
import { keepProof, unannounced } from './store/disputes.ts'
import type { VerifiedTree } from './tree.ts'

/** Completes the disputes about void entries of a log that were opened in the cursor's transaction, where nothing can be fetched. */
export async function proveVoids(
  database: Database,
  own: string,
  log: string,
  note: Uint8Array,
  tree: VerifiedTree,
): Promise<void> {
  for (const dispute of await unannounced(database, own)) {
    const { index, entry } = dispute.detail
    if (dispute.log !== log || dispute.proof !== '' || typeof index !== 'number' || index >= tree.size) continue
    const hashes = await inclusionProof(index, tree.size, tree.read)
    const bytes = fromBase64(typeof entry === 'string' ? entry : '')
    verifyInclusion({ index, size: tree.size, leafHash: leafHash(bytes), proof: hashes, root: tree.root })
    const proof = `${writeProof({ index, proof: hashes, checkpoint: textOf(note) })}\n== the entry, as base64 ==\n${entry}\n`
    await keepProof(database, dispute.id, proof, sha256Hex(utf8(proof)))
  }
}
