// Before packing: builds `sursur/verify` to plain JavaScript with its types, because Node strips no types below node_modules.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { PACKAGE, publishedForm, ROOT, replaceFile } from './package-form.ts'

const DIST = join(ROOT, 'dist')
/** Bundled, so that whoever verifies installs nothing else; their licence goes with them. */
const BUNDLED = ['@noble/curves', '@noble/hashes'] as const

const licences = BUNDLED.map(
  (name) => `${name}\n\n${readFileSync(join(ROOT, 'node_modules', name, 'LICENSE'), 'utf8')}`,
)

rmSync(DIST, { recursive: true, force: true })
mkdirSync(DIST)
await build({
  absWorkingDir: ROOT,
  entryPoints: ['src/transparency/verify/index.ts'],
  outfile: join(DIST, 'verify.js'),
  bundle: true,
  format: 'esm',
  // Neither Node's modules nor the browser's page: what runs in both.
  platform: 'neutral',
  target: ['node20', 'es2022'],
  banner: { js: `/*! sursur/verify, Apache-2.0. Contains:\n\n${licences.join('\n')}*/` },
  legalComments: 'inline',
})
execFileSync(process.execPath, [
  join(ROOT, 'node_modules/typescript/bin/tsc'),
  ...['--project', join(import.meta.dirname, 'tsconfig.json'), '--outDir', join(DIST, 'types')],
])
// As compiled, so that no module system is guessed at.
writeFileSync(join(DIST, 'package.json'), '{ "type": "module", "sideEffects": false }\n')
replaceFile(PACKAGE, publishedForm(readFileSync(PACKAGE, 'utf8')))
