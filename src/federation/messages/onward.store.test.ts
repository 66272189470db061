// Passing on between two real nodes: closed until the owner gave leave for just this recipient, and every refusal audited.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Exchange, officer, openExchange } from '../../../test/fixtures/exchange.ts'
import { mayPassOn, onwardState } from './onward.ts'
import { deliverTo } from './operations/deliver.ts'
import { answerLeave, askLeave, passOn } from './operations/pass-on.ts'
import { readMessage } from './operations/read-message.ts'
import { queueMessage, sealMessage } from './operations/send-message.ts'
import { writeLetter } from './operations/write-letter.ts'
import { leavesOf, passedOf } from './store/leaves.ts'

let exchange: Exchange
before(async () => {
  exchange = await openExchange()
})
after(() => exchange.close())

const COURT = 'Labour court of Invented Town'

async function letterFromA(): Promise<string> {
  const { a, b } = exchange
  const letter = {
    to: b.country,
    kind: 'referral',
    purpose: 'complaint',
    purposeText: 'a case',
    subject: 's',
    text: 't',
  } as const
  const sent = await writeLetter(a.messages, officer(a.country), letter)
  assert.ok(sent.ok)
  await settle()
  return sent.value
}

async function settle(): Promise<void> {
  const { a, b } = exchange
  exchange.setClock(new Date(exchange.now().getTime() + 60_000))
  await deliverTo(a.messages, b.party)
  await deliverTo(b.messages, a.party)
}

const code = (result: { ok: boolean; error?: { code: string } }) => (result.ok ? 'done' : result.error?.code)

test('leave is for one recipient, and an owner needs none', () => {
  const leaves = [
    { recipient: 'court', state: 'given' as const },
    { recipient: 'press', state: 'denied' as const },
    { recipient: 'ministry', state: 'asked' as const },
  ]
  const item = { owner: 'XA', holder: 'XB', leaves }
  const states = ['court', 'press', 'ministry', 'other'].map((recipient) => onwardState(item, recipient))
  assert.deepEqual(states, ['leave given', 'closed', 'leave asked', 'closed'])
  assert.deepEqual(states.map(mayPassOn), [true, false, false, false])
  assert.equal(onwardState({ ...item, holder: 'XA' }, 'other'), 'own')
})

test('closed, asked, given: only then it is passed on, and to nobody else', async () => {
  const { a, b } = exchange
  const id = await letterFromA()
  const pass = (recipient = COURT) => passOn(b.messages, officer(b.country), { message: id, recipient })
  assert.equal(code(await pass()), 'no-leave')
  assert.equal(
    code(await askLeave(b.messages, officer(b.country), { message: id, recipient: COURT, reason: 'it asks' })),
    'done',
  )
  assert.equal(code(await pass()), 'no-leave')
  assert.equal(
    code(await askLeave(b.messages, officer(b.country), { message: id, recipient: COURT, reason: 'again' })),
    'asked-before',
  )
  await settle()
  const [asked] = await leavesOf(a.store.database, id)
  assert.equal(asked?.state, 'asked')
  const answer = { request: asked.askedIn, answer: 'given', words: 'for this case' } as const
  // A register officer reads and writes; leave is the deciding officer's to give.
  assert.equal(code(await answerLeave(a.messages, officer(a.country, 'register officer'), answer)), 'not-allowed')
  assert.equal(code(await answerLeave(a.messages, officer(a.country), answer)), 'done')
  assert.equal(code(await answerLeave(a.messages, officer(a.country), answer)), 'not-asked')
  assert.equal(code(await pass()), 'no-leave')
  await settle()
  assert.equal(code(await pass('Somebody else')), 'no-leave')
  assert.equal(code(await pass(` ${COURT.toUpperCase()} `)), 'done')
  assert.equal((await passedOf(b.store.database, id)).length, 1)
  const refused = await b.store.database.query(
    `select 1 from audit where act = 'pass message on' and outcome = 'refused' and subject = $1 and detail->>'code' = 'no-leave'`,
    [id],
  )
  assert.equal(refused.length, 4)
  const [held] = await leavesOf(b.store.database, id)
  assert.deepEqual([held?.state, held?.answeredBy], ['given', 'office'])
})

test('denied leave stays closed; it may be asked again', async () => {
  const { a, b } = exchange
  const id = await letterFromA()
  const ask = () => askLeave(b.messages, officer(b.country), { message: id, recipient: COURT, reason: 'why' })
  assert.equal(code(await ask()), 'done')
  await settle()
  const [asked] = await leavesOf(a.store.database, id)
  const answer = { request: asked?.askedIn ?? '', answer: 'denied', words: '' } as const
  assert.equal(code(await answerLeave(a.messages, officer(a.country), answer)), 'done')
  await settle()
  assert.equal(code(await passOn(b.messages, officer(b.country), { message: id, recipient: COURT })), 'no-leave')
  assert.equal(code(await ask()), 'done')
})

test('a holder cannot give itself leave, and nobody but the owner can', async () => {
  const { a, b } = exchange
  const id = await letterFromA()
  assert.equal(
    code(await askLeave(b.messages, officer(b.country), { message: id, recipient: COURT, reason: 'why' })),
    'done',
  )
  // The answer of a node that is not the owner: B answers about its own request.
  const [asked] = await leavesOf(b.store.database, id)
  const own = { request: asked?.askedIn ?? '', answer: 'given', words: '' } as const
  assert.equal(code(await answerLeave(b.messages, officer(b.country), own)), 'not-found')
  // A message from B to A that claims to be the owner's answer about something that B gave: A holds no such item.
  const body = { recipient: COURT, holder: a.country, answer: 'given', words: '', office: 'office' }
  const item = { id, owner: b.country }
  const forged = await sealMessage(b.messages, {
    to: a.country,
    kind: 'leave-answer',
    item,
    purpose: 'complaint',
    purposeText: '',
    body,
  })
  await b.store.database.transaction((tx) => queueMessage(b.messages, tx, forged))
  await settle()
  assert.deepEqual(
    (await leavesOf(a.store.database, id)).map(({ state }) => state),
    ['asked'],
  )
})

test('whoever may not read messages may not pass them on either, and reading is audited', async () => {
  const { b } = exchange
  const id = await letterFromA()
  assert.equal(code(await readMessage(b.messages, officer(b.country, 'auditor'), id)), 'not-allowed')
  assert.equal(
    code(await passOn(b.messages, officer(b.country, 'inspector'), { message: id, recipient: COURT })),
    'not-allowed',
  )
  const read = await readMessage(b.messages, officer(b.country, 'register officer'), id)
  assert.ok(read.ok)
  assert.deepEqual(read.value.record.body, { subject: 's', text: 't', office: 'office' })
  const lines = await b.store.database.query<{ outcome: string }>(
    `select outcome from audit where act = 'read message' and subject = $1 order by number`,
    [id],
  )
  assert.deepEqual(
    lines.map(({ outcome }) => outcome),
    ['refused', 'done'],
  )
})
