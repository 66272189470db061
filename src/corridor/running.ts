// A corridor at work: publishes the own log, follows the peers, speaks with them, and hands out the addresses for all that.
import type { Logger } from 'pino'
import {
  announceKeys,
  cosignedRoute,
  createFollower,
  createPeerCalls,
  type FederationNode,
  type Follower,
  followRoutes,
  type Messages,
  messageRoutes,
  OFFICERS_NEEDED,
  type OpenStatus,
  openMessages,
  openStatus,
  ownDecisionKeys,
  type ParticularsDoor,
  pinOfficers,
  policyRoutes,
  type RunningBook,
  startJoint,
} from '../federation/index.ts'
import type { Country } from '../kernel/country.ts'
import { missingParticulars, particularsAfter, savePeerParticulars } from '../modules/register/index.ts'
import type { OpenNode } from '../node.ts'
import type { RawRoute } from '../platform/http.ts'
import { logRoutes, type Publisher } from '../transparency/log/index.ts'
import { originHash, witnessRoutes } from '../transparency/witness/index.ts'
import { createCosignatureBook } from './cosignatures.ts'
import { createHints } from './hints.ts'
import type { OwnLogOfNode } from './own-log.ts'
import { openPublishing } from './publishing.ts'
import { openWitnessing } from './witnessing.ts'

/** What a node that follows others has beside its own log. */
export type Joined = {
  readonly fed: FederationNode
  readonly follower: Follower
  readonly messages: Messages
  readonly status: OpenStatus
  /** Tells the others which officers decide here now. */
  readonly announce: () => Promise<void>
  /** Does so for the officers of a demonstration, as soon as its log is open. */
  readonly announceFirst: () => Promise<void>
}

export type RunningCorridor = {
  readonly raw: readonly RawRoute[]
  /** Undefined for a node that follows nobody. */
  readonly joined: Joined | undefined
  readonly publisher: () => Publisher | undefined
  readonly start: () => Promise<void>
  readonly stop: () => Promise<void>
}

/** What else must follow when others' words have come: what is kept in memory. */
export type Followers = {
  readonly refresh: () => Promise<void>
  readonly reread: (recruiters: readonly string[]) => Promise<void>
}

type Stopping = { readonly stop: () => Promise<void> }

const CHECKPOINT_LOOK_MS = 1000

/** Puts the parts together; nothing is fetched or published before `start`. */
export async function openRunningCorridor(
  node: OpenNode,
  own: OwnLogOfNode,
  known: Followers,
  log: Logger,
): Promise<RunningCorridor> {
  const { database, now } = node
  const { book, keys } = own
  const warn = (fields: Readonly<Record<string, unknown>>, message: string) => log.warn(fields, message)
  own.onApplied(known.refresh)
  if (book && !book.logKeys(node.country).keys.includes(keys.log.verifierKey))
    log.warn(
      { key: keys.log.verifierKey },
      'log.key is not the key that this node has announced: the others do not believe it. Put the keys back (sursur keys import); where they are lost: sursur keys revoke log',
    )
  const door = particularsDoor(known, warn)
  const joined = book && (await join(node, own, book, door, log))
  const follower = joined?.follower
  const witnessing = openWitnessing(node, own, (origin) => follower?.isRefused(origin) ?? false, warn)
  const hints = createHints(joined?.fed)
  const noteCosignatures = book && createCosignatureBook(database, () => book.current(), own.refresher)
  const note = (origin: string, checkpoint: string) =>
    noteCosignatures?.(origin, checkpoint).catch((error: Error) =>
      warn({ error: error.message }, 'cosignatures could not be kept'),
    )
  const publishing = openPublishing(
    node,
    own,
    witnessing,
    (checkpoint) => {
      hints.send()
      void note(own.origin, checkpoint)
      void known.refresh().catch(() => undefined)
    },
    log,
  )
  const running: Stopping[] = []
  let timer: NodeJS.Timeout | undefined

  /** What a peer's newest checkpoint shows of cosignatures; the own log's come with its publication. */
  async function lookAtCheckpoints(): Promise<void> {
    for (const { origin } of book?.peers() ?? []) {
      const bytes = await follower?.mirrorOf(originHash(origin))?.get('checkpoint', 65_536)
      if (bytes) await note(origin, new TextDecoder().decode(bytes))
    }
    await joined?.announceFirst()
    // Who has signed two histories signs nothing more until people have settled it.
    if (follower?.isRefused(own.origin)) own.log.setClosed('contradiction')
  }

  return {
    raw: [
      ...logRoutes(own.folder, keys.log.verifierKey),
      ...witnessRoutes(witnessing.witness, witnessing.logs),
      ...(book ? policyRoutes(() => book.current().policy) : []),
      ...(joined
        ? [
            ...followRoutes(joined.fed, joined.follower, door),
            cosignedRoute(database, now, joined.fed.peers),
            ...messageRoutes(joined.messages),
            ...joined.status.raw,
          ]
        : []),
    ],
    joined,
    publisher: publishing.publisher,
    async start() {
      if (book) await pinOfficers(database, book.current().parties)
      follower?.start()
      await publishing.start()
      if (!joined) return
      const { fed, messages } = joined
      running.push(messages.start())
      running.push(
        startJoint(
          database,
          own.refresher,
          (error: unknown) => warn({ error: String(error) }, 'joint acts could not be looked at'),
          { trust: fed.trust, peers: fed.peers },
        ),
      )
      timer = setInterval(() => {
        lookAtCheckpoints().catch((error: Error) =>
          warn({ error: error.message }, 'checkpoints of peers could not be read'),
        )
      }, CHECKPOINT_LOOK_MS)
      timer.unref()
    },
    async stop() {
      clearInterval(timer)
      await joined?.status.stop()
      await follower?.stop()
      for (const one of running) await one.stop()
      await publishing.stop()
      await hints.stop()
      joined?.close()
    },
  }
}

