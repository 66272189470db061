// The receiving node of the bench of messages, in a process of its own: the signed, sealed route and, beside it, the same storing in clear.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { NodeKeys } from '../../src/federation/context.ts'
import { digestOf, readEnvelope } from '../../src/federation/messages/envelope.ts'
import { messageRoutes, openMessages } from '../../src/federation/messages/index.ts'
import { storeTaken } from '../../src/federation/messages/operations/take-message.ts'
import { MessageRecord } from '../../src/federation/messages/record.ts'
import { createPeerCalls } from '../../src/federation/signed/index.ts'
import type { Party } from '../../src/federation/trust/trust.ts'
import type { Pack } from '../../src/packs/index.ts'
import { migrate } from '../../src/platform/database/migrate.ts'
import { openEmbedded, openPostgresql } from '../../src/platform/database/open.ts'
import type { RawRequest } from '../../src/platform/http.ts'
import { signerOf } from '../../src/transparency/keys/signer.ts'
import { serveRaw, trustOf } from '../../test/fixtures/parties.ts'

export type ReceiverTask = {
  /** A PostgreSQL database of its own; the embedded engine in a folder when left out. */
  readonly databaseUrl?: string
  readonly parties: readonly Party[]
  readonly own: Party
  /** Seed of the transport key (base64), and the seal key. */
  readonly transport: string
  readonly seal: NodeKeys['seal']
  readonly port: number
}

process.once('message', (task) => void start(task as ReceiverTask))

async function start(task: ReceiverTask): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'sursur-bench-messages-'))
  const database = task.databaseUrl ? openPostgresql(task.databaseUrl) : await openEmbedded(join(folder, 'database'))
  await migrate(database)
  const now = () => new Date()
  const transport = signerOf(`${new URL(task.own.url).host}/transport`, 1, Buffer.from(task.transport, 'base64'))
  const trust = trustOf(task.own.country, task.parties)
  const quiet = { info: () => undefined, warn: (fields: unknown, text: string) => console.error(text, fields) }
  const messages = openMessages({
    node: { database, now, origin: task.own.node },
    // Messages ask nothing of a pack, and only these two of the keys.
    pack: {} as Pack,
    country: task.own.country,
    trust,
    keys: { log: transport, witness: transport, status: transport, transport, seal: task.seal },
    dataFolder: folder,
    log: quiet,
    peers: createPeerCalls({ trust, signer: transport, now, database }),
  })
  const from = trust.peers()[0]
  if (!from) throw new Error('no peer')

  /** The same envelope, row, entry, audit line and transaction; nothing signed, nothing sealed, nothing remembered. */
  async function inClear({ body }: RawRequest) {
    const text = Buffer.from(body).toString('utf8')
    const envelope = readEnvelope(text)
    if (!envelope || !from) return { status: 400, headers: {}, body: 'malformed' }
    const record = MessageRecord.parse(JSON.parse(Buffer.from(envelope.data_base64, 'base64').toString('utf8')))
    const arrived = { envelope, record, text, digest: digestOf(text), receiptAt: () => 'stored' }
    const taking = await storeTaken(messages, arrived, from)
    return { status: 'receipt' in taking ? 201 : 409, headers: { 'content-type': 'text/plain' }, body: taking.code }
  }

  const server = await serveRaw(task.port)
  server.routes.push(...messageRoutes(messages), {
    method: 'post',
    path: '/plain/messages',
    permission: 'public',
    respond: inClear,
  })
  process.on('message', async (word) => {
    if (word === 'memory') {
      globalThis.gc?.()
      process.send?.({ memory: process.memoryUsage(), cpu: process.cpuUsage() })
    }
    if (word !== 'stop') return
    await server.close()
    await database.close()
    rmSync(folder, { recursive: true, force: true })
    process.exit(0)
  })
  process.send?.('ready')
}
