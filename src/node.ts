// One node: configuration → database → modules → listen → stop. No decisions.
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import pino from 'pino'
import { type OwnLogOfNode, openOwnLog, openRunningCorridor } from './corridor/index.ts'
import { openDesks } from './desks.ts'
import { type RunningBook, TrustFault } from './federation/index.ts'
import type { Country } from './kernel/country.ts'
import { day, dayIn } from './kernel/day.ts'
import { startLetters } from './letters.ts'
import {
  apiRoutes,
  type KnownRegister,
  openKnownRegister,
  openKnownWarnings,
  type PrintDesk,
  pageRoutes,
  posterRoutes,
  printFileRoutes,
  problemOf,
  type RegisterDesk,
  type Speaker,
} from './modules/register/index.ts'
import { countryOfPack, loadPack, type Pack, sayFault } from './packs/index.ts'
import { type OperatingNode, peopleScripts, type Who } from './people/index.ts'
import type { Configuration } from './platform/configuration.ts'
import type { Database } from './platform/database/database.ts'
import { migrate } from './platform/database/migrate.ts'
import { openEmbedded, openPostgresql } from './platform/database/open.ts'
import { type FolderLock, lockFolder } from './platform/folder-lock.ts'
import type { SignedInRoute } from './platform/http.ts'
import { KeyFault } from './platform/seal/paper-key.ts'
import type { NodeKeyFiles } from './transparency/log/index.ts'
import { VERSION } from './version.ts'
import { createApp } from './web/app.ts'
import { readAssets } from './web/assets.ts'
import { DESK_SECTIONS } from './web/desk-sections.ts'
import { createMetrics } from './web/metrics.ts'
import { type ProblemCode, problemText } from './web/pages/error.ts'
import { createReaders, type PageReader } from './web/readers.ts'
import { ARRIVAL, createRefusals } from './web/refuse-unread.ts'

/** A configuration that cannot be served: said in full, with the mend. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart'
}

/** What commands work on: the pack and the open, migrated database. The folder of the embedded database is locked. */
export type OpenNode = OperatingNode & {
  readonly configuration: Configuration
  readonly pack: Pack
  readonly country: Country
  /** The log and its keys; a node that shows somebody's list as a sample has none. */
  readonly ownLog?: OwnLogOfNode | undefined
  readonly keys?: NodeKeyFiles | undefined
  /** What it trusts, when it is in a corridor. */
  readonly book?: RunningBook | undefined
  readonly close: () => Promise<void>
}

/** Opens pack and database. Throws CannotStart, FolderInUse, or what the database says. */
export async function openNode(configuration: Configuration): Promise<OpenNode> {
  const loaded = await loadPack(configuration.pack)
  if (!loaded.ok) throw new CannotStart(`the pack has faults:\n${loaded.error.map(sayFault).join('\n')}`)
  const pack = loaded.value
  const country = configuration.country as Country
  if (!pack.countries.some(({ code }) => code === country)) {
    const codes = pack.countries.map(({ code }) => code).join(', ')
    throw new CannotStart(`country: ${country} is not in pack ${pack.id}; its countries are ${codes}`)
  }
  // PostgreSQL admits several processes to one node; the embedded engine must never be opened twice.
  const lock: FolderLock | undefined = configuration.databaseUrl ? undefined : lockFolder(configuration.dataFolder)
  const origin = `${pack.id}/${country.toLowerCase()}`
  const now = () => new Date()
  const dayOf = (of: Country, at: Date) => dayIn(countryOfPack(pack, of)?.zone ?? 'UTC', at)
  let database: Database | undefined
  let ownLog: OwnLogOfNode | undefined
  try {
    database = configuration.databaseUrl
      ? openPostgresql(configuration.databaseUrl)
      : await openEmbedded(join(configuration.dataFolder, 'database'))
    await migrate(database)
    if (!configuration.sample) ownLog = await openOwnLog({ configuration, country, database, origin, now, dayOf })
  } catch (error) {
    await database?.close().catch(() => undefined)
    lock?.release()
    if (error instanceof TrustFault || error instanceof KeyFault) throw new CannotStart(error.message)
    throw error
  }
  const open = database
  return {
    configuration,
    pack,
    country,
    database: open,
    now,
    origin,
    ...(ownLog && { ownLog, log: ownLog.log, keys: ownLog.keys, book: ownLog.book }),
    async close() {
      await open.close()
      lock?.release()
    },
  }
}

/** A node that answers; `port` is the one it took. */
export type ServingNode = {
  readonly port: number
  readonly register: KnownRegister
  /** Every page and form of those who are signed in. */
  readonly desks: readonly Pick<SignedInRoute<PageReader, Who>, 'method' | 'path' | 'permission'>[]
  readonly stop: () => Promise<void>
}

