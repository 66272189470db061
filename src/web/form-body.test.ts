// Forms out of bytes: what a browser encodes comes back as it was typed, and no bytes at all make the reader throw.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { formTypeOf, readForm } from './form-body.ts'

/** What remains of a typed text: NFC, \n, no control characters. */
const typed = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\p{Cc}\p{Cs}]/gu, '').normalize('NFC'))
const name = fc.stringMatching(/^[a-z_]{1,20}$/)

test('fields and files come back as they were sent, both ways of sending', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(name, typed), { maxLength: 20 }),
      fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 5 }),
      async (fields, files) => {
        const body = new FormData()
        for (const [key, value] of fields) body.append(key, value)
        for (const bytes of files) body.append('file', new File([new Uint8Array(bytes)], 'a.bin'))
        for (const sent of [new Response(body), new Response(new URLSearchParams(fields))]) {
          const type = formTypeOf(sent.headers.get('content-type') ?? '') ?? assert.fail('no type')
          const form = readForm(new Uint8Array(await sent.arrayBuffer()), type)
          assert.ok(typeof form === 'object', String(form))
          const lists = Object.groupBy(fields, ([key]) => key)
          const expected = Object.entries(lists).map(([key, values]) => [key, values?.map(([, value]) => value)])
          assert.deepEqual(Object.entries(form.lists), expected)
          assert.deepEqual(
            Object.entries(form.fields),
            expected.map(([key, values]) => [key, values?.[0]]),
          )
          if (type === 'fields') continue
          assert.deepEqual(
            form.files.map(({ bytes }) => [...bytes]),
            files.map((bytes) => [...bytes]),
          )
        }
      },
    ),
    { numRuns: 60 },
  )
})

const pieces = fc.constantFrom(
  '--B',
  '\r\n',
  '\r\n\r\n',
  '--',
  'content-disposition: form-data; name="a"',
  'x',
  '\n',
  '\0',
)

test('no bytes make the reader throw', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(pieces).map((all) => Buffer.from(all.join(''))),
        fc.uint8Array(),
      ),
      (bytes) => {
        for (const type of ['fields', { boundary: 'B' }] as const) readForm(new Uint8Array(bytes), type)
      },
    ),
  )
})

test('a boundary is taken as the standard writes it, anything else is no form', () => {
  assert.deepEqual(formTypeOf('multipart/form-data; boundary="a b"'), { boundary: 'a b' })
  assert.deepEqual(formTypeOf('Multipart/Form-Data; charset=utf-8; boundary=----x'), { boundary: '----x' })
  assert.equal(formTypeOf('application/x-www-form-urlencoded;charset=UTF-8'), 'fields')
  for (const header of [
    undefined,
    '',
    'multipart/form-data',
    `multipart/form-data; boundary=${'a'.repeat(71)}`,
    'text/plain',
  ])
    assert.equal(formTypeOf(header), undefined)
})
