// A node as it really runs: `sursur serve` in a process of its own, its log in a file.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { COUNTRY, PACK } from '../data.ts'

const PROGRAM = new URL('../../bin/sursur.mjs', import.meta.url).pathname

export type BenchNode = {
  readonly folder: string
  readonly config: string
  readonly port: number
  readonly environment: NodeJS.ProcessEnv
}
export type Running = { readonly port: number; readonly readyAfter: number; readonly stop: () => Promise<void> }

/** A configuration in `folder`; the database is PostgreSQL when an address is given. */
export async function makeNode(folder: string, databaseUrl?: string): Promise<BenchNode> {
  mkdirSync(folder, { recursive: true })
  const [config, port] = [join(folder, 'node.json'), await freePort()]
  writeFileSync(config, JSON.stringify({ pack: PACK, country: COUNTRY, dataFolder: 'data', port }))
  const environment = { ...process.env, SURSUR_LOG_LEVEL: 'info', DATABASE_URL: databaseUrl ?? '' }
  return { folder, config, port, environment }
}

/** Starts the node; `readyAfter` is milliseconds from spawning to the first 200 of `/readyz`. */
export async function serve(node: BenchNode): Promise<Running> {
  const start = performance.now()
  const log = join(node.folder, 'serve.log')
  const child = spawn(process.execPath, [PROGRAM, 'serve', '--config', node.config], {
    env: node.environment,
    stdio: ['ignore', openSync(log, 'a'), openSync(log, 'a')],
  })
  await answering(child, node.port, '/readyz', () => readFileSync(log, 'utf8').slice(-2000))
  return { port: node.port, readyAfter: performance.now() - start, stop: () => end(child) }
}

/** Imports a list with the command; returns what it said last and the seconds it took, its start included. */
export async function importList(node: BenchNode, csv: string, mapping: string) {
  const start = performance.now()
  const words = ['import', 'recruiters', csv, '--mapping', mapping, '--config', node.config]
  const child = spawn(process.execPath, [PROGRAM, ...words], {
    env: node.environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (piece) => {
      said += piece
    })
  const [code] = (await once(child, 'close')) as [number]
  if (code !== 0) throw new Error(`the import ended with ${code}: ${said}`)
  return { seconds: (performance.now() - start) / 1000, said: said.trim().split('\n').at(-1) ?? '' }
}

/** Resident memory of a process in megabytes, as the node itself reports it. */
export async function memoryOf({ port }: Running): Promise<number> {
  const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  return Number(/^sursur_process_resident_memory_bytes (\S+)/m.exec(metrics)?.[1]) / 2 ** 20
}

/** Waits for a 200. Throws Error when the process ends first or a minute has gone. */
export async function answering(child: ChildProcess, port: number, path: string, why: () => string): Promise<void> {
  const latest = performance.now() + 60_000
  while (performance.now() < latest && child.exitCode === null) {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`).catch(() => undefined)
    await answer?.text()
    if (answer?.status === 200) return
    await new Promise((later) => setTimeout(later, 10))
  }
  child.kill()
  throw new Error(`nothing answers ${path}: ${why()}`)
}

export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}
