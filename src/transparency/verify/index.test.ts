// The door of `sursur/verify`: keys as text or parsed, and nothing behind it that a browser lacks.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { build } from 'esbuild'
import { readTlog, skipTlog, TESSERA_KEY } from '../../../test/fixtures/tlog.ts'
import { parseVerifierKey } from '../format/key.ts'
import { openCheckpoint, openNote, TransparencyFault } from './index.ts'

const NOTE = `This is an example message.

— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
`
const KEY = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'

test('a note opens under a key as text, and under the same key parsed', () => {
  assert.equal(openNote(NOTE, [KEY]).text, 'This is an example message.\n')
  assert.deepEqual(openNote(new TextEncoder().encode(NOTE), [parseVerifierKey(KEY)]), openNote(NOTE, [KEY]))
  assert.throws(() => openNote(NOTE, []), { name: 'TransparencyFault', code: 'unknown-signer' })
  assert.throws(() => openNote(NOTE, [KEY.slice(1)]), { name: 'TransparencyFault', code: 'malformed-key' })
  assert.throws(() => openCheckpoint(NOTE, [KEY]), { name: 'TransparencyFault', code: 'malformed-checkpoint' })
  assert.ok(new TransparencyFault('bad-proof', 'so') instanceof Error)
})

test('a published checkpoint opens', { skip: skipTlog }, () => {
  assert.equal(openCheckpoint(readTlog('tessera-log/checkpoint'), [TESSERA_KEY]).checkpoint.size, 15)
})

test('the bundle imports nothing, of Node or otherwise, and names no module of Node', async () => {
  const bundle = await build({
    entryPoints: [join(import.meta.dirname, 'index.ts')],
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    write: false,
    metafile: true,
  })
  const [output] = Object.values(bundle.metafile.outputs)
  assert.deepEqual(output?.imports, [])
  assert.doesNotMatch(bundle.outputFiles[0]?.text ?? '', /from\s*["']|import\(|require\(["']|node:/)
  const inputs = Object.keys(bundle.metafile.inputs)
  const ours = inputs.filter((path) => !path.includes('node_modules/'))
  assert.ok(ours.length > 5)
  for (const path of ours) assert.match(path, /^src\/(transparency\/(format|verify)|kernel)\//)
  for (const path of inputs.filter((path) => !ours.includes(path))) assert.match(path, /node_modules\/@noble\//)
})
