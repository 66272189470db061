// Messages between two nodes over real HTTP: delivered once in effect whatever the line does, both ledgers equal, nothing in clear.
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { type Exchange, type ExchangeNode, officer, openExchange } from '../../../test/fixtures/exchange.ts'
import type { Weather } from '../../../test/fixtures/flaky.ts'
import type { Country } from '../../kernel/country.ts'
import { openCheckpoint } from '../../transparency/format/checkpoint.ts'
import { newSeed, signerOf } from '../../transparency/keys/signer.ts'
import { readEntry } from './ledger/entry.ts'
import { exchangeKey, openExchangeLog } from './ledger/publish.ts'
import { deliverTo } from './operations/deliver.ts'
import { fetchMessages } from './operations/fetch-messages.ts'
import { reconcile } from './operations/reconcile.ts'
import { takeMessage } from './operations/take-message.ts'
import { type Letter, writeLetter } from './operations/write-letter.ts'
import { nodeActor } from './policy.ts'
import { findMessage, type StoredMessage } from './store/messages.ts'

let exchange: Exchange
let a: ExchangeNode
let b: ExchangeNode
before(async () => {
  exchange = await openExchange()
})
after(() => exchange.close())
beforeEach(() => {
  ;({ a, b } = exchange)
  for (const { line } of [a, b]) line.weather = () => 'pass'
})

const WORDS = 'Worker Alma Quispe Xicay, passport 77-1234'

async function send(from: ExchangeNode, to: Country, more: Partial<Letter> = {}): Promise<string> {
  const letter = {
    to,
    kind: 'notice',
    purpose: 'complaint',
    purposeText: `about ${WORDS}`,
    subject: WORDS,
    text: WORDS,
  } as const
  const sent = await writeLetter(from.messages, officer(from.country), { ...letter, ...more })
  assert.ok(sent.ok)
  return sent.value
}

/** Lets time pass and pushes, until nothing waits. */
async function deliverAll(from: ExchangeNode, to: ExchangeNode, rounds = 60): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    await deliverTo(from.messages, to.party)
    const waiting = await from.store.database.query(
      `select 1 from messages where direction = 'out' and done_at is null`,
    )
    if (waiting.length === 0) return
    exchange.setClock(new Date(exchange.now().getTime() + 11 * 60_000))
  }
  assert.fail('messages still wait for their receipts')
}

const effects = async (node: ExchangeNode) =>
  (await node.store.database.query<{ text: string }>('select text from outbox_effects order by number')).map(
    ({ text }) => text,
  )

async function ledger(node: ExchangeNode) {
  const rows = await node.store.database.query<{ entry: Uint8Array }>(
    'select entry from exchange_entries order by index',
  )
  return rows.map(({ entry }) => {
    const read = readEntry(entry)
    assert.ok(read)
    return read
  })
}

async function bothCompare() {
  const ofB = await reconcile(a.messages, b.party, nodeActor(a.country))
  const ofA = await reconcile(b.messages, a.party, nodeActor(b.country))
  return [ofB, ofA].map(({ ours, theirs, fault }) => ({ ours, theirs, fault }))
}
const EQUAL = [
  { ours: 0, theirs: 0, fault: undefined },
  { ours: 0, theirs: 0, fault: undefined },
]

/** The message `id` as it stands at its sender, to be meddled with. */
async function envelopeOf(node: ExchangeNode, id: string): Promise<StoredMessage> {
  const message = await findMessage(node.store.database, 'out', id)
  assert.ok(message)
  return message
}

