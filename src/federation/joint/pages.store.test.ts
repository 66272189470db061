// The pages of joint acts through their routes: what each country has signed, what is escaped, refused, and never shown again.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { XA, XB } from '../../../test/fixtures/database.ts'
import { type JointPair, officerOf, openJointPair, SECRET } from '../../../test/fixtures/joint-pair.ts'
import { pageOf, wayOf } from '../../../test/fixtures/people.ts'
import type { Country } from '../../kernel/country.ts'
import { createReader } from '../../packs/reader.ts'
import type { Role } from '../../people/index.ts'
import type { PageAnswer } from '../../platform/http.ts'
import { createTexts } from '../../platform/texts.ts'
import { parseVerifierKey } from '../../transparency/format/key.ts'
import { openNote } from '../../transparency/format/note.ts'
import { jointDesks, jointPages } from './routes/index.ts'
import { type JointReader, jointTexts } from './texts/index.ts'

let pair: JointPair
before(async () => {
  pair = await openJointPair()
})
after(() => pair.close())

const texts = createTexts(jointTexts)
const readerIn = (asked: string): JointReader =>
  createReader({ languages: pair.pack.languages, asked, withTexts: texts.languages, say: texts.say, zone: 'UTC' })

let sent = 0
async function call(
  country: Country,
  account: string,
  method: 'get' | 'post',
  path: string,
  fields: object = {},
  roles?: readonly Role[],
): Promise<PageAnswer> {
  const who = officerOf(country, account, roles)
  const { pathname, searchParams } = new URL(path, 'http://x')
  const query = Object.fromEntries(searchParams)
  const marks = { token: 't', once: 'page' }
  for (const route of jointDesks(country === XA ? pair.a.desk : pair.b.desk)) {
    const params = matched(route.path, pathname)
    if (!params || (route.method ?? 'get') !== method) continue
    if (route.method !== 'post') return route.respond({ params, query, who, marks }, readerIn('en'))
    const form = { fields: fields as Record<string, string>, lists: {}, files: [] }
    return route.respond({ params, query, who, marks, form, once: `once-${++sent}` }, readerIn('en'))
  }
  throw new Error(`no route ${method} ${path}`)
}
function matched(pattern: string, path: string): Record<string, string> | undefined {
  const [want, have] = [pattern.split('/'), path.split('/')]
  if (want.length !== have.length || want.some((part, at) => !part.startsWith(':') && part !== have[at]))
    return undefined
  return Object.fromEntries(want.flatMap((part, at) => (part.startsWith(':') ? [[part.slice(1), have[at] ?? '']] : [])))
}
const get = (country: Country, account: string, path: string) => call(country, account, 'get', path)
const post = (country: Country, account: string, path: string, fields: object = {}) =>
  call(country, account, 'post', path, fields)
const hashIn = (text: string) => /name="hash" value="([0-9a-f]{64})"/.exec(text)?.[1] ?? ''

