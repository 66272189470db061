// The addresses of messages for peers, and the public checkpoint of the exchange log.
import { z } from 'zod'
import type { RawAnswer, RawRequest, RawRoute } from '../../../platform/http.ts'
import { TransparencyFault } from '../../../transparency/format/fault.ts'
import type { Party } from '../../trust/trust.ts'
import { MOST_ENVELOPE } from '../envelope.ts'
import { ExchangeBehind } from '../ledger/publish.ts'
import type { MessagesNode } from '../messages-node.ts'
import { keepReceipt } from '../operations/acknowledge.ts'
import { PAGE } from '../operations/fetch-messages.ts'
import { takeMessage } from '../operations/take-message.ts'
import { envelopesAfter } from '../store/messages.ts'

const TEXT = { 'content-type': 'text/plain; charset=utf-8' } as const
const STATUS = { other: 409, malformed: 400, 'not-for-here': 422, 'cannot-open': 422, 'not-as-written': 422 } as const
const Receipts = z.strictObject({ receipts: z.array(z.string().max(4096)).max(100) })
const Question = z.object({ after: z.coerce.number().int().min(0), limit: z.coerce.number().int().min(1).max(100) })

const plain = (status: number, body: string, more: Readonly<Record<string, string>> = {}): RawAnswer => ({
  status,
  headers: { ...TEXT, ...more },
  body,
})

/** `POST` and `GET /fed/v1/messages`, `POST /fed/v1/receipts`, `GET /fed/v1/exchange/…`, `GET /exchange/checkpoint`. */
export function messageRoutes(messages: MessagesNode): readonly RawRoute[] {
  const { peers, node, exchange } = messages
  const peer = (
    method: RawRoute['method'],
    path: string,
    respond: (request: RawRequest, from: Party) => Promise<RawAnswer>,
    limit?: number,
  ): RawRoute => ({ method, path, permission: 'peer', ...(limit && { limit }), respond: peers.route(respond) })

  async function take({ body }: RawRequest, from: Party): Promise<RawAnswer> {
    const taking = await takeMessage(messages, Buffer.from(body).toString('utf8'), from)
    if ('receipt' in taking) return plain(taking.code === 'taken' ? 201 : 200, taking.receipt)
    return plain(STATUS[taking.code], `${taking.code}\n${taking.detail}\n`)
  }

  async function give({ search }: RawRequest, from: Party): Promise<RawAnswer> {
    const question = Question.safeParse(Object.fromEntries(new URLSearchParams(search)))
    if (!question.success) return plain(400, 'malformed\n')
    const limit = Math.min(question.data.limit, PAGE)
    const found = await envelopesAfter(node.database, from.country, question.data.after, limit + 1)
    const page = { messages: found.slice(0, limit).map(({ envelope }) => envelope), more: found.length > limit }
    return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(page) }
  }

  async function receipts({ body }: RawRequest, from: Party): Promise<RawAnswer> {
    const sent = read(body)
    if (!sent) return plain(400, 'malformed\n')
    let kept = 0
    for (const note of sent) if ((await keepReceipt(messages, note, from)) !== 'foreign') kept++
    return plain(200, `${kept}\n`)
  }

  async function checkpoint(cache: string): Promise<RawAnswer> {
    try {
      return plain(200, (await exchange.publish()).checkpoint, { 'cache-control': cache })
    } catch (error) {
      if (error instanceof ExchangeBehind) return plain(503, 'behind\n')
      throw error
    }
  }

  async function tile({ params }: RawRequest): Promise<RawAnswer> {
    try {
      const bytes = await exchange.tile(`tile/${params.rest ?? ''}`)
      if (!bytes) return plain(404, 'not-found\n')
      return { status: 200, headers: { 'content-type': 'application/octet-stream' }, body: bytes }
    } catch (error) {
      if (error instanceof TransparencyFault) return plain(404, 'not-found\n')
      throw error
    }
  }

  return [
    peer('post', '/fed/v1/messages', take, MOST_ENVELOPE),
    peer('get', '/fed/v1/messages', give),
    peer('post', '/fed/v1/receipts', receipts, 512 * 1024),
    peer('get', '/fed/v1/exchange/checkpoint', () => checkpoint('no-store')),
    peer('get', '/fed/v1/exchange/tile/*', tile),
    {
      method: 'get',
      path: '/exchange/checkpoint',
      permission: 'public',
      respond: () => checkpoint('public, max-age=5, stale-while-revalidate=30'),
    },
  ]
}

function read(body: Uint8Array): readonly string[] | undefined {
  try {
    return Receipts.parse(JSON.parse(Buffer.from(body).toString('utf8'))).receipts
  } catch {
    return undefined
  }
}
