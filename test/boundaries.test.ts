// The arrows hold on the real tree, each kind of bad import is named, and no country of a pack is named in the code.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { faultOf, importsOf, ROOT, sourceFiles } from './boundaries.ts'

test('every import of the tree points the right way', () => {
  const imports = sourceFiles('src').flatMap(importsOf)
  assert.ok(imports.length > 200, `only ${imports.length} imports were found: the reader of imports is broken`)
  assert.deepEqual(imports.map(faultOf).filter(Boolean), [])
})

const BAD: readonly (readonly [string, string, string])[] = [
  ['src/kernel/day.ts', 'src/platform/html.ts', 'a room above'],
  ['src/kernel/day.ts', 'zod', 'imports no package'],
  ['src/platform/html.ts', 'src/modules/register/index.ts', 'a room above'],
  ['src/events/store.ts', 'src/people/index.ts', 'a room above'],
  ['src/packs/load.ts', 'src/web/app.ts', 'a room above'],
  ['src/web/app.ts', 'src/cli/main.ts', 'a room above'],
  ['src/web/app.ts', 'src/node.ts', 'a room above'],
  ['src/web/app.ts', 'src/modules/register/store/recruiters.ts', 'past its door'],
  ['src/modules/register/index.ts', 'src/modules/rights/index.ts', 'may not ask'],
  ['src/modules/rights/operations/file.ts', 'src/modules/register/known.ts', 'past its door'],
  ['src/modules/register/domain/life.ts', 'zod', 'rules import no package'],
  ['src/modules/register/domain/life.ts', 'src/modules/register/events/recruiter.ts', 'inside a module'],
  ['src/modules/register/store/loads.ts', 'src/modules/register/operations/import-list.ts', 'inside a module'],
  ['src/modules/register/pages/front.ts', 'src/modules/register/store/loads.ts', 'inside a module'],
  ['src/modules/register/pages/front.ts', 'src/modules/register/find/fold.ts', 'pages see only'],
  ['src/modules/register/pages/front.ts', 'hono/html', 'through platform/html'],
  ['src/modules/register/operations/check-recruiter.ts', 'pg', 'may not import'],
  ['src/modules/register/operations/check-recruiter.ts', 'node:crypto', 'may not import'],
  ['src/modules/register/find/question.ts', 'node:fs', 'may not import'],
  ['src/events/store.ts', '@electric-sql/pglite', 'may not import'],
  ['src/packs/load.ts', 'hono', 'may not import'],
  ['src/transparency/format/key.ts', 'node:crypto', 'runs in a browser'],
  ['src/transparency/format/note.ts', 'canonicalize', 'runs in a browser'],
  ['src/transparency/format/note.ts', 'src/transparency/keys/signer.ts', 'runs in a browser'],
  ['src/transparency/format/note.ts', 'src/transparency/verify/index.ts', 'runs in a browser'],
  ['src/transparency/verify/index.ts', 'src/transparency/log/share.ts', 'runs in a browser'],
  ['src/transparency/verify/index.ts', 'node:fs', 'runs in a browser'],
  ['src/transparency/keys/signer.ts', 'src/federation/trust/trust.ts', 'a room above'],
  ['src/federation/trust/book.ts', '@noble/curves/ed25519.js', 'may not import'],
  ['src/modules/register/odds.ts', 'src/modules/register/domain/life.ts', 'no part of a module'],
]

for (const [from, to, said] of BAD) {
  test(`${from} may not import ${to}`, () => assert.match(faultOf({ from, to }) ?? 'nothing', new RegExp(said)))
}

const GOOD: readonly (readonly [string, string])[] = [
  ['src/transparency/format/note.ts', 'src/kernel/result.ts'],
  ['src/transparency/format/hash.ts', '@noble/hashes/sha2.js'],
  ['src/transparency/verify/index.ts', 'src/transparency/format/note.ts'],
  ['src/transparency/keys/signer.ts', 'node:crypto'],
  ['src/transparency/keys/signer.ts', 'src/transparency/format/key.ts'],
]

test('the formats may use the kernel and their hashes, and the room around them the platform', () => {
  for (const [from, to] of GOOD) assert.equal(faultOf({ from, to }), undefined)
})

test('no country of a pack is named in the code', () => {
  const packs = readdirSync(join(ROOT, 'packs'), { withFileTypes: true }).filter((entry) => entry.isDirectory())
  const names = packs.flatMap(({ name }) =>
    readdirSync(join(ROOT, 'packs', name, 'countries')).flatMap((file) => {
      const country = JSON.parse(readFileSync(join(ROOT, 'packs', name, 'countries', file), 'utf8')) as {
        name: Record<string, string>
      }
      return Object.values(country.name)
    }),
  )
  assert.ok(names.includes('Guatemala'))
  const named = sourceFiles('src').flatMap((file) => {
    const text = readFileSync(join(ROOT, file), 'utf8')
    return names
      .filter((name) => new RegExp(`(?<![\\p{L}])${name}(?![\\p{L}])`, 'u').test(text))
      .map((name) => `${file}: ${name}`)
  })
  assert.deepEqual(named, [])
})

test('SQL stands only in stores, in the spine, in the database room and where the whole database is copied', () => {
  const allowed =
    /^src\/(events\/|platform\/(database|backup)\/|(people|transparency|federation|modules)\/([a-z]+\/)?store\/)/
  const strangers = sourceFiles('src').filter((file) => {
    const text = readFileSync(join(ROOT, file), 'utf8')
    return !allowed.test(file) && /['`]\s*(select|insert into|update|delete from)\s/i.test(text)
  })
  assert.deepEqual(strangers, [])
})