describe('the pages of joint acts', { concurrency: false }, () => {
  test('lead an officer to a key of their own, and say that others must learn of it', async () => {
    const path = '/staff/account/decision-key'
    assert.match(pageOf(await get(XA, 'acc_one', path)).text, /You have none yet/)
    const short = pageOf(await post(XA, 'acc_one', path, { secret: 'short', again: 'short' }))
    assert.equal(short.status, 422)
    assert.ok(short.text.includes('href="#f-secret"') && !short.text.includes('value="short"'))
    for (const country of [XA, XB])
      for (const officer of ['acc_one', 'acc_two', 'acc_three'])
        assert.equal(wayOf(await post(country, officer, path, { secret: SECRET, again: SECRET })), `${path}?done=yes`)
    await pair.meet()
    const { text } = pageOf(await get(XA, 'acc_one', path))
    assert.match(text, /You sign as officer-1/)
    assert.match(text, /The other countries know this key/)
    assert.ok(!text.includes(SECRET))
  })

  let act = ''
  test('keep a draft inside the office, and propose it', async () => {
    const wrong = pageOf(
      await post(XA, 'acc_one', '/staff/joint-acts/new', {
        kind: 'suspension',
        licence: '"><b>',
        recruiter: 'no',
        days: '14',
      }),
    )
    assert.ok(wrong.text.includes('href="#f-recruiter"') && wrong.text.includes('value="&quot;&gt;&lt;b&gt;"'))
    const asked = '/staff/joint-acts/new?kind=suspension&licence=XA-0001&recruiter=rec_2'
    assert.match(pageOf(await get(XA, 'acc_one', asked)).text, /value="XA-0001"/)
    const way = wayOf(
      await post(XA, 'acc_one', '/staff/joint-acts/new', {
        kind: 'suspension',
        licence: 'XA-0001',
        recruiter: 'rec_2',
        days: '14',
      }),
    )
    act = /joint_[0-9a-z]+/.exec(way)?.[0] ?? ''
    assert.match(pageOf(await get(XA, 'acc_two', `/staff/joint-acts/${act}`)).text, /Only your office sees it/)
    const auditor = await call(XA, 'acc_aud', 'get', `/staff/joint-acts/${act}`, {}, ['auditor'])
    assert.deepEqual(auditor, { problem: 'not-found' })
    assert.equal(
      wayOf(await post(XA, 'acc_one', `/staff/joint-acts/${act}/propose`)),
      `/staff/joint-acts/${act}?done=yes`,
    )
    await pair.meet()
    const list = pageOf(await get(XB, 'acc_one', '/staff/joint-acts')).text
    assert.ok(list.includes('Suspend') && list.includes('XA-0001') && list.includes('Your signature'))
  })

  test('show the way of each country, and refuse wrong words without keeping them', async () => {
    const path = `/staff/joint-acts/${act}`
    const hash = hashIn(pageOf(await get(XA, 'acc_one', path)).text)
    const wrong = pageOf(await post(XA, 'acc_one', `${path}/sign`, { hash, secret: 'invented but other words' }))
    assert.match(wrong.text, /Nothing was signed/)
    assert.ok(!wrong.text.includes('invented but other words'))
    for (const officer of ['acc_one', 'acc_three'])
      assert.equal(wayOf(await post(XA, officer, `${path}/sign`, { hash, secret: SECRET })), `${path}?done=yes`)
    await pair.meet()
    assert.equal(wayOf(await post(XB, 'acc_two', `${path}/sign`, { hash, secret: SECRET })), `${path}?done=yes`)
    const { text } = pageOf(await get(XB, 'acc_one', path))
    for (const said of [
      'Approved: 2 of 2 signatures',
      'Under way: 1 of 2 signatures',
      'Proposed it.',
      'Not needed: 2 of 3',
      'Signed: ',
    ])
      assert.ok(text.includes(said), said)
    assert.ok(text.includes(`sursur.org/decision/v1\n${act}\n${hash}\nXA XB\n`))
    const own = pageOf(await get(XA, 'acc_one', path)).text
    assert.match(own, /No approval is known here yet/)
    assert.ok(!own.includes(`${path}/sign"`), 'nothing is left to sign')
  })

  test('and when both have signed, hand out evidence that anybody can open', async () => {
    const path = `/staff/joint-acts/${act}`
    const hash = hashIn(pageOf(await get(XB, 'acc_one', path)).text)
    wayOf(await post(XB, 'acc_one', `${path}/sign`, { hash, secret: SECRET }))
    await pair.meet()
    assert.match(pageOf(await get(XA, 'acc_one', path)).text, /It counts on every node/)
    const answer = await get(XA, 'acc_one', `${path}/evidence`)
    const text = 'file' in answer ? new TextDecoder().decode(answer.file.bytes) : ''
    const notes = [...text.matchAll(/----- decision note as (\w\w) signed it -----\n(.*?)\n-----\n/gs)]
    assert.deepEqual(
      notes.map(([, country]) => country),
      ['XA', 'XB'],
    )
    for (const [, country, note] of notes) {
      const keys =
        pair.a.book.partyOf(country as Country)?.decision.officers.map(({ key }) => parseVerifierKey(key)) ?? []
      assert.equal(openNote(`${note}\n`, keys).verified.length, 2)
    }
  })

  test('show everybody what became effective, in each language', async () => {
    const [route] = jointPages(pair.a.desk)
    for (const { tag } of pair.pack.languages) {
      const answer = await route?.respond({ params: {}, query: {} }, readerIn(tag))
      assert.ok(answer && 'page' in answer)
      assert.ok(String(answer.page.body).includes(act), tag)
    }
  })
})

test('words of a working group stand escaped, marked with their language', async () => {
  const fields = { kind: 'decision', title: 'Terms <i>', text: 'Words & more', days: '7' }
  const way = wayOf(await post(XA, 'acc_one', '/staff/joint-acts/new', fields))
  const { text } = pageOf(await get(XA, 'acc_one', way))
  assert.ok(text.includes('Terms &lt;i&gt;') && text.includes('Words &amp; more') && text.includes('for 7 days'))
})
