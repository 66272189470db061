// What is packed works where it is installed: `sursur/verify` from an empty folder, without network and under a plain Node 20.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { after, before, test } from 'node:test'
import { publishedForm, repositoryForm } from '../../release/package-form.ts'
import { ROOT, removeFolder } from '../fixtures/node.ts'

const NOTE = `This is an example message.

— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
`
const KEY = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'
const VISITOR = `import { openNote, TransparencyFault } from 'sursur/verify'
const note = ${JSON.stringify(NOTE)}
try {
  openNote(note.replace('example message', 'exbmple message'), ['${KEY}'])
} catch (fault) {
  if (fault instanceof TransparencyFault) process.stdout.write(\`\${fault.code} \`)
}
process.stdout.write(openNote(note, ['${KEY}']).text)
`
const SAYS = 'bad-signature This is an example message.\n'

/** Nodes of this machine outside the repository, such as that of the operating system; the newest need not be there. */
const PLAIN = (process.env.PATH ?? '')
  .split(delimiter)
  .filter((folder) => !folder.includes('node_modules'))
  .map((folder) => join(folder, 'node'))
  .filter((path) => existsSync(path))
const versionOf = (node: string) => execFileSync(node, ['--version'], { encoding: 'utf8' }).trim()
const twenty = PLAIN.find((node) => versionOf(node).startsWith('v20.'))

let folder = ''
let installed = ''
/** A copy of the repository is packed: packing writes into it. */
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'sursur-pack-'))
  const copy = join(folder, 'copy')
  mkdirSync(copy)
  for (const name of [
    'LICENSE',
    'NOTICE',
    'README.md',
    'package.json',
    'tsconfig.json',
    'bin',
    'migrations',
    'packs',
    'release',
    'src',
  ])
    cpSync(join(ROOT, name), join(copy, name), { recursive: true })
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'))
  execFileSync('npm', ['pack', '--silent', '--offline', '--pack-destination', folder], { cwd: copy, encoding: 'utf8' })
  assert.equal(readFileSync(join(copy, 'package.json'), 'utf8'), readFileSync(join(ROOT, 'package.json'), 'utf8'))

  // By hand, as an installer would lay it down: the other dependencies are not needed, and there may be no network.
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? ''
  execFileSync('tar', ['-xzf', join(folder, tarball), '-C', folder])
  const empty = join(folder, 'empty')
  installed = join(empty, 'node_modules', 'sursur')
  cpSync(join(folder, 'package'), installed, { recursive: true })
  writeFileSync(join(empty, 'visitor.mjs'), VISITOR)
  writeFileSync(
    join(empty, 'visitor.mts'),
    `import { openNote } from 'sursur/verify'\nexport const text: string = openNote('', ['${KEY}']).text\n`,
  )
})
after(() => removeFolder(folder))

const run = (node: string, ...words: readonly string[]) =>
  execFileSync(node, words, { cwd: join(folder, 'empty'), encoding: 'utf8', env: { PATH: process.env.PATH ?? '' } })

test('sursur/verify opens a note where nothing else is installed', () => {
  assert.equal(run(process.execPath, 'visitor.mjs'), SAYS)
})

test('and under a plain Node 20', { skip: twenty ? false : 'no Node 20 on this machine' }, () => {
  assert.equal(run(twenty ?? '', 'visitor.mjs'), SAYS)
})

test('its types can be read', () => {
  const options = [
    '--strict',
    '--noEmit',
    '--module',
    'nodenext',
    '--target',
    'es2022',
    '--lib',
    'es2022,dom',
    'visitor.mts',
  ]
  assert.equal(run(process.execPath, join(ROOT, 'node_modules/typescript/bin/tsc'), ...options), '')
})

test('what is bundled brings its licence, and no test is packed', () => {
  const built = readFileSync(join(installed, 'dist/verify.js'), 'utf8')
  assert.match(built, /@noble\/curves[\s\S]+Permission is hereby granted/)
  assert.doesNotMatch(built, /from\s*["']|import\(|require\(["']|node:/)
  const files = readdirSync(installed, { recursive: true, encoding: 'utf8' })
  assert.ok(files.includes(join('bin', 'sursur.mjs')) && files.includes('LICENSE') && files.includes('NOTICE'))
  assert.deepEqual(
    files.filter((name) => name.endsWith('.test.ts') || /^(test|bench|data)\b/.test(name)),
    [],
  )
})

test('inside the repository sursur/verify is TypeScript, and both forms lead to one another', async () => {
  const text = readFileSync(join(ROOT, 'package.json'), 'utf8')
  assert.equal(repositoryForm(publishedForm(text)), text)
  assert.equal(publishedForm(publishedForm(text)), publishedForm(text))
  assert.equal(repositoryForm(text), text)
  assert.doesNotThrow(() => JSON.parse(publishedForm(text)))
  assert.throws(() => publishedForm('{}'))
  assert.match(import.meta.resolve('sursur/verify'), /src\/transparency\/verify\/index\.ts$/)
})
