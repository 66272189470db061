// The desk of messages through its routes, on two nodes: written, read, leave asked and given, passed on, compared.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Exchange, type ExchangeNode, officer, openExchange } from '../../../test/fixtures/exchange.ts'
import { pageOf, wayOf } from '../../../test/fixtures/people.ts'
import { createReader } from '../../packs/reader.ts'
import type { Role } from '../../people/index.ts'
import type { PageAnswer } from '../../platform/http.ts'
import { createTexts } from '../../platform/texts.ts'
import { messageDesks, messagesTexts } from './index.ts'
import { deliverTo } from './operations/deliver.ts'

let exchange: Exchange
before(async () => {
  exchange = await openExchange()
})
after(() => exchange.close())

const texts = createTexts(messagesTexts)
let sent = 0

async function call(
  node: ExchangeNode,
  path: string,
  fields?: Record<string, string>,
  language = 'en',
  role: Role = 'deciding officer',
) {
  const { languages } = node.messages.pack
  const reader = createReader({ languages, asked: language, withTexts: texts.languages, say: texts.say, zone: 'UTC' })
  const { pathname, searchParams } = new URL(path, 'http://x')
  const query = Object.fromEntries(searchParams)
  const who = officer(node.country, role)
  const marks = { token: 't', once: 'page' }
  for (const route of messageDesks(node.messages)) {
    const params = matched(route.path, pathname)
    if (!params || (route.method === 'post') !== (fields !== undefined)) continue
    if (route.method !== 'post') return route.respond({ params, query, who, marks }, reader)
    const form = { fields: fields ?? {}, lists: {}, files: [] }
    return route.respond({ params, query, who, marks, form, once: `once-${++sent}` }, reader)
  }
  throw new Error(`no route ${path}`)
}

function matched(pattern: string, path: string): Record<string, string> | undefined {
  const [want, have] = [pattern.split('/'), path.split('/')]
  if (want.length !== have.length || want.some((part, at) => !part.startsWith(':') && part !== have[at]))
    return undefined
  return Object.fromEntries(want.flatMap((part, at) => (part.startsWith(':') ? [[part.slice(1), have[at] ?? '']] : [])))
}

async function settle(): Promise<void> {
  const { a, b } = exchange
  exchange.setClock(new Date(exchange.now().getTime() + 60_000))
  await deliverTo(a.messages, b.party)
  await deliverTo(b.messages, a.party)
}

const text = async (answer: Promise<PageAnswer>) => pageOf(await answer).text
const LETTER = {
  to: 'XB',
  kind: 'referral',
  purpose: 'complaint',
  purposeText: 'a case',
  subject: '<b>Case</b>',
  text: 'Line one\nLine two',
}

test('a letter is written, delivered, read and receipted; what it says is escaped and in no list', async () => {
  const { a, b } = exchange
  const way = wayOf(await call(a, '/staff/messages/new', LETTER))
  assert.match(way, /^\/staff\/messages\/msg_[a-z2-9]{27}\?done=sent$/)
  const path = way.split('?')[0] ?? ''
  assert.match(await text(call(a, '/staff/messages')), /Waiting for its receipt/)
  await settle()
  const list = await text(call(b, '/staff/messages'))
  assert.match(list, /Referral of a case/)
  assert.ok(!list.includes('Case</b>') && !list.includes('Line one'))
  const page = await text(call(b, path))
  assert.match(page, /&lt;b&gt;Case&lt;\/b&gt;/)
  assert.match(page, /Line one<br>Line two/)
  assert.match(page, /sursur\.org\/receipt\/v1/)
  assert.match(await text(call(a, path)), /Receipt is here/)
  for (const language of ['es', 'fr', 'ar', 'pt'].filter((tag) =>
    b.messages.pack.languages.some((one) => one.tag === tag),
  ))
    assert.ok((await text(call(b, path, undefined, language))).length > 500)
})