test('a message arrives, has its effect, is receipted, and both nodes log the same commitment', async () => {
  const id = await send(a, b.country, { subject: 'first' })
  await deliverAll(a, b)
  assert.deepEqual(await effects(b), ['first'])
  const [sent, taken] = [await findMessage(a.store.database, 'out', id), await findMessage(b.store.database, 'in', id)]
  assert.ok(sent?.receipt)
  assert.equal(sent.receipt, taken?.receipt)
  const [own] = (await ledger(a)).slice(-1)
  const [other] = (await ledger(b)).slice(-1)
  assert.equal(own?.type, 'org.sursur.exchange.notice.committed')
  assert.equal(other?.type, 'org.sursur.exchange.ack.committed')
  assert.equal(own?.commit, other?.commit)
  assert.deepEqual(await bothCompare(), EQUAL)
})

test('whatever the line does, each message has its effect once, in the order of its conversation, and is receipted', async () => {
  const plan: readonly Weather[] = ['cut-after', 'late', 'twice', 'cut-before', 'pass', 'late', 'cut-after', 'twice']
  let at = 0
  b.line.weather = () => plan[at++ % plan.length] ?? 'pass'
  const before = (await effects(b)).length
  const conversations = [
    'conv_aaaaaaaaaaaaaaaaaaaaaaaaaaa',
    'conv_bbbbbbbbbbbbbbbbbbbbbbbbbbb',
    'conv_ccccccccccccccccccccccccccc',
  ]
  const sent: string[] = []
  for (let n = 0; n < 45; n++) {
    const conversation = conversations[n % 3] ?? ''
    await send(a, b.country, { conversation, subject: `${conversation.slice(5, 6)}${Math.floor(n / 3)}` })
    sent.push(`${conversation.slice(5, 6)}${Math.floor(n / 3)}`)
  }
  await deliverTo(a.messages, b.party)
  await b.restart()
  await deliverTo(a.messages, b.party)
  await a.restart()
  await deliverAll(a, b)
  const had = (await effects(b)).slice(before)
  assert.deepEqual(had.toSorted(), sent.toSorted())
  for (const letter of ['a', 'b', 'c'])
    assert.deepEqual(
      had.filter((text) => text.startsWith(letter)),
      sent.filter((text) => text.startsWith(letter)),
    )
  b.line.weather = () => 'pass'
  assert.deepEqual(await bothCompare(), EQUAL)
})

test('what cannot be pushed is fetched by its receiver, and its receipts go back', async () => {
  const id = await send(b, a.country, { subject: 'fetched' })
  a.line.weather = () => 'cut-before'
  await deliverTo(b.messages, a.party)
  assert.equal((await findMessage(b.store.database, 'out', id))?.code, 'unreachable')
  const { taken, refused } = await fetchMessages(a.messages, b.party)
  assert.deepEqual([taken, refused], [1, 0])
  assert.ok((await findMessage(b.store.database, 'out', id))?.doneAt)
  assert.equal((await effects(a)).at(-1), 'fetched')
  assert.deepEqual(await fetchMessages(a.messages, b.party), { taken: 0, refused: 0 })
  a.line.weather = () => 'pass'
  assert.deepEqual(await bothCompare(), EQUAL)
})

test('an effect that fails takes its message back with it; the sender tries again', async () => {
  await b.store.database.query(`alter table outbox_effects add constraint no_such check (text <> 'fails')`)
  const id = await send(a, b.country, { subject: 'fails' })
  await deliverTo(a.messages, b.party)
  assert.equal(await findMessage(b.store.database, 'in', id), undefined)
  assert.equal((await findMessage(a.store.database, 'out', id))?.doneAt, null)
  await b.store.database.query('alter table outbox_effects drop constraint no_such')
  await deliverAll(a, b)
  assert.equal((await effects(b)).at(-1), 'fails')
  assert.deepEqual(await bothCompare(), EQUAL)
})

