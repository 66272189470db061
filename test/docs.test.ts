// The documents are true: generated pages fresh, links lead somewhere, commands exist, licences of what is used are allowed.
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { commandNames } from '../docs/generate/commands.ts'
import { generatedPages, ROOT } from '../docs/generate.ts'

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')

/** Every Markdown file of the project, as paths from the root. */
const DOCUMENTS = ['.', 'docs', 'packs', 'samples', 'src'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: folder !== '.', encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name)),
)

for (const [path, text] of generatedPages()) {
  test(`${path} is what the code says now`, () =>
    assert.equal(read(path), text, `${path} is stale: run node docs/generate.ts`))
}

/** Addresses of links and pictures in a Markdown text, code left out. */
function linksIn(text: string): readonly string[] {
  const prose = text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '')
  return Array.from(prose.matchAll(/\]\(([^)\s]+)\)/g), ([, address]) => address ?? '')
}

/** The anchors of a Markdown text, as a repository host makes them from headings. */
function anchorsIn(text: string): ReadonlySet<string> {
  const headings = Array.from(
    text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/^#+ (.+)$/gm),
    ([, title]) => title ?? '',
  )
  return new Set(
    headings.map((title) =>
      title
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replace(/\s/g, '-'),
    ),
  )
}

/** What is wrong with a link that stands in the document `from`; undefined when it leads somewhere. */
function faultOfLink(from: string, address: string): string | undefined {
  if (/^https?:/.test(address)) return undefined
  const [file = '', anchor] = address.split('#')
  const target = file === '' ? from : join(dirname(from), decodeURIComponent(file))
  if (!existsSync(join(ROOT, target))) return `${from}: ${address} does not exist`
  if (anchor && !anchorsIn(read(target)).has(anchor)) return `${from}: ${target} has no heading for #${anchor}`
  return undefined
}

test('links between documents lead somewhere', () => {
  const links = DOCUMENTS.flatMap((from) => linksIn(read(from)).map((address) => ({ from, address })))
  assert.ok(links.length > 30, `only ${links.length} links were found: the reader of links is broken`)
  assert.deepEqual(
    links.flatMap(({ from, address }) => faultOfLink(from, address) ?? []),
    [],
  )
})

test('a link to nothing and a link to no heading are named', () => {
  assert.match(faultOfLink('README.md', 'docs/no-such.md') ?? '', /does not exist/)
  assert.match(faultOfLink('README.md', 'CONTRIBUTING.md#no-such') ?? '', /no heading/)
})

test('every document is reached from the README or the contents of docs', () => {
  const reached = new Set(['README.md'])
  for (const from of reached) {
    for (const address of from.endsWith('.md') ? linksIn(read(from)) : []) {
      const target = join(dirname(from), (address.split('#')[0] ?? '').replace(/\/$/, ''))
      if (!/^https?:/.test(address) && target.endsWith('.md') && existsSync(join(ROOT, target))) reached.add(target)
    }
  }
  assert.deepEqual(
    DOCUMENTS.filter((path) => !reached.has(path)),
    [],
  )
})

/** What is wrong with a line of a code block; undefined for a command that exists and for what is no command of ours. */
function faultOfLine(line: string, names: readonly string[], scripts: ReadonlySet<string>): string | undefined {
  for (const [, rest = ''] of line.matchAll(/npx sursur ([^|&;#`]+)/g)) {
    const words = rest.trim().split(/\s+/)
    if (!names.some((name) => words.slice(0, name.split(' ').length).join(' ') === name)) return `sursur ${rest.trim()}`
  }
  for (const [, script = ''] of line.matchAll(/npm (?:run (?:--\S+ )*)?(start|test|(?<=run (?:--\S+ )*)[\w:-]+)/g)) {
    if (!scripts.has(script)) return `npm run ${script}`
  }
  for (const [, file = ''] of line.matchAll(/\bnode (\S+\.ts)/g))
    if (!existsSync(join(ROOT, file))) return `node ${file}`
  return undefined
}

test('the commands of the documents exist', () => {
  const names = commandNames()
  const scripts = new Set(Object.keys((JSON.parse(read('package.json')) as { scripts: object }).scripts))
  const lines = DOCUMENTS.flatMap((path) =>
    read(path)
      .split('\n')
      .map((line) => ({ path, line })),
  )
  const faults = lines.flatMap(({ path, line }) => {
    const fault = faultOfLine(line, names, scripts)
    return fault ? [`${path}: ${fault}`] : []
  })
  assert.deepEqual(faults, [])
  assert.equal(faultOfLine('npx sursur fly --config x', names, scripts), 'sursur fly --config x')
  assert.equal(faultOfLine('npm run no-such', names, scripts), 'npm run no-such')
  assert.equal(faultOfLine('npm run --silent no-such -- x', names, scripts), 'npm run no-such')
  assert.equal(faultOfLine('node docs/no-such.ts', names, scripts), 'node docs/no-such.ts')
})

// Licences that let Apache-2.0 software be passed on together with what it uses.
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  // Free to use, change and pass on, also as part of larger software; only the fonts alone may not be sold.
  'Bitstream-Vera',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Python-2.0',
  'Unlicense',
])

// Packages whose package.json names no licence: read in the licence file that they carry.
const READ_IN_FILE: Readonly<Record<string, string>> = {
  'node_modules/dejavu-fonts-ttf': 'Bitstream-Vera',
  'node_modules/png-js': 'MIT',
}

/** Whether one of the licences of an SPDX expression of the form `A OR B` is allowed. */
function isAllowed(expression: string): boolean {
  return expression
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((licence) => ALLOWED.has(licence))
}

test('every package that is installed for running has an allowed licence', () => {
  const lock = JSON.parse(read('package-lock.json')) as {
    packages: Record<string, { dev?: boolean; license?: string; os?: readonly string[] }>
  }
  const used = Object.entries(lock.packages).filter(([path, { dev }]) => path !== '' && !dev)
  assert.ok(used.length > 20, `only ${used.length} packages were found: the reader of the lock file is broken`)
  const refused = used.flatMap(([path, { license }]) => {
    const about = join(ROOT, path, 'package.json')
    // What belongs to another system is not installed here; the lock file says its licence.
    const said =
      READ_IN_FILE[path] ??
      (existsSync(about)
        ? ((JSON.parse(readFileSync(about, 'utf8')) as { license?: unknown }).license ?? 'none named')
        : (license ?? 'none named'))
    return typeof said === 'string' && isAllowed(said) ? [] : [`${path}: ${JSON.stringify(said)}`]
  })
  assert.deepEqual(refused, [])
  assert.ok(!isAllowed('GPL-3.0-only') && isAllowed('(GPL-3.0-only OR MIT)') && !isAllowed('none named'))
})

test('ARCHITECTURE.md gives a reason for every package that is needed for running', () => {
  const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> }
  const named = read('ARCHITECTURE.md')
  assert.deepEqual(
    Object.keys(dependencies).filter((name) => !named.includes(`\`${name}\``)),
    [],
  )
})