/** Builds the index and listens. Throws CannotStart when the port is taken. */
export async function serveNode(node: OpenNode): Promise<ServingNode> {
  const { configuration, pack, country, database, now } = node
  const log = pino({ level: configuration.logLevel, base: { node: node.origin } })
  const register = await openKnownRegister(database, pack, now)
  const warnings = await openKnownWarnings(database, pack, now)
  const speaker = (): Speaker => ({
    pack,
    country,
    sample: configuration.sample,
    lists: register.lists(),
    heads: register.heads(),
    left: node.book?.left() ?? [],
  })
  const readers = createReaders(pack, country)
  const desk: RegisterDesk = {
    database,
    register,
    warnings,
    speaker,
    now,
    problemText: (code, reader) => problemText(code as ProblemCode, reader as PageReader),
  }
  const publicUrl = configuration.publicUrl ?? `http://localhost:${configuration.port}`
  const mark = () => ribbonOf(configuration, register, node)
  const followers = {
    refresh: () => register.refresh().then(() => warnings.refresh()),
    reread: (recruiters: readonly string[]) => register.reread(recruiters),
  }
  const corridor = node.ownLog && (await openRunningCorridor(node, node.ownLog, followers, log))
  const statusCode = corridor?.joined?.status.statusCode
  const print: PrintDesk = {
    database,
    register,
    speaker,
    now,
    publicUrl,
    readerOf: readers.of,
    mark,
    ...(statusCode && { statusCode }),
  }
  const desks = await openDesks(node, register, warnings, speaker, publicUrl, corridor)
  const app = createApp({
    forms: desks.forms,
    desks: desks.desks,
    floodLimit: { perMinute: configuration.formsPerMinute, burst: 2 * configuration.formsPerMinute },
    deskSections: DESK_SECTIONS,
    scripts: { ...peopleScripts, ...corridor?.joined?.status.scripts },
    sessions: desks.sessions,
    pack,
    country,
    readers,
    assets: await readAssets(),
    pages: [...pageRoutes(desk), ...posterRoutes(print), ...desks.pages],
    files: printFileRoutes(print),
    raw: corridor?.raw ?? [],
    api: apiRoutes(desk),
    inputProblem: problemOf,
    ribbon: mark,
    checkable: corridor !== undefined,
    version: VERSION,
    publicUrl,
    log,
    metrics: createMetrics(register),
    ready: () => true,
  })
  const refusals = createRefusals(pack.languages, readers)
  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false, errorHandler: refusals.malformed })
  const server = createServer(ARRIVAL, listener)
  refusals.watch(server)
  const port = await listen(server, configuration)
  await corridor?.start()
  const stopFollowing = follow([register, warnings, desks.files], configuration.refreshSeconds * 1000, (error) =>
    log.error({ error: error.message }, 'the events cannot be read'),
  )
  const letters = await startLetters(node, { speaker, readerOf: readers.of, publicUrl, mark }, log)
  // This engine gathers no statistics by itself, and without them it reads every file for a page of a work list.
  if (database.kind === 'embedded') void database.query('analyze').catch(() => undefined)
  if (database.kind === 'embedded')
    log.warn(
      'embedded database: safe against a crash of the process, not against a power cut; a ministry runs PostgreSQL (DATABASE_URL)',
    )
  log.info({ port, recruiters: register.size(), position: register.position() }, 'ready')
  return {
    port,
    register,
    desks: desks.desks,
    async stop() {
      await corridor?.stop()
      await Promise.all([stopFollowing(), letters.stop()])
      await new Promise((closed) => {
        server.close(closed)
        server.closeIdleConnections()
        // Whoever is still reading gets two seconds.
        setTimeout(() => server.closeAllConnections(), 2000).unref()
      })
      log.info('stopped')
    },
  }
}

function ribbonOf(configuration: Configuration, register: KnownRegister, node: OpenNode) {
  if (configuration.sample) {
    const newest = register
      .lists()
      .map(({ asOf }) => asOf)
      .sort()
      .at(-1)
    return { kind: 'sample', asOf: day(newest ?? node.now().toISOString().slice(0, 10)) } as const
  }
  return configuration.demonstration ? ({ kind: 'practice' } as const) : undefined
}

async function listen(server: Server, { host, port }: Configuration): Promise<number> {
  await new Promise<void>((listening, failed) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE')
        failed(new CannotStart(`port ${port} on ${host} is in use: stop what runs there, or choose another port`))
      else failed(error)
    })
    server.listen(port, host, listening)
  })
  const address = server.address()
  return typeof address === 'object' && address ? address.port : port
}

/** Looks for new events again and again; the returned function ends it and waits for the last look. */
function follow(
  known: readonly { readonly refresh: () => Promise<void> }[],
  every: number,
  failed: (error: Error) => void,
): () => Promise<void> {
  let stopped = false
  let timer: NodeJS.Timeout
  let running: Promise<void> = Promise.resolve()
  const refreshAll = async () => {
    for (const one of known) await one.refresh()
  }
  const look = () => {
    running = refreshAll().catch(failed)
    void running.then(() => {
      if (!stopped) timer = setTimeout(look, every)
    })
  }
  timer = setTimeout(look, every)
  return async () => {
    stopped = true
    clearTimeout(timer)
    await running
  }
}