test('a message for another corridor, receiver or sender, or with another inside, is refused and leaves nothing but its audit line', async () => {
  const id = await send(a, b.country)
  const { envelope } = await envelopeOf(a, id)
  const changed = (change: Record<string, unknown>) => JSON.stringify({ ...JSON.parse(envelope), ...change })
  const other = await envelopeOf(a, await send(a, b.country))
  const cases: readonly (readonly [string, string])[] = [
    [changed({ corridor: 'xa-xc' }), 'not-for-here'],
    [changed({ receiver: 'XC' }), 'not-for-here'],
    [changed({ sender: 'XB' }), 'not-for-here'],
    [changed({ owner: 'XB' }), 'not-as-written'],
    [changed({ purpose: 'other' }), 'not-as-written'],
    [changed({ conversation: 'conv_other' }), 'not-as-written'],
    [changed({ commitment: JSON.parse(other.envelope).commitment }), 'not-as-written'],
    // The inside of one message in the envelope of another.
    [changed({ data_base64: JSON.parse(other.envelope).data_base64 }), 'not-as-written'],
    [changed({ data_base64: Buffer.from('no sealed file').toString('base64') }), 'cannot-open'],
    [changed({ more: 1 }), 'malformed'],
    ['no json', 'malformed'],
  ]
  const before = await effects(b)
  for (const [text, code] of cases)
    assert.equal((await takeMessage(b.messages, text, a.party)).code, code, text.slice(0, 80))
  assert.deepEqual(await effects(b), before)
  assert.equal(await findMessage(b.store.database, 'in', id), undefined)
  const lines = await b.store.database.query(`select 1 from audit where act = 'take message' and outcome = 'refused'`)
  assert.equal(lines.length, cases.length)
  await deliverAll(a, b)
})

test('a message sealed for another key is refused', async () => {
  const { newSealKey } = await import('../../platform/seal/age.ts')
  const stranger = { ...b.party, seal: (await newSealKey()).recipient }
  const trust = { ...a.messages.trust, peers: () => [stranger] }
  const { sealMessage, queueMessage } = await import('./operations/send-message.ts')
  const wrong = { ...a.messages, trust }
  const sealed = await sealMessage(wrong, {
    to: b.country,
    kind: 'notice',
    purpose: 'complaint',
    purposeText: '',
    body: {},
  })
  await a.store.database.transaction((tx) => queueMessage(wrong, tx, sealed))
  await deliverTo(a.messages, b.party)
  const message = await envelopeOf(a, sealed.record.id)
  assert.equal(message.code, 'cannot-open')
  assert.equal(message.doneAt, null)
  // Shown as one that the other ledger does not have, for as long as it lasts.
  const [ofB] = await bothCompare()
  assert.equal(ofB?.ours, 1)
  await a.store.database.query('delete from messages where id = $1', [sealed.record.id])
})

test('the same identifier with another content is refused: what was receipted stays', async () => {
  const id = await send(a, b.country)
  await deliverAll(a, b)
  const { envelope } = await envelopeOf(a, id)
  const again = await takeMessage(b.messages, envelope, a.party)
  assert.equal(again.code, 'again')
  const other = await takeMessage(b.messages, JSON.stringify({ ...JSON.parse(envelope), number: 999 }), a.party)
  assert.equal(other.code, 'other')
})

test('a receipt of somebody else, or of other bytes, does not end the sending', async () => {
  const id = await send(a, b.country)
  const message = await envelopeOf(a, id)
  const { keepReceipt } = await import('./operations/acknowledge.ts')
  const { writeReceipt } = await import('./receipt.ts')
  const receipt = { corridor: 'xa-xb', id, digest: message.digest, time: 1_772_366_400 }
  const wrong = [
    writeReceipt(receipt, a.keys.transport),
    writeReceipt({ ...receipt, digest: '0'.repeat(64) }, b.keys.transport),
    writeReceipt({ ...receipt, corridor: 'xa-xc' }, b.keys.transport),
    writeReceipt(receipt, b.keys.transport).replace(receipt.digest.slice(0, 4), '0000'),
    'no note',
  ]
  for (const note of wrong) assert.equal(await keepReceipt(a.messages, note, b.party), 'foreign')
  assert.equal((await envelopeOf(a, id)).doneAt, null)
  await deliverAll(a, b)
})

