// The channel between a command and the running node that holds the embedded database: loopback, and a token only its owner can read.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request } from 'node:http'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { OpenNode } from '../node.ts'
import { randomToken, sameSecret } from '../platform/seal/digest.ts'
import { type Call, type Io, WrongCall } from './command.ts'
import { explain } from './explain.ts'
import type { NodeWork } from './run-on-node.ts'

const FILE = 'control.json'
const LARGEST_CALL = 64 * 1024

type Said =
  | { readonly out: string }
  | { readonly err: string }
  | { readonly progress: Parameters<Io['progress']> }
  | { readonly exit: number }

/** Opens the channel; the returned function closes it. */
export async function openControl(
  node: OpenNode,
  works: Readonly<Record<string, NodeWork>>,
): Promise<() => Promise<void>> {
  const token = randomToken(32)
  const server = createServer((incoming, answer) => {
    if (!sameSecret(incoming.headers.authorization ?? '', `Bearer ${token}`)) return answer.writeHead(403).end()
    let body = ''
    incoming.setEncoding('utf8')
    incoming.on('data', (chunk: string) => {
      body += chunk
      if (body.length > LARGEST_CALL) incoming.destroy()
    })
    incoming.on('end', async () => {
      const say = (said: Said) => answer.write(`${JSON.stringify(said)}\n`)
      const io: Io = {
        out: (out) => say({ out }),
        err: (err) => say({ err }),
        progress: (...progress) => say({ progress }),
      }
      answer.writeHead(200, { 'content-type': 'application/x-ndjson' })
      try {
        const { name, values, positionals } = JSON.parse(body) as { name: string } & Pick<
          Call,
          'values' | 'positionals'
        >
        const work = works[name]
        if (!work) throw new WrongCall(`the running node does not know ${name}`)
        say({ exit: await work(node, { values, positionals, io }) })
      } catch (error) {
        io.err(explain(error))
        say({ exit: error instanceof WrongCall ? 2 : 1 })
      }
      answer.end()
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  const file = join(node.configuration.dataFolder, FILE)
  writeFileSync(file, JSON.stringify({ port: typeof address === 'object' ? address?.port : 0, token }), { mode: 0o600 })
  return async () => {
    rmSync(file, { force: true })
    server.closeAllConnections()
    await new Promise((closed) => server.close(closed))
  }
}

/** Has the running node do the work and repeats what it says. */
export async function callRunningNode(
  dataFolder: string,
  name: string,
  { values, positionals, io }: Call,
): Promise<number> {
  let known: { port: number; token: string }
  try {
    known = JSON.parse(readFileSync(join(dataFolder, FILE), 'utf8'))
  } catch {
    io.err(`a process holds ${dataFolder} and cannot be asked: wait until it has started or ended, then run this again`)
    return 1
  }
  const options = {
    host: '127.0.0.1',
    port: known.port,
    method: 'POST',
    headers: { authorization: `Bearer ${known.token}` },
  }
  return new Promise((done) => {
    let exit = 1
    const broken = () => {
      io.err('the running node ended before the work was done: run the same command again, it continues')
      done(1)
    }
    const call = request(options, (answer) => {
      answer.on('error', broken)
      const lines = createInterface({ input: answer })
      lines.on('line', (line) => {
        const said = JSON.parse(line) as Said
        if ('out' in said) io.out(said.out)
        else if ('err' in said) io.err(said.err)
        else if ('progress' in said) io.progress(...said.progress)
        else exit = said.exit
      })
      // An answer that breaks off is told by `answer`; readline repeats the error.
      lines.on('error', () => undefined)
      lines.on('close', () => done(exit))
    })
    call.on('error', broken)
    call.end(JSON.stringify({ name, values, positionals }))
  })
}
