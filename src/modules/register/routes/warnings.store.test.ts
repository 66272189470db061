// The pages and forms of the warning list: they act, lose nothing that was typed, and never let words become markup.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { XB } from '../../../../test/fixtures/database.ts'
import { pictureWith } from '../../../../test/fixtures/picture.ts'
import {
  bodyOf,
  check,
  done,
  first,
  foldOf,
  form,
  marks,
  node,
  party,
  place,
  published,
  register,
  setClock,
  speaker,
  statusOf,
  warnings,
  who,
  written,
} from '../../../../test/fixtures/warning-desk.ts'
import { readerOf } from '../../../../test/look/fixtures.ts'
import { readStream } from '../../../events/index.ts'
import type { Who } from '../../../people/index.ts'
import { newSealKey } from '../../../platform/seal/age.ts'
import { amendWarning } from '../operations/warning/report.ts'
import { warningFormRoutes, warningPageRoutes, warningRoutes } from './warnings.ts'

describe('the pages of the warning list', { concurrency: false }, () => {
  test('the desk’s pages: forms act, a refusal keeps what was typed, names and words never become markup', async () => {
    setClock('2027-02-01T15:00:00Z')
    const papers = { key: await newSealKey(), limitBytes: 20_000 }
    const desk = { node, register, warnings, papers, names: async () => new Map<string, string>() }
    const routes = warningRoutes(desk)
    const reader = readerOf('es')
    async function call(method: 'get' | 'post', path: string, by: Who, params = {}, fields = {}, more = {}) {
      const route = routes.find((one) => one.path === path && (one.method ?? 'get') === method)
      if (!route) throw new Error(`no route ${path}`)
      const request = { params, query: {}, who: by, marks, form: form(fields, more), once: `once-${Math.random()}` }
      return route.respond(request, reader)
    }
    const evil = '<img src=x onerror=alert(1)>"\'&'
    const report = { name: evil, names: `${evil}\nOther`, offered: `</textarea>${evil}`, via: 'officer' }
    assert.match(
      written(await call('post', '/staff/warnings/new', first, {}, { ...report, name: '' })),
      /Escriba un nombre/,
    )
    const made = await call('post', '/staff/warnings/new', first, {}, report)
    assert.ok('redirect' in made, written(made))
    const file = /file_[a-z0-9]+/.exec(made.redirect)?.[0] ?? ''
    const pages = [
      await call('get', '/staff/warnings', first),
      await call('get', '/staff/warnings/new', first),
      await call('get', '/staff/warnings/:file', first, { file }),
    ]
    const empty = await call(
      'post',
      '/staff/warnings/:file/verify',
      first,
      { file },
      { 'verify-text': '', 'verify-law': evil },
    )
    assert.equal(statusOf(empty), 400)
    assert.match(written(empty), /class="errors"[\s\S]*href="#f-verify-text"/)
    // A photo is added from the file's page; ticked, it proves what is said; another file's proves nothing.
    const photo = { field: 'evidence-file', name: 'poster.png', type: 'image/png', bytes: pictureWith('a poster') }
    const evidence = '/staff/warnings/:file/evidence'
    const bare = await call('post', evidence, first, { file })
    assert.match(written(bare), /href="#f-evidence-file"/)
    const sent = await call('post', evidence, first, { file }, {}, { files: [photo] })
    assert.deepEqual(sent, { redirect: `/staff/warnings/${file}?done=done` })
    const shown = await call('get', '/staff/warnings/:file', first, { file })
    const id = /staff\/papers\/(paper_[a-z0-9]+)"><bdi>poster.png/.exec(written(shown))?.[1] ?? ''
    const [amend, mend] = ['/staff/warnings/:file/amend', { 'amend-name': evil, 'amend-offered': evil }]
    const both = { lists: { 'amend-papers': [id, 'paper_of_another'] } }
    const foreign = await call('post', amend, first, { file }, mend, both)
    assert.match(written(foreign), /href="#f-amend-papers"/)
    await call('post', amend, first, { file }, mend, { lists: { 'amend-papers': [id] } })
    assert.deepEqual((await foldOf(file)).papers, [id])
    const stale = { seen: '1', 'verify-text': `seen ${evil}` }
    await done(amendWarning(node, first, { file, party: party(evil, { offered: evil }), papers: [id] }))
    const late = await call('post', '/staff/warnings/:file/verify', first, { file }, stale)
    assert.equal(statusOf(late), 409)
    assert.match(written(late), /seen &lt;img/, 'nothing typed is lost')
    const verified = await call('post', '/staff/warnings/:file/verify', first, { file }, { ...stale, seen: '3' })
    assert.deepEqual(verified, { redirect: `/staff/warnings/${file}?done=done` })
    pages.push(empty, late, bare, foreign, shown, await call('get', '/staff/warnings/:file', first, { file }))
    for (const one of pages) {
      const body = 'page' in one ? String(one.page.body) : ''
      assert.ok(body.includes('<h1>'))
      assert.doesNotMatch(body, /<img|<\/textarea>&lt;\/textarea><img/)
      const ids = Array.from(body.matchAll(/ id="([^"]+)"/g), ([, id]) => id)
      assert.equal(new Set(ids).size, ids.length, 'every id stands once')
    }
    assert.deepEqual(await call('get', '/staff/warnings/:file', stranger(), { file }), { problem: 'not-found' })
    assert.deepEqual(await call('get', '/staff/warnings/:file', first, { file: 'file_none' }), { problem: 'not-found' })
  })

  test('the public form: words are needed and kept, once contested it says so; a name with markup is text', async () => {
    const evil = 'Pinzon <script>alert(1)</script> Fingido'
    const file = await published(party(evil, { names: ['<b>x</b>'], place: '<i>here</i>' }), '2027-02-02')
    const { warning = '' } = await foldOf(file)
    const desk = { node, warnings, speaker }
    const [list, page] = warningPageRoutes(desk)
    const [post] = warningFormRoutes(desk)
    const reader = readerOf('es')
    const ask = { params: { id: warning }, query: {} }
    const shown = [
      await list?.respond({ params: {}, query: {} }, reader),
      await page?.respond(ask, reader),
      await post?.respond({ ...ask, form: form({ text: ' ', contact: '<u>me</u>' }) }, reader),
    ].map((one) => (one ? written(one) : ''))
    const view = await check(evil)
    assert.equal(view.warnings?.length, 1)
    for (const body of [...shown, bodyOf(view)]) assert.doesNotMatch(body, /<script|<b>x|<i>here|<u>/)
    assert.match(shown[0] ?? '', /Pinzon &lt;script&gt;/)
    assert.match(shown[2] ?? '', /Error: /)
    assert.match(shown[2] ?? '', /value="&lt;u&gt;me&lt;\/u&gt;"/)
    const sent = await post?.respond({ ...ask, form: form({ text: 'It is not true', contact: '' }) }, reader)
    assert.deepEqual(sent, { redirect: `/warnings/${warning}/contest?done=yes` })
    assert.equal(warnings.get(warning)?.contested, true, 'the list says at once that it is contested')
    const again = await post?.respond({ ...ask, form: form({ text: 'Again', contact: '' }) }, reader)
    assert.ok(again && statusOf(again) === 409)
    const event = (await readStream(place.database, file)).at(-1)
    assert.deepEqual([event?.actor.account, event?.actor.office], ['anybody', 'public'])
  })
})

function stranger(): Who {
  return who('acc_stranger', ['register officer'], XB)
}
