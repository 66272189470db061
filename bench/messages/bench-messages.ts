// Messages between nodes: signed, sealed and receipted, beside the same storing route unsigned and in clear, in one run.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { writeEnvelope } from '../../src/federation/messages/envelope.ts'
import { openReceipt } from '../../src/federation/messages/receipt.ts'
import { type MessageRecord, sealRecord } from '../../src/federation/messages/record.ts'
import { createPeerCalls, LIMITS } from '../../src/federation/signed/index.ts'
import { createSend } from '../../src/federation/signed/send.ts'
import type { Country } from '../../src/kernel/country.ts'
import { migrate } from '../../src/platform/database/migrate.ts'
import { openEmbedded } from '../../src/platform/database/open.ts'
import { newIdentifier } from '../../src/platform/seal/digest.ts'
import { newSeed, signerOf } from '../../src/transparency/keys/signer.ts'
import { makeParty, trustOf } from '../../test/fixtures/parties.ts'
import { withDatabase } from '../load/postgresql.ts'
import type { Row } from '../table.ts'
import type { ReceiverTask } from './receiver.ts'

const [XA, XB] = ['XA' as Country, 'XB' as Country]
/** Calls at once: as many as the delivery of a node makes. */
const AT_ONCE = 12
/** Messages of one round. */
const ROUND = 200
/** A referral of two pages: 3 KB of text. */
const TEXT = 'An invented worker tells what happened to her, and what was paid to whom. '.repeat(40)

/** Rates on the embedded engine and, where there is one, on a PostgreSQL server. */
export async function benchMessages(
  say: (row: Row) => void,
  quick: boolean,
  server: string | undefined,
): Promise<void> {
  const rounds = quick ? 3 : 15
  await measure('embedded', undefined)
  if (server) await withDatabase(server, (url) => measure('PostgreSQL', url))

  async function measure(label: string, databaseUrl: string | undefined): Promise<void> {
    const receiver = await startReceiver(databaseUrl)
    try {
      const [sealed, clear]: [number[], number[]] = [[], []]
      await rate(ROUND, receiver.sealed)
      await rate(ROUND, receiver.clear)
      // In turn and in short rounds, so that whatever else the machine does falls on both alike.
      for (let round = 0; round < rounds; round++) {
        sealed.push(await rate(ROUND, receiver.sealed))
        clear.push(await rate(ROUND, receiver.clear))
      }
      say({
        name: `messages, ${label}: signed, sealed, receipted, ${AT_ONCE} at once`,
        value: median(sealed),
        unit: '/s',
        better: 'higher',
        baseline: { name: 'the same storing route unsigned and in clear', value: median(clear) },
        aim: { of: 'ratio', bound: 0.5 },
      })
    } finally {
      await receiver.stop()
    }
  }
}

export type Receiver = {
  /** Sends one message and waits for what answers it. */
  readonly sealed: () => Promise<void>
  readonly clear: () => Promise<void>
  /** The checkpoint of its exchange log. */
  readonly checkpoint: () => Promise<string>
  readonly child: ChildProcess
  readonly stop: () => Promise<void>
}

/** A receiving node in a process of its own, and two ways to send to it. */
export async function startReceiver(databaseUrl: string | undefined): Promise<Receiver> {
  const port = await freePort()
  const a = await makeParty(XA, 'http://127.0.0.1:9')
  const b = await makeParty(XB, `http://127.0.0.1:${port}`)
  const seed = newSeed()
  const transport = signerOf(`127.0.0.1:${port}/transport`, 1, seed)
  const own = { ...b.party, transport: transport.verifierKey }
  const parties = [a.party, own]
  const child = fork(new URL('receiver.ts', import.meta.url), { execPath: process.execPath, execArgv: ['--expose-gc'] })
  const task: ReceiverTask = {
    ...(databaseUrl && { databaseUrl }),
    parties,
    own,
    transport: Buffer.from(seed).toString('base64'),
    seal: b.keys.seal,
    port,
  }
  child.send(task)
  await once(child, 'message')

  const database = await openEmbedded()
  await migrate(database)
  const trust = trustOf(XA, parties)
  const peers = createPeerCalls({ trust, signer: a.keys.transport, now: () => new Date(), database })
  const wire = createSend(LIMITS)
  let number = 0

  async function sealed(): Promise<void> {
    const record = newRecord()
    const made = await sealRecord(record, [own.seal, a.keys.seal.recipient])
    const text = writeEnvelope(record, { source: a.party.node, number: ++number, place: 1, ...made })
    const { status, body } = await peers.call(own, {
      method: 'POST',
      path: '/fed/v1/messages',
      body: Buffer.from(text),
      contentType: 'application/cloudevents+json',
      idempotencyKey: record.id,
    })
    const receipt = openReceipt(Buffer.from(body).toString('utf8'), [own.transport])
    if (status !== 201 || receipt?.id !== record.id) throw new Error(`${status} ${Buffer.from(body)}`)
  }

  async function clear(): Promise<void> {
    const record = newRecord()
    const made = { sealed: Buffer.from(JSON.stringify(record)), commitment: Buffer.alloc(32).toString('base64') }
    const text = writeEnvelope(record, { source: a.party.node, number: ++number, place: 1, ...made })
    const url = new URL('/plain/messages', own.url)
    const headers = { 'content-type': 'application/json' }
    const { status } = await wire({ method: 'POST', url, headers, body: Buffer.from(text) })
    if (status !== 201) throw new Error(`${status}`)
  }

  return {
    sealed,
    clear,
    async checkpoint() {
      const { body } = await peers.call(own, { method: 'GET', path: '/fed/v1/exchange/checkpoint' })
      return Buffer.from(body).toString('utf8')
    },
    child,
    async stop() {
      child.send('stop')
      await once(child, 'exit')
      peers.close()
      wire.close()
      await database.close()
    },
  }
}

function newRecord(): MessageRecord {
  const id = newIdentifier('msg')
  return {
    v: 1,
    id,
    corridor: 'xa-xb',
    from: XA,
    to: XB,
    kind: 'referral',
    conversation: newIdentifier('conv'),
    item: id,
    owner: XA,
    purpose: 'complaint',
    purposeText: 'invented',
    onward: 'closed',
    time: '2026-03-01T12:00:00Z',
    body: { subject: 'invented', text: TEXT, office: 'office' },
  }
}

/** Runs `work` `count` times, some at once; times a second. */
export async function rate(count: number, work: () => Promise<void>): Promise<number> {
  let left = Math.round(count)
  const began = performance.now()
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (left-- > 0) await work()
    }),
  )
  return (count * 1000) / (performance.now() - began)
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  await new Promise((done) => probe.close(done))
  return typeof address === 'object' && address ? address.port : 0
}