test('what is missing or unknown comes back marked, with what was typed', async () => {
  const { a } = exchange
  const back = pageOf(await call(a, '/staff/messages/new', { ...LETTER, to: 'XC', text: '', subject: 'kept' }))
  assert.equal(back.status, 422)
  assert.match(back.text, /value="kept"/)
  assert.match(back.text, /id="f-to-error"/)
  assert.match(back.text, /id="f-text-error"/)
})

test('closed until leave is asked and given; then it is passed on, and all of it is on the page', async () => {
  const { a, b } = exchange
  const id = /msg_[a-z2-9]{27}/.exec(wayOf(await call(a, '/staff/messages/new', LETTER)))?.[0] ?? ''
  await settle()
  const path = `/staff/messages/${id}`
  const pass = { passTo: 'Labour court' }
  assert.equal(wayOf(await call(b, `${path}/pass-on`, pass)), `${path}?refused=no-leave`)
  assert.match(await text(call(b, `${path}?refused=no-leave`)), /has not given leave/)
  const ask = { recipient: 'Labour court', reason: 'the court asks' }
  assert.equal(wayOf(await call(b, `${path}/ask-leave`, ask)), `${path}?done=asked`)
  await settle()
  const [request] = await a.store.database.query<{ id: string }>(
    `select id from messages where kind = 'leave-request' and direction = 'in'`,
  )
  const asked = `/staff/messages/${request?.id}`
  const page = await text(call(a, asked))
  assert.match(page, /the court asks/)
  assert.match(page, /Give leave/)
  // A register officer reads the request and has no form to answer it.
  assert.ok(!(await text(call(a, asked, undefined, 'en', 'register officer'))).includes('Give leave'))
  assert.equal(
    wayOf(await call(a, `${asked}/answer-leave`, { answer: 'given', words: 'for this case' })),
    `${asked}?done=answered`,
  )
  await settle()
  assert.match(await text(call(b, path)), /Leave given<\/b> <bdi>Labour court/)
  assert.equal(wayOf(await call(b, `${path}/pass-on`, pass)), `${path}?done=passed`)
  assert.match(await text(call(b, path)), /Passed on/)
})

test('the ledgers are compared at the press of a button, and a difference is shown with its age', async () => {
  const { a, b } = exchange
  assert.match(await text(call(a, '/staff/messages/reconciliation')), /Never compared/)
  assert.equal(
    wayOf(await call(a, '/staff/messages/reconciliation', {})),
    '/staff/messages/reconciliation?done=compared',
  )
  assert.match(await text(call(a, '/staff/messages/reconciliation')), /Both ledgers hold the same messages/)
  b.line.weather = () => 'cut-before'
  const id = /msg_[a-z2-9]{27}/.exec(wayOf(await call(a, '/staff/messages/new', LETTER)))?.[0] ?? ''
  await settle()
  assert.equal(
    wayOf(await call(a, '/staff/messages/reconciliation', {})),
    '/staff/messages/reconciliation?refused=unreachable',
  )
  exchange.setClock(new Date(exchange.now().getTime() + 4 * 86_400_000))
  const page = await text(call(a, '/staff/messages/reconciliation?refused=unreachable'))
  assert.match(page, new RegExp(`${id}.*Only we.*4 days`))
  assert.match(page, /does not answer now/)
  assert.match(await text(call(a, `/staff/messages/${id}`)), /No receipt for days/)
  b.line.weather = () => 'pass'
  await settle()
  await call(a, '/staff/messages/reconciliation', {})
  assert.match(await text(call(a, '/staff/messages/reconciliation')), /Both ledgers hold the same messages/)
})

test('a message that is not there, and one for eyes that may not read, are both not found', async () => {
  const { a, b } = exchange
  assert.deepEqual(await call(a, '/staff/messages/msg_none'), { problem: 'not-found' })
  const [row] = await b.store.database.query<{ id: string }>(`select id from messages where direction = 'in' limit 1`)
  assert.deepEqual(await call(b, `/staff/messages/${row?.id}`, undefined, 'en', 'auditor'), { problem: 'not-found' })
})
