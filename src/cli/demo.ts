// `npm start`: the demonstration corridor, one node a country, each a process of its own with an embedded database under ./data.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, openSync, readFileSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { loadDemonstration, loadPack, sayFault } from '../packs/index.ts'
import { holderOf } from '../platform/folder-lock.ts'
import { type Command, type Io, text, WrongCall } from './command.ts'
import { CORRIDOR_FILE, joinDemonstration, madeForPort } from './demonstration/corridor.ts'
import { accountLines } from './demonstration/print-accounts.ts'

const ROOT = join(import.meta.dirname, '../..')
const READY_WITHIN_MS = 90_000

type DemoNode = {
  readonly country: string
  readonly name: string
  readonly folder: string
  readonly port: number
  readonly process: ChildProcess
}

export const demo: Command = {
  name: 'demo',
  usage: 'demo [--corridor ID] [--port N] [--reset]',
  help: 'Starts a corridor with invented data, one node a country, and prints the addresses. This is what npm start does.',
  positionals: [],
  options: {
    corridor: { value: 'ID', help: 'the pack, a folder of packs/ (default: gt-mx)' },
    port: { value: 'N', help: 'the first port; nodes take N, N+1, … (default: 8401)' },
    data: { value: 'DIR', help: 'where the nodes keep their data (default: ./data)' },
    reset: { help: 'begin anew: the data of this corridor is removed first' },
  },
  async run({ values, io }) {
    const corridor = text(values, 'corridor') ?? 'gt-mx'
    const first = Number(text(values, 'port') ?? 8401)
    if (!Number.isInteger(first) || first < 1 || first > 65_000)
      throw new WrongCall(`--port ${text(values, 'port')} is not a port`)
    const pack = join(ROOT, 'packs', corridor)
    if (!/^[a-z-]+$/.test(corridor) || !existsSync(pack))
      throw new WrongCall(`--corridor ${corridor}: no such folder in packs/`)
    const loaded = await loadPack(pack)
    if (!loaded.ok) {
      io.err(loaded.error.map(sayFault).join('\n'))
      return 1
    }
    const demonstration = await loadDemonstration(pack, loaded.value)
    if (!demonstration.ok) {
      io.err(demonstration.error.map(sayFault).join('\n'))
      return 1
    }
    const data = resolve(text(values, 'data') ?? 'data', corridor)
    const places = loaded.value.countries.map(({ code, name }, index) => ({
      country: code,
      name: name.en ?? Object.values(name)[0] ?? code,
      folder: join(data, code.toLowerCase()),
      port: first + index,
    }))
    for (const { folder } of places) {
      const holder = holderOf(folder)
      if (holder === undefined) continue
      io.err(`${folder} is in use by process ${holder}: a demonstration is running already. Stop it first.`)
      return 1
    }
    if (values.reset === true) await rm(data, { recursive: true, force: true })
    const before = madeForPort(places)
    if (before !== undefined && before !== first) {
      io.err(
        `${data} was made for port ${before}, and the address is part of every key's name. Start it as it was (--port ${before}), begin anew on port ${first} (--port ${first} --reset), or keep both (--port ${first} --data DIR)`,
      )
      return 1
    }
    for (const { folder } of places) await mkdir(folder, { recursive: true })
    await joinDemonstration(corridor, places)
    return run(
      await Promise.all(places.map((place) => start(pack, place))),
      accountLines(demonstration.value, places),
      io,
    )
  },
}

async function start(pack: string, place: Omit<DemoNode, 'process'>): Promise<DemoNode> {
  const { folder, country, port } = place
  const configuration = {
    pack: relative(folder, pack),
    country,
    dataFolder: '.',
    port,
    demonstration: true,
    federation: CORRIDOR_FILE,
    followSeconds: 5,
    publicUrl: `http://localhost:${port}`,
  }
  await writeFile(join(folder, 'node.json'), `${JSON.stringify(configuration, null, 2)}\n`)
  const log = openSync(join(folder, 'node.log'), 'a')
  const command = [join(import.meta.dirname, 'main.ts'), 'serve', '--config', join(folder, 'node.json')]
  // The demonstration is the same wherever it runs: a DATABASE_URL or SURSUR_… of the shell is not meant for it.
  const environment = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(SURSUR_|DATABASE_URL$)/.test(name)),
  )
  const child = spawn(process.execPath, command, { stdio: ['ignore', log, log], env: environment })
  return { ...place, process: child }
}

async function run(nodes: readonly DemoNode[], accounts: readonly string[], io: Io): Promise<number> {
  let stopping = false
  const stop = () => {
    stopping = true
    for (const node of nodes) node.process.kill('SIGTERM')
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
  const ended = nodes.map((node) => new Promise<number>((end) => node.process.once('exit', (code) => end(code ?? 1))))
  const failed = nodes.map(async (node, index) => {
    const code = await ended[index]
    if (stopping) return
    io.err(
      `the node of ${node.name} ended (${code}); its log, ${join(node.folder, 'node.log')}, ends with:\n${lastLines(join(node.folder, 'node.log'))}`,
    )
    stop()
    throw new Error('a node ended')
  })
  try {
    await Promise.race([Promise.all(nodes.map((node) => ready(node))), Promise.all(failed)])
    if (!stopping) {
      io.out('SurSur, practice: nothing here is real.\n')
      for (const { name, port } of nodes) io.out(`  ${name.padEnd(14)} http://localhost:${port}`)
      if (accounts.length > 0) io.out(`\n${accounts.join('\n')}`)
      io.out('\nNobody needs an account to check a recruiter. Ctrl-C stops; a second start finds the data as it was.')
    }
    await Promise.all(failed)
    await Promise.all(ended)
    return 0
  } catch {
    stop()
    await Promise.all(ended)
    return 1
  }
}

async function ready({ name, port, process: child }: DemoNode): Promise<void> {
  for (const end = Date.now() + READY_WITHIN_MS; Date.now() < end; ) {
    if (child.exitCode !== null) return
    const answered = await fetch(`http://127.0.0.1:${port}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    )
    if (answered) return
    await sleep(100)
  }
  throw new Error(`${name} is not ready after ${READY_WITHIN_MS / 1000} s`)
}

function lastLines(file: string): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-5).join('\n')
}
