// Entries are proven from the files of a log as the node keeps them, its own and a copy of another's, at sizes around a full tile.
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { logKeys } from '../../../test/fixtures/status.ts'
import { toHex } from '../../transparency/format/bytes.ts'
import { checkpointBody } from '../../transparency/format/checkpoint.ts'
import { leafHash } from '../../transparency/format/hash.ts'
import { verifyInclusion } from '../../transparency/format/merkle.ts'
import { signatureLine, writeNote } from '../../transparency/format/note.ts'
import { openTileTree } from '../../transparency/log/index.ts'
import { mirrorName } from '../follow/index.ts'
import { openLogFiles } from './log-files.ts'

const data = mkdtempSync(join(tmpdir(), 'sursur-files-'))
after(() => rmSync(data, { recursive: true, force: true }))
const entryOf = (at: number) => new TextEncoder().encode(`entry ${at}`)

/** Writes a log of so many entries into a folder, with its checkpoint; returns the root. */
function write(folder: string, origin: string, size: number): Uint8Array {
  mkdirSync(folder, { recursive: true })
  const tree = openTileTree(folder, 0)
  tree.append(Array.from({ length: size }, (_, at) => entryOf(at)))
  tree.flush()
  const root = tree.root()
  const body = checkpointBody({ origin, size, root })
  const [key] = logKeys
  if (!key) throw new Error('no key')
  const line = signatureLine(key.name, key.id, key.sign(new TextEncoder().encode(body)))
  writeFileSync(join(folder, 'checkpoint'), writeNote(body, [line]))
  return root
}

for (const size of [1, 255, 256, 257, 600])
  test(`of ${size} entries`, async () => {
    const other = `x${size}.example/log`
    for (const [origin, folder] of [
      ['xa.example/log', join(data, String(size), 'log')],
      [other, join(data, String(size), 'mirror', mirrorName(other))],
    ] as const) {
      const root = write(folder, origin, size)
      const files = openLogFiles(join(data, String(size)), 'xa.example/log')
      assert.equal(toHex((await files.rootAt(origin, size)) ?? root.slice(1)), toHex(root))
      assert.equal(await files.rootAt(origin, size + 1), undefined)
      for (const index of [0, Math.floor(size / 2), size - 1]) {
        const proven = await files.prove(origin, index)
        assert.equal(toHex(proven?.entry ?? root), toHex(entryOf(index)))
        const claim = { index, size, root, leafHash: leafHash(entryOf(index)), proof: proven?.proof.proof ?? [] }
        assert.doesNotThrow(() => verifyInclusion(claim))
      }
      assert.equal(await files.prove(origin, size), undefined)
    }
    assert.equal(await openLogFiles(data, 'xa.example/log').prove('nobody.example/log', 0), undefined)
  })
