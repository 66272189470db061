// Follows the logs of all peers: a loop for each, woken by hints; gossip; disputes written into the own log; what the desks are shown.
import { join } from 'node:path'
import type { Country } from '../../kernel/country.ts'
import { CatchingUp } from '../../people/index.ts'
import { type ForeignShare, readLogHeads } from '../../transparency/log/index.ts'
import type { FederationNode } from '../context.ts'
import type { Party } from '../trust/trust.ts'
import { createClocks } from './clocks.ts'
import { announceDisputes, type DisputeNode } from './dispute-acts.ts'
import { createLook, type FollowedLog, type Look, type Outcome } from './follow-log.ts'
import { type GossipPlace, gossip, judgeOwn } from './gossip.ts'
import { createLoop, type Loop } from './loop.ts'
import { mirrorName, openMirror } from './mirror.ts'
import { createParticularsReader, type ParticularsDoor } from './particulars.ts'
import { readUnknownAgain } from './read-again.ts'
import type { LogKeys } from './signed-head.ts'
import { folderSource, httpSource, type LogSource } from './source.ts'
import { type LogState, logStates, type Watched } from './state.ts'
import { openDisputes, refusedLogs } from './store/disputes.ts'

export type FollowSettings = {
  readonly fed: FederationNode
  /** The rooms that fold entries of peers, in the order in which they are asked whether they know a type. */
  readonly shares: readonly ForeignShare[]
  /** Seconds between two looks when there is no hint. */
  readonly followSeconds: number
  readonly logKeys: (country: Country) => LogKeys
  /** The register's door to particulars; without it none are asked for. */
  readonly particulars?: ParticularsDoor | undefined
  /** Where a log is read; over HTTP below `/log` of the party when left out. */
  readonly sourceOf?: ((party: Party) => LogSource) | undefined
  /** Looks in a row at what is not the log's until a dispute is opened; 3 when left out. */
  readonly patience?: number | undefined
  readonly random?: (() => number) | undefined
  /** For tests that end a process between the mirror and the cursor. */
  readonly between?: (() => void) | undefined
}

export type Follower = {
  readonly start: () => void
  /** For good: what is being fetched is given up, what is being applied is finished. */
  readonly stop: () => Promise<void>
  /** A peer says that its log has grown. */
  readonly hint: (country: Country) => void
  /** One look at a peer's log now, with all that follows; for the boot, commands and tests. */
  readonly look: (country: Country) => Promise<Outcome>
  /** One round of gossip now. */
  readonly listen: () => Promise<void>
  /** Whether a log has contradicted itself and nobody has settled it: a witness cosigns nothing of it. */
  readonly isRefused: (origin: string) => boolean
  /** Takes over what an act changed: a dispute was closed. */
  readonly refresh: () => Promise<void>
  readonly state: () => Promise<readonly LogState[]>
  readonly node: DisputeNode
  /** A followed log's copy, by the hash of its origin: as a source of files, and as a folder. */
  readonly mirrorOf: (name: string) => LogSource | undefined
  readonly mirrorFolder: (name: string) => string | undefined
}

type Followed = Watched & { readonly look: () => Promise<Outcome>; readonly loop: Loop }

