// Printed papers over HTTP: who has one, what the answer's headers say, the poster as a page, and what is not there.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import jsqr from 'jsqr'
import { startNode, type TestNode } from '../fixtures/node.ts'
import { readPdf } from '../fixtures/pdf.ts'

let place: TestNode
before(async () => {
  place = await startNode({ demonstration: true, publicUrl: 'https://register.example' })
})
after(() => place.close())
const get = (path: string, headers: Readonly<Record<string, string>> = {}) =>
  fetch(place.url + path, { headers, redirect: 'manual' })

describe('printed papers', () => {
  test('the certificate stands beside the data of the same recruiter, in the two languages of its country', async () => {
    const answer = await get('/recruiters/XA-0417-2.pdf')
    assert.equal(answer.status, 200)
    assert.equal(answer.headers.get('content-type'), 'application/pdf')
    assert.match(answer.headers.get('content-disposition') ?? '', /^inline; filename="XA-0417-2-certificate\.pdf"/)
    assert.match(answer.headers.get('content-security-policy') ?? '', /sandbox/)
    const { words, text, pages } = readPdf(new Uint8Array(await answer.arrayBuffer()))
    // XA prints in French and Arabic.
    assert.ok(text.includes('/Lang (fr)') && text.includes('/Lang (ar)'))
    assert.equal(words.split('Exercice : rien ici n’est réel.').length - 1, 2 * pages)
    assert.ok(words.includes('XA-0417-2') && words.includes('register.example'), words)
  })

  test('spelled otherwise it is the same recruiter; HEAD answers too', async () => {
    assert.equal((await get('/recruiters/xa%200417%202.pdf')).status, 200)
    assert.equal((await fetch(`${place.url}/recruiters/XA-0417-2.pdf`, { method: 'HEAD' })).status, 200)
  })

  for (const path of ['/recruiters/XA-0000-0.pdf', '/recruiters/%00.pdf', '/recruiters/a%2Fb.pdf'])
    test(`${path} is not there`, async () => {
      const answer = await get(path, { 'accept-language': 'en' })
      assert.equal(answer.status, 404)
      assert.match(answer.headers.get('content-type') ?? '', /^text\/html/)
    })

  test('asked for again it is the same bytes, until the register moves', async () => {
    const [one, two] = await Promise.all(
      [1, 2].map(async () => Buffer.from(await (await get('/recruiters/XA-0417-2.pdf')).arrayBuffer())),
    )
    assert.ok(one && two && one.equals(two))
  })

  test('the poster is a page in each language, with its code drawn into it', async () => {
    const answer = await get('/en/recruiters/XA-0417-2/poster')
    assert.equal(answer.status, 200)
    const page = await answer.text()
    for (const words of [
      'Do not pay for a job.',
      'Pont Clair',
      'XA-0417-2',
      'Practice: nothing here is real.',
      'Licensed',
    ])
      assert.ok(page.includes(words), words)
    const [, size = '0', path = ''] = /class="qr" viewBox="0 0 (\d+) \d+"[^>]*><path d="([^"]+)"/.exec(page) ?? []
    assert.equal(scanned(Number(size), path), 'https://register.example/recruiters/XA-0417-2')
    assert.equal((await get('/ar/recruiters/XA-0417-2/poster')).status, 200)
    assert.equal(
      (await get('/recruiters/XA-0417-2/poster', { 'accept-language': 'fr' })).headers.get('location'),
      '/fr/recruiters/XA-0417-2/poster',
    )
    assert.equal((await get('/en/recruiters/XA-0000-0/poster')).status, 404)
  })

  test('the poster as PDF is in the language of its address', async () => {
    const answer = await get('/ar/recruiters/XA-0417-2/poster.pdf')
    assert.equal(answer.headers.get('content-type'), 'application/pdf')
    assert.ok(readPdf(new Uint8Array(await answer.arrayBuffer())).text.includes('/Lang (ar)'))
    const bare = await get('/recruiters/XA-0417-2/poster.pdf', { 'accept-language': 'fr' })
    assert.equal(bare.headers.get('location'), '/fr/recruiters/XA-0417-2/poster.pdf')
  })
})

/** What a reader of codes sees in the path of a page. */
function scanned(size: number, path: string): string | undefined {
  const scale = 4
  const edge = size * scale
  const pixels = new Uint8ClampedArray(edge * edge * 4).fill(255)
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
    for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row++)
      for (let at = Number(x) * scale; at < (Number(x) + Number(width)) * scale; at++)
        pixels.fill(0, (row * edge + at) * 4, (row * edge + at) * 4 + 3)
  // The package is CommonJS with a default export, which Node and the typings see differently.
  const reader = jsqr as unknown as typeof jsqr.default
  return reader(pixels, edge, edge)?.data
}
