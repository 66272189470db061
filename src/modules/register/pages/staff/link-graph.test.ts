// The picture of links: every link is named, nothing typed becomes markup, and what does not fit stays readable.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type GraphNeighbour, linkGraph } from './link-graph.ts'

const neighbour = (label: string, more: Partial<GraphNeighbour> = {}): GraphNeighbour => ({
  label,
  standing: 'revocada',
  concern: true,
  shares: 'teléfono',
  said: `comparte teléfono con ${label}, revocada`,
  ...more,
})

const draw = (neighbours: readonly GraphNeighbour[], label = 'Milpa Alta') =>
  String(linkGraph({ id: 'g-t', label, neighbours }))
const textsOf = (drawn: string) => Array.from(drawn.matchAll(/<text [^>]*>([^<]*)</g), ([, text]) => text)
const titleOf = (drawn: string) => /<title id="g-t">([^<]*)<\/title>/.exec(drawn)?.[1] ?? ''

test('an image whose title names each link, and whose boxes say who, what and by what', () => {
  const drawn = draw([
    neighbour('XA-0102'),
    neighbour('XA-0877', { standing: 'autorizada', concern: false, shares: 'persona' }),
  ])
  assert.match(drawn, /^<svg class="graph" viewBox="0 0 300 \d+" role="img" aria-labelledby="g-t">/)
  assert.deepEqual(textsOf(drawn).toSorted(), [
    'Milpa Alta',
    'XA-0102',
    'XA-0877',
    'autorizada',
    'persona',
    'revocada',
    'teléfono',
  ])
  for (const name of ['Milpa Alta', 'XA-0102', 'XA-0877']) assert.ok(titleOf(drawn).includes(name))
  assert.equal(drawn.match(/class="me"/g)?.length, 1)
  assert.equal(drawn.match(/class="bad"/g)?.length, 1)
})

test('six are drawn, the seventh is left to the list', () => {
  const drawn = draw(Array.from({ length: 7 }, (_, at) => neighbour(`XA-${at}`)))
  assert.ok(drawn.includes('XA-5'))
  assert.ok(!drawn.includes('XA-6'))
})

test('without links there is one box and no branch', () => {
  const drawn = draw([])
  assert.equal(drawn.match(/<path/g)?.length, 1)
})

test('a long name is cut in its box and whole in the title, between letters', () => {
  const long = 'Reclutadora Internacional Muestra Ñ́andú'
  const drawn = draw([neighbour(long)])
  assert.ok(titleOf(drawn).includes(long))
  const shown = textsOf(drawn).find((text) => text?.startsWith('Reclutadora'))
  assert.equal(shown, 'Reclutadora…')
})

test('whatever is typed stays text, and there is no style and no script', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom('<script>', '"onload="', "'", '&', '</svg>', 'مثال'), (typed, sharp) => {
      const written = `${sharp}${typed}${sharp}`
      const drawn = draw([neighbour(written, { standing: written, shares: written })], written)
      assert.doesNotMatch(drawn, /<script|style=|<\/svg>./)
      assert.doesNotMatch(drawn.replace(/<(\/?(svg|title|path|g|text))\b[^<>]*>/g, ''), /[<>]/)
    }),
  )
})

test('boxes stay inside the picture and apart from each other', () => {
  for (let count = 1; count <= 6; count++) {
    const drawn = draw(Array.from({ length: count }, (_, at) => neighbour(`XA-${at}`, { concern: at % 2 === 0 })))
    const height = Number(/viewBox="0 0 300 (\d+)"/.exec(drawn)?.[1])
    const ys = Array.from(drawn.matchAll(/<text x="(\d+)" y="(\d+)"/g), ([, x, y]) => `${x} ${y}`)
    assert.equal(new Set(ys).size, ys.length)
    for (const place of ys) assert.ok(Number(place.split(' ')[1]) < height)
  }
})