/** Opens the follower; nothing is fetched until it is started or asked for a look. */
export async function createFollower(settings: FollowSettings): Promise<Follower> {
  const { fed, shares, followSeconds, logKeys, particulars, random } = settings
  const { database, now } = fed.node
  const policy = () => fed.trust.current().policy
  const ownOrigin = fed.trust.partyOf(fed.country)?.origin ?? ''
  const node: DisputeNode = { ...fed.node, country: fed.country, own: ownOrigin }
  let refused = new Set(await refusedLogs(database))
  const failed = (error: unknown) => fed.log.warn({ error: String(error) }, 'following a log failed')
  const court = {
    database,
    now,
    own: ownOrigin,
    refuse(origin: string) {
      refused.add(origin)
      fed.log.warn({ log: origin }, 'a log has contradicted itself: it is not followed until its dispute is closed')
    },
  }
  const readParticulars = particulars && createParticularsReader(fed, particulars)
  const ownSource = folderSource(join(fed.dataFolder, 'log'))
  const sources = new Map<string, LogSource>()
  const ending = new AbortController()

  /** The source of a party where it lives now: a later list of its keys may name another address. */
  function sourceOf(country: Country): LogSource {
    const party = fed.trust.partyOf(country)
    if (!party) throw new Error(`${country} is no party of the corridor`)
    if (settings.sourceOf) return settings.sourceOf(party)
    const source = sources.get(party.url) ?? httpSource(`${party.url}/log`, undefined, ending.signal)
    sources.set(party.url, source)
    return source
  }

  const followed = new Map<Country, Followed>(fed.trust.peers().map((peer) => [peer.country, follow(peer)]))

  function follow({ country, origin, node: name, url }: Party): Followed {
    const mirror = openMirror(fed.dataFolder, origin)
    const place: FollowedLog = {
      ...court,
      shares,
      failed,
      mirror,
      patience: settings.patience ?? 3,
      between: settings.between,
      log: { origin, country, node: name },
      source: { get: (path, most) => sourceOf(country).get(path, most) },
      keys: () => logKeys(country),
      policy,
      isRefused: (one) => refused.has(one),
    }
    const lookOnce = createLook(place)
    const clocks = createClocks(fed.keys.witness.name)
    const watched = { country, origin, url, mirror, clocks, last: undefined as Look | undefined, since: new Map() }
    const look = inTurn(async () => {
      await readUnknownAgain(place).catch(failed)
      const result = await lookOnce()
      note(watched, result, now())
      await announce()
      const peer = fed.trust.partyOf(country)
      if (peer && readParticulars && (result.outcome === 'grew' || result.outcome === 'same'))
        await readParticulars(peer, result.outcome === 'grew').catch((error: unknown) =>
          fed.log.warn({ country, error: String(error) }, 'particulars of a peer could not be read'),
        )
      return result.outcome
    })
    const answered = async () => !['unreachable', 'failed', 'not-believed'].includes(await look())
    return Object.assign(watched, { look, loop: createLoop(followSeconds, answered, random) })
  }

  /** While this node catches up with its own log nothing is recorded: the next look tries again. */
  async function announce(): Promise<void> {
    try {
      await announceDisputes(node)
    } catch (error) {
      if (!(error instanceof CatchingUp)) failed(error)
    }
  }

  const listen = inTurn(async () => {
    const { witnesses, parties } = fed.trust.current()
    const logs = parties.map(({ country, origin }) => ({ origin, keys: () => logKeys(country) }))
    const peers = fed.trust.peers().map(({ url }) => placeOf(url, `${url}/witness`))
    await gossip(court, logs, [...peers, ...witnesses.map(({ name, url }) => placeOf(name, url))], policy())
    const own = logs.find(({ origin }) => origin === ownOrigin)
    if (own) await judgeOwn(court, own, ownSource, policy()).catch(failed)
    await announce()
  })
  function placeOf(name: string, address: string): GossipPlace {
    const source = sources.get(address) ?? httpSource(address, 5000, ending.signal)
    sources.set(address, source)
    return { name, source }
  }
  const mirrorNamed = (name: string) => [...followed.values()].find(({ origin }) => mirrorName(origin) === name)?.mirror

  const listening = createLoop(Math.max(followSeconds, 1), () => listen().then(() => true), random)

  return {
    node,
    start() {
      for (const { loop } of followed.values()) loop.start()
      listening.start()
    },
    async stop() {
      ending.abort()
      await Promise.all([...[...followed.values()].map(({ loop }) => loop.stop()), listening.stop()])
    },
    hint: (country) => followed.get(country)?.loop.wake(),
    async look(country) {
      const one = followed.get(country)
      if (!one) throw new Error(`${country} is not followed`)
      return one.look()
    },
    listen,
    isRefused: (origin) => refused.has(origin),
    async refresh() {
      refused = new Set(await refusedLogs(database))
      for (const { loop } of followed.values()) loop.wake()
    },
    async state() {
      const [heads, disputes] = [await readLogHeads(database), await openDisputes(database)]
      const own = {
        country: fed.country,
        origin: ownOrigin,
        source: ownSource,
        url: fed.trust.partyOf(fed.country)?.url,
      }
      return logStates([...followed.values()], {
        heads,
        disputes,
        refused,
        own,
        database,
        now: now(),
        policy: policy(),
      })
    },
    mirrorOf: (name) => mirrorNamed(name)?.source,
    mirrorFolder: (name) => mirrorNamed(name)?.folder,
  }
}

/** What is shown of the last look, and since when it is so. */
function note(watched: Watched, look: Look, at: Date): void {
  const { last } = watched
  if (!last || last.outcome !== look.outcome) watched.since.set('outcome', at)
  watched.last = { ...look, head: look.head ?? last?.head }
  if (look.head && look.outcome !== 'stale') watched.clocks.saw(look.head, Math.floor(at.getTime() / 1000))
}

/** One at a time; whoever asks meanwhile waits for the turn after. */
function inTurn<T>(work: () => Promise<T>): () => Promise<T> {
  let before: Promise<unknown> = Promise.resolve()
  return () => {
    const mine = before.then(work)
    before = mine.catch(() => undefined)
    return mine
  }
}
