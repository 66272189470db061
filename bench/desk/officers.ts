// Officers at their browsers: pages and forms over HTTP, one after another or as they come, whatever is still unanswered.
import { Agent, request } from 'node:http'
import { randomToken } from '../../src/platform/seal/digest.ts'
import type { Seat } from './desk-process.ts'

export type Answer = {
  readonly status: number
  readonly body: string
  readonly location: string
  /** Milliseconds from sending to the last byte. */
  readonly took: number
}
export type Officer = Seat & { readonly token: string }
export type Ask = { readonly path: string; readonly form?: Readonly<Record<string, string>> }
/** A kind of request of a mix, and how often it comes. */
export type Kind = {
  readonly name: string
  readonly share: number
  readonly next: () => readonly [Officer | Seat, Ask]
}

const agent = new Agent({ keepAlive: true, maxSockets: 200 })

/** One page, or one form sent as from the node's own page. */
export function ask(port: number, who: Partial<Officer>, { path, form }: Ask): Promise<Answer> {
  const marks = form && { _token: who.token ?? '', _once: randomToken(16), ...form }
  return send(port, who, path, marks)
}

function send(port: number, who: Partial<Officer>, path: string, marks: Ask['form']): Promise<Answer> {
  const sent = marks ? new URLSearchParams(marks).toString() : ''
  const headers = {
    ...(who.cookie && { cookie: who.cookie }),
    ...(marks && {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': Buffer.byteLength(sent),
      'sec-fetch-site': 'same-origin',
    }),
  }
  const method = marks ? 'POST' : 'GET'
  return new Promise((answered, failed) => {
    const start = performance.now()
    const asked = request({ port, host: '127.0.0.1', path, method, headers, agent }, (answer) => {
      const pieces: Buffer[] = []
      answer.on('data', (piece: Buffer) => pieces.push(piece))
      answer.on('end', () =>
        answered({
          status: answer.statusCode ?? 0,
          body: Buffer.concat(pieces).toString('utf8'),
          location: answer.headers.location ?? '',
          took: performance.now() - start,
        }),
      )
    })
    asked.on('error', (error: NodeJS.ErrnoException) => {
      // The server closed an idle line while it was being used again: as a browser does, once more on a fresh one.
      if (asked.reusedSocket && error.code === 'ECONNRESET') answered(send(port, who, path, marks))
      else failed(error)
    })
    asked.end(sent)
  })
}

/** As `ask`; throws Error when the answer is neither 200 nor, to a form, 303. */
export async function mustAsk(port: number, who: Partial<Officer>, what: Ask): Promise<Answer> {
  const answer = await ask(port, who, what)
  if (answer.status !== (what.form ? 303 : 200)) {
    const said = answer.body.replaceAll(/<[^>]*>|\s+/g, ' ').slice(0, 600)
    throw new Error(`${what.path}: ${answer.status} ${said}`)
  }
  return answer
}

/** The seats with the token that their forms bear, read from a page of a file. */
export async function sitDown(port: number, seats: readonly Seat[], file: string): Promise<readonly Officer[]> {
  const officers: Officer[] = []
  for (const seat of seats) {
    const { body } = await mustAsk(port, seat, { path: `/en/staff/files/${file}` })
    officers.push({ ...seat, token: /name="_token" value="([^"]+)"/.exec(body)?.[1] ?? '' })
  }
  return officers
}

/** Sends each request when it is due. Latencies in milliseconds by kind, from the moment at which it was due. */
export async function openLoop(
  port: number,
  kinds: readonly Kind[],
  { rate, seconds }: { readonly rate: number; readonly seconds: number },
): Promise<ReadonlyMap<string, readonly number[]>> {
  const turns = kinds.flatMap((kind) => Array.from({ length: kind.share }, () => kind))
  // By turns, so that a kind does not come in a bunch.
  const order = turns.map((_, at) => turns[(at * 37) % turns.length] as Kind)
  const times = new Map<string, number[]>(kinds.map(({ name }) => [name, []]))
  const asked: Promise<void>[] = []
  const start = performance.now() + 20
  for (let at = 0; at < rate * seconds; at++) {
    const due = start + (at * 1000) / rate
    const left = due - performance.now()
    if (left > 1) await new Promise((woken) => setTimeout(woken, left))
    const kind = order[at % order.length] as Kind
    const [who, what] = kind.next()
    asked.push(mustAsk(port, who, what).then(() => void times.get(kind.name)?.push(performance.now() - due)))
  }
  await Promise.all(asked)
  return times
}