/** Names, telephones and words of the peers' recruiters: saved in a transaction, read into memory after it. */
function particularsDoor(
  known: Followers,
  warn: (fields: Readonly<Record<string, unknown>>, message: string) => void,
): ParticularsDoor {
  const changed = new Set<string>()
  return {
    missing: missingParticulars,
    after: particularsAfter,
    async save(tx, country, rows) {
      const saved = await savePeerParticulars(tx, country, rows)
      for (const recruiter of saved.changed) changed.add(recruiter)
      if (saved.refused.length > 0)
        warn(
          { country, refused: saved.refused.length },
          'particulars that are not what the log commits to were refused',
        )
    },
    async saved() {
      const ids = [...changed]
      changed.clear()
      if (ids.length > 0) await known.reread(ids)
    },
  }
}

async function join(node: OpenNode, own: OwnLogOfNode, book: RunningBook, door: ParticularsDoor, log: Logger) {
  const { configuration, database, country, pack, now } = node
  const keysOf = (party: { readonly country: Country }) => book.transportKeys(party.country)
  const calls = createPeerCalls({ trust: book, signer: own.keys.transport, now, database, keysOf })
  const fed: FederationNode = {
    node,
    pack,
    country,
    trust: book,
    keys: own.keys,
    dataFolder: configuration.dataFolder,
    log,
    peers: calls,
  }
  const follower = await createFollower({
    fed,
    shares: own.foreignShares,
    followSeconds: configuration.followSeconds,
    logKeys: (of) => book.logKeys(of),
    particulars: door,
  })
  async function announce(): Promise<void> {
    const officers = await ownDecisionKeys(database)
    const actor = { office: 'node', country, role: 'administrator', account: 'node' }
    const decision = { threshold: OFFICERS_NEEDED, officers: [...officers] }
    await announceKeys(node, book, actor, { decision }, { root: own.keys.root })
  }
  // Of a demonstration alone: after a restored backup the keys at hand may be revoked ones, and nobody should announce them unasked.
  let first = configuration.demonstration
  async function announceFirst(): Promise<void> {
    if (!first || node.log?.closed() !== undefined) return
    first = false
    const announced = book.partyOf(country)?.decision.officers.length ?? 0
    if (announced === 0 && (await ownDecisionKeys(database)).length > 0) await announce()
  }
  const status = await openStatus(fed, async (of) => {
    await follower.look(of)
  })
  return { fed, follower, messages: openMessages(fed, { keysOf }), status, announce, announceFirst, close: calls.close }
}
