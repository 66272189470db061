// The API keeps to its own schemas, and the document made from them is a sound OpenAPI 3.1 that describes what is served.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { z } from 'zod'
import {
  ChangesSchema,
  CheckAnswerSchema,
  RecruiterListSchema,
  RecruiterPageSchema,
} from '../../src/modules/register/answers.ts'
import { packFolder, startNode, type TestNode } from '../fixtures/node.ts'
import { ask } from './script.ts'

let node: TestNode
before(async () => {
  node = await startNode({ demonstration: true, pack: packFolder('gt-mx'), country: 'GT' })
})
after(() => node.close())

const ANSWERS: readonly (readonly [path: string, schema: z.ZodType])[] = [
  ['/check?q=Puente%20Claro', CheckAnswerSchema],
  ['/check?q=0000%200288&limit=1', CheckAnswerSchema],
  ['/check?q=GT-0163-D&on=2025-02-11', CheckAnswerSchema],
  ['/check?q=Ixim%20Ulew%200000%200999', CheckAnswerSchema],
  ['/check?q=Zzyzx', CheckAnswerSchema],
  ['/recruiters', RecruiterListSchema],
  ['/recruiters?limit=5', RecruiterListSchema],
  ['/recruiters/GT-0306-F', RecruiterPageSchema],
  ['/recruiters/GT-0163-D?on=2025-02-11', RecruiterPageSchema],
  ['/recruiters/GT-0163-D?on=2010-01-01', RecruiterPageSchema],
  ['/changes', ChangesSchema],
  ['/changes?after=5&limit=3', ChangesSchema],
]

for (const [path, schema] of ANSWERS) {
  test(`GET /api/v1${path} answers in the shape of its schema, with nothing beside it`, async () => {
    const { code, body } = await ask(node.url, `/api/v1${path}`)
    assert.equal(code, 200, body)
    const answer: unknown = JSON.parse(body)
    // A schema drops what it does not know: what is left out here would be missing in the document.
    assert.deepEqual(schema.parse(answer), answer)
  })
}

test('the pages of the register, laid end to end, hold every recruiter once', async () => {
  const seen: string[] = []
  for (let after = '', calls = 0; ; calls++) {
    assert.ok(calls < 20, 'the pages end')
    const { body } = await ask(node.url, `/api/v1/recruiters?limit=7&after=${after}`)
    const { recruiters, next } = JSON.parse(body) as { recruiters: { licence: string }[]; next: string | null }
    seen.push(...recruiters.map(({ licence }) => licence))
    if (next === null) break
    after = next
  }
  const all = JSON.parse((await ask(node.url, '/api/v1/recruiters?limit=1000')).body) as {
    recruiters: { licence: string }[]
  }
  assert.deepEqual(
    seen,
    all.recruiters.map(({ licence }) => licence),
  )
  assert.equal(new Set(seen).size, seen.length)
  assert.ok(seen.length >= 20, `the demonstration has two dozen recruiters of this country, the API ${seen.length}`)
})

test('changes after a position continue exactly there', async () => {
  type Changes = { changes: { position: number }[]; next: number }
  const all = JSON.parse((await ask(node.url, '/api/v1/changes?limit=1000')).body) as Changes
  const first = JSON.parse((await ask(node.url, '/api/v1/changes?limit=10')).body) as Changes
  const rest = JSON.parse((await ask(node.url, `/api/v1/changes?limit=1000&after=${first.next}`)).body) as Changes
  assert.deepEqual([...first.changes, ...rest.changes], all.changes)
  assert.equal(rest.next, all.next)
})

type Json = { readonly [key: string]: Json } & readonly Json[]

test('openapi.json is a sound OpenAPI 3.1 document', async () => {
  const { body } = await ask(node.url, '/api/v1/openapi.json')
  const document = JSON.parse(body) as Json
  assert.match(String(document.openapi), /^3\.1\.\d+$/)
  for (const key of ['title', 'version']) assert.equal(typeof document.info?.[key], 'string')
  const ids = new Set<string>()
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    assert.match(path, /^\/api\/v1\/[a-z]/)
    const named = Array.from(path.matchAll(/\{(\w+)\}/g), ([, name]) => name)
    for (const [method, operation] of Object.entries(item)) {
      assert.equal(method, 'get')
      ids.add(String(operation.operationId))
      const parameters = [...(operation.parameters ?? [])]
      const inPath = parameters.filter((one) => String(one.in) === 'path')
      assert.deepEqual(
        inPath.map(({ name }) => String(name)),
        named,
        `${path} declares the parameters of its address`,
      )
      for (const one of parameters) {
        assert.ok(['path', 'query'].includes(String(one.in)))
        assert.ok(one.schema, `${path} ${String(one.name)} has a schema`)
        if (String(one.in) === 'path') assert.equal(Boolean(one.required), true)
      }
      assert.ok(operation.responses?.['200'], `${path} says what it answers`)
      for (const [status, answer] of Object.entries(operation.responses ?? {})) {
        assert.match(status, /^[1-5]\d\d$/)
        assert.equal(typeof answer.description, 'string')
        for (const media of Object.values(answer.content ?? {})) assert.ok(media.schema)
      }
    }
  }
  assert.equal(ids.size, Object.keys(document.paths ?? {}).length, 'every operation has a name of its own')
  for (const [, reference = ''] of body.matchAll(/"\$ref":"([^"]+)"/g)) {
    const found = reference
      .slice(2)
      .split('/')
      .reduce<Json | undefined>((at, step) => at?.[step], document)
    assert.ok(found, `${reference} is in the document`)
  }
  const types = Array.from(body.matchAll(/"type":"(\w+)"/g), ([, type]) => type)
  const known = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null']
  assert.deepEqual(
    types.filter((type) => !known.includes(type ?? '')),
    [],
  )
})

test('what the document lists as problems is what wrong calls get', async () => {
  const document = JSON.parse((await ask(node.url, '/api/v1/openapi.json')).body) as Json
  const wrong = [
    ['/api/v1/check', '/api/v1/check?q=', 400],
    ['/api/v1/check', `/api/v1/check?q=${'a'.repeat(301)}`, 413],
    ['/api/v1/recruiters', '/api/v1/recruiters?limit=0', 400],
    ['/api/v1/recruiters/{licence}', '/api/v1/recruiters/GT-9999-9', 404],
    ['/api/v1/recruiters/{licence}', '/api/v1/recruiters/GT-0163-D?on=x', 400],
    ['/api/v1/changes', '/api/v1/changes?after=x', 400],
  ] as const
  for (const [path, call, status] of wrong) {
    const { code, body, headers } = await ask(node.url, call)
    assert.equal(code, status, call)
    assert.equal(headers['content-type'], 'application/problem+json; charset=utf-8')
    const problem = JSON.parse(body) as Record<string, unknown>
    assert.equal(problem.status, status)
    assert.ok(document.paths?.[path]?.get?.responses?.[String(status)], `${path} does not list ${status}`)
    const required = document.components?.schemas?.Problem?.required as unknown as string[]
    assert.deepEqual(Object.keys(problem).sort(), [...required].sort())
  }
})
