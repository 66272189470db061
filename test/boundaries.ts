// The arrows of the house as data: which room may use which, and what only some files may import (ARCHITECTURE.md).
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

export const ROOT = join(import.meta.dirname, '..')

/** Rooms from the ground up; an import may only point to an earlier room, or stay inside its own. */
export const ROOMS = [
  'kernel',
  'platform',
  'events',
  'transparency',
  'packs',
  'people',
  'modules',
  'federation',
  'web',
  'cli',
] as const
/** Rooms above which are not folders of src/. */
const TOP = ['node.ts', 'desks.ts', 'letters.ts', 'corridor', 'version.ts']

/** Which modules may ask which others, through their door. */
export const MODULES: Readonly<Record<string, readonly string[]>> = {
  register: [],
  cooperation: [],
  rights: ['register'],
  placement: ['register'],
  training: ['register'],
  observatory: ['register', 'cooperation', 'rights', 'placement', 'training'],
}

/** Inside a module, from the ground up: a part may use the parts before it. */
const PARTS = [
  ['domain'],
  ['events', 'input', 'policy', 'particulars', 'forms', 'address', 'views', 'find', 'lists', 'texts'],
  ['pages'],
  ['store'],
  ['known', 'known-confirmed', 'known-files', 'summary', 'sources', 'history', 'that-day', 'answers', 'print'],
  ['operations'],
  ['export', 'jobs'],
  ['routes'],
  ['index'],
] as const

/** Packages that only some places may import. */
const PACKAGES: readonly { readonly package: RegExp; readonly only: RegExp }[] = [
  { package: /^(pg|@electric-sql\/pglite)(\/|$)/, only: /^src\/platform\/database\// },
  { package: /^(hono|@hono\/)/, only: /^src\/(platform\/html|web\/|node\.ts|modules\/[a-z]+\/routes)/ },
  { package: /^age-encryption$/, only: /^src\/platform\/seal\// },
  { package: /^nodemailer$/, only: /^src\/platform\/mail/ },
  { package: /^(pdfkit|qrcode)$/, only: /^src\/platform\/print\// },
  { package: /^file-type$/, only: /^src\/platform\/papers\// },
  { package: /^@simplewebauthn\//, only: /^src\/people\// },
  // One verifier gives every verdict on a signature of a log: what stands here runs in a browser, as the rule below holds.
  { package: /^@noble\//, only: /^src\/transparency\// },
  { package: /^node:crypto$/, only: /^src\/(platform\/seal|transparency|federation|people)\// },
  {
    package: /^node:(fs|http|net|child_process|zlib|readline)(\/|$)/,
    only: /^src\/(platform|web|cli|packs|transparency|federation|corridor|node\.ts|modules\/[a-z]+\/(lists|export))/,
  },
]

export type Import = { readonly from: string; readonly to: string; readonly typeOnly: boolean }

/** What is wrong with an import; undefined when nothing is. Paths are relative to the root; packages stand as they are named. */
export function faultOf({ from, to }: Pick<Import, 'from' | 'to'>): string | undefined {
  const carried = carriedFault(from, to)
  if (carried) return carried
  if (!to.startsWith('src/')) return packageFault(from, to)
  const [room, target] = [roomOf(from), roomOf(to)]
  if (room === undefined || target === undefined) return undefined
  if (room < target) return `${from} (${nameOf(room)}) uses ${to} (${nameOf(target)}), a room above it`
  const [module, other] = [moduleOf(from), moduleOf(to)]
  if (other && module !== other && !to.endsWith('/index.ts')) return `${from} enters ${other} past its door (${to})`
  if (module && other && module !== other && !MODULES[module]?.includes(other))
    return `module ${module} may not ask ${other} (${from})`
  if (module && module === other) return partFault(from, to)
  return undefined
}

/** What anybody can carry into a browser or another program, and all that it may use: below verify stands format, not beside it. */
const CARRIED: readonly { readonly from: RegExp; readonly uses: RegExp }[] = [
  { from: /^src\/transparency\/format\//, uses: /^(src\/(kernel|transparency\/format)\/|@noble\/)/ },
  { from: /^src\/transparency\/verify\//, uses: /^(src\/(kernel|transparency\/(format|verify))\/|@noble\/)/ },
]

function carriedFault(from: string, to: string): string | undefined {
  const rule = CARRIED.find((rule) => rule.from.test(from))
  return rule && !rule.uses.test(to) ? `${from} runs in a browser too: nothing but the formats, not ${to}` : undefined
}

function packageFault(from: string, to: string): string | undefined {
  const builtIn = to.startsWith('node:')
  if (from.startsWith('src/kernel/')) return `${from}: the kernel imports no package (${to})`
  if (/^src\/modules\/[a-z]+\/domain(\/|\.ts)/.test(from)) return `${from}: rules import no package (${to})`
  if (/^src\/modules\/[a-z]+\/pages\//.test(from) && !builtIn)
    return `${from}: pages write html through platform/html (${to})`
  for (const rule of PACKAGES) if (rule.package.test(to) && !rule.only.test(from)) return `${from} may not import ${to}`
  return undefined
}

function partFault(from: string, to: string): string | undefined {
  const rank = (path: string) => PARTS.findIndex((parts) => (parts as readonly string[]).includes(partOf(path)))
  const [own, target] = [rank(from), rank(to)]
  if (own === -1) return `${from}: ${partOf(from)} is no part of a module (add it to PARTS, or put it where it belongs)`
  if (own < target)
    return `${from} uses ${to}: inside a module domain ← events, input ← store ← operations ← routes ← index`
  const pagesSee = ['domain', 'views', 'texts', 'pages']
  if (partOf(from) === 'pages' && !pagesSee.includes(partOf(to)))
    return `${from}: pages see only ${pagesSee.join(', ')} (${to})`
  return undefined
}

function roomOf(path: string): number | undefined {
  const [, first = ''] = path.split('/')
  if (TOP.includes(first)) return first === 'version.ts' ? 0 : ROOMS.length
  const index = (ROOMS as readonly string[]).indexOf(first)
  // The command line starts the node: it stands above it.
  return first === 'cli' ? ROOMS.length + 1 : index === -1 ? undefined : index
}

function nameOf(room: number): string {
  return ROOMS[room] ?? 'node or cli'
}

function moduleOf(path: string): string | undefined {
  return /^src\/modules\/([a-z]+)\//.exec(path)?.[1]
}

function partOf(path: string): string {
  return (path.split('/')[3] ?? '').replace(/\.ts$/, '')
}

/** Every TypeScript file below a folder, tests left out. */
export function sourceFiles(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => `${folder}/${name}`)
}

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'"\n]|\n(?!import|export))*?\bfrom\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)|(?:^|\n)import\s+'([^']+)'/g

/** The imports of a file, paths made relative to the root. */
export function importsOf(file: string): readonly Import[] {
  const text = readFileSync(join(ROOT, file), 'utf8')
  return [...text.matchAll(IMPORT)].map((match) => {
    const named = match[2] ?? match[3] ?? match[4] ?? ''
    const to = named.startsWith('.') ? relative(ROOT, join(ROOT, dirname(file), named)) : named
    return { from: file, to, typeOnly: match[1] !== undefined }
  })
}