test('nothing of what a message says stands in clear in a table, in a log or in the ledger', async () => {
  await send(a, b.country)
  await deliverAll(a, b)
  for (const node of [a, b]) {
    const tables = await node.store.database.query<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'public' and table_name <> 'outbox_effects'`,
    )
    assert.ok(tables.length > 10)
    for (const { name } of tables) {
      const rows = await node.store.database.query<{ row: string }>(`select t::text as row from "${name}" t`)
      for (const { row } of rows) {
        for (const word of ['Quispe', 'Alma', '77-1234']) {
          assert.ok(!row.includes(word), `${name} holds ${word}`)
          assert.ok(!row.includes(Buffer.from(word).toString('hex')), `${name} holds ${word} as bytes`)
        }
      }
    }
    assert.ok(!node.logged.join('\n').includes('Quispe'))
  }
})

test('a message that one side hides is seen by the other when the ledgers are compared', async () => {
  const [, before] = await bothCompare()
  const late = await send(a, b.country)
  await deliverAll(a, b)
  // B denies that it ever took it; A's log, and B's own, have it.
  await b.store.database.query(`delete from messages where id = $1`, [late])
  const [, ofA] = await bothCompare()
  assert.equal(ofA?.theirs, (before?.theirs ?? 0) + 1)
  const audited = await b.store.database.query<{ detail: { theirs: number } }>(
    `select detail from audit where act = 'compare exchange logs' order by number desc limit 1`,
  )
  assert.equal(audited[0]?.detail.theirs, ofA?.theirs)
})

test('after a change of the transport key the same tree is signed with the new one', async () => {
  const before = await b.messages.exchange.publish()
  const transport = signerOf(b.keys.transport.name, 1, newSeed())
  const rotated = openExchangeLog({ ...b.messages, keys: { ...b.keys, transport } })
  const after = await rotated.publish()
  assert.equal(after.size, before.size)
  const opened = openCheckpoint(after.checkpoint, [exchangeKey(b.party, transport.verifierKey)])
  assert.equal(opened.checkpoint.size, before.size)
  assert.throws(() => openCheckpoint(after.checkpoint, [exchangeKey(b.party)]), { code: 'unknown-signer' })
  assert.equal((await b.messages.exchange.publish()).checkpoint, before.checkpoint)
})

test('a log that goes back or whose root does not follow from its entries is not believed', async () => {
  await b.messages.exchange.publish()
  const { database } = b.store
  await reconcile(a.messages, b.party, nodeActor(a.country))
  // A step back: B signs an earlier tree.
  const { createHash } = await import('node:crypto')
  const small = { size: 1, frontier: createHash('sha256').update('other').digest() }
  await database.query('update exchange_head set size = $1, frontier = $2, checkpoint = $3', [
    small.size,
    small.frontier,
    '',
  ])
  const index = (await database.query<{ index: number }>('select index from exchange_next'))[0]?.index ?? 0
  await database.query('update exchange_next set index = 1')
  const { rm } = await import('node:fs/promises')
  await rm(`${b.folder}/exchange/head`)
  const entries = await database.query('delete from exchange_entries where index >= 1 returning index')
  assert.ok(entries.length > 0 && index > 1)
  const back = await reconcile(a.messages, b.party, nodeActor(a.country))
  assert.equal(back.fault, 'went-back')
})

test('a node whose database was restored behind its published log signs nothing', async () => {
  const { database } = a.store
  await a.messages.exchange.publish()
  await database.query('delete from exchange_entries where index >= 1')
  await database.query('update exchange_next set index = 1')
  await database.query('update exchange_head set size = 0, frontier = $1', [Buffer.alloc(0)])
  await assert.rejects(a.messages.exchange.publish(), { name: 'ExchangeBehind' })
})
