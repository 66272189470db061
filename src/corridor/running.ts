// A corridor at work: publishes the own log, asks witnesses, follows the peers, speaks with them, and hands out the addresses for all that.

import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import {
  announceKeys,
  createFollower,
  createPeerCalls,
  type FederationNode,
  type Follower,
  type Messages,
  messageRoutes,
  mirrorRoutes,
  OFFICERS_NEEDED,
  openMessages,
  ownDecisionKeys,
  type ParticularsDoor,
  particularsRoute,
  pinOfficers,
  policyRoutes,
  startJoint,
} from '../federation/index.ts'
import { missingParticulars, particularsAfter, savePeerParticulars } from '../modules/register/index.ts'
import type { OpenNode } from '../node.ts'
import type { RawRoute } from '../platform/http.ts'
import { parseVerifierKey } from '../transparency/format/key.ts'
import { type Policy, parsePolicy } from '../transparency/format/policy.ts'
import { bootLog, createPublisher, logRoutes, type Publisher } from '../transparency/log/index.ts'
import {
  type AskedWitness,
  bodyOf,
  createAsking,
  createWitness,
  originHash,
  type WitnessedLog,
  witnessAt,
  witnessRoutes,
} from '../transparency/witness/index.ts'
import { createCosignatureBook } from './cosignatures.ts'
import type { OwnLogOfNode } from './own-log.ts'

export type RunningCorridor = {
  readonly raw: readonly RawRoute[]
  /** Undefined for a node that follows nobody. */
  readonly joined:
    | {
        readonly fed: FederationNode
        readonly follower: Follower
        readonly messages: Messages
        readonly announce: () => Promise<void>
      }
    | undefined
  readonly publisher: () => Publisher | undefined
  readonly start: () => Promise<void>
  readonly stop: () => Promise<void>
}

/** What else must follow when others' words have come: what is kept in memory. */
export type Followers = {
  readonly refresh: () => Promise<void>
  readonly reread: (recruiters: readonly string[]) => Promise<void>
}

const CHECKPOINT_LOOK = 1000
const BOOT_AGAIN = 5000

/** Puts the parts together; nothing is fetched or published before `start`. */
export async function openRunningCorridor(
  node: OpenNode,
  own: OwnLogOfNode,
  known: Followers,
  log: Logger,
): Promise<RunningCorridor> {
  const { configuration, database, country, now, pack } = node
  const { book, keys } = own
  const warn = (fields: Readonly<Record<string, unknown>>, message: string) => log.warn(fields, message)
  own.onApplied(known.refresh)

  const logKeysOf = (of: typeof country) => {
    if (!book) return { keys: [keys.log.verifierKey], retired: [] }
    return book.logKeys(of)
  }
  const calls = book && createPeerCalls({ trust: book, signer: keys.transport, now, database })
  const fed: FederationNode | undefined = book &&
    calls && { node, pack, country, trust: book, keys, dataFolder: configuration.dataFolder, log, peers: calls }
  const door: ParticularsDoor = {
    missing: missingParticulars,
    after: particularsAfter,
    async save(tx, of, rows) {
      const { changed, refused } = await savePeerParticulars(tx, of, rows)
      if (refused.length > 0)
        warn({ country: of, refused: refused.length }, 'particulars that are not what the log commits to were refused')
      // After the commit: what is in memory is read from the database.
      if (changed.length > 0)
        setImmediate(
          () =>
            void known
              .reread(changed)
              .catch((error: Error) => warn({ error: error.message }, 'particulars could not be read again')),
        )
    },
  }
  const follower =
    fed &&
    (await createFollower({
      fed,
      shares: own.foreignShares,
      followSeconds: configuration.followSeconds,
      logKeys: logKeysOf,
      particulars: door,
    }))

  const witnessed = (): readonly WitnessedLog[] =>
    book
      ? book.current().parties.map(({ origin, country: of }) => ({
          origin,
          keys: logKeysOf(of).keys.map(parseVerifierKey),
          refused: follower?.isRefused(origin) ?? false,
        }))
      : [{ origin: own.origin, keys: [parseVerifierKey(keys.log.verifierKey)] }]
  const witness = createWitness({
    folder: join(configuration.dataFolder, 'witness'),
    signer: keys.witness,
    logs: witnessed,
    now,
    contradiction: ({ origin, file }) =>
      warn({ log: origin, file }, 'a log showed another history to this witness; the proof is kept'),
  })
  const asking = createAsking(() => askedWitnesses())
  function askedWitnesses(): readonly AskedWitness[] {
    if (!book) return []
    const { parties, witnesses } = book.current()
    return [
      ...parties.map((party) =>
        party.country === country
          ? { name: country as string, key: party.witness, send: askOwn }
          : witnessAt(party.country, party.witness, `${party.url}/witness`),
      ),
      ...witnesses.map(({ name, key, url }) => witnessAt(name, key, url)),
    ]
  }
  const askOwn: AskedWitness['send'] = async (body) => {
    const answer = await witness.addCheckpoint(new TextEncoder().encode(body))
    return { status: answer.status, type: answer.headers['content-type'] ?? '', body: bodyOf(answer) }
  }

  const noteCosignatures = book && createCosignatureBook(database, () => book.current(), own.refresher)
  const policy = (): Policy | undefined => (book ? parsePolicy(book.current().policy) : undefined)
  const hints = new Map<string, Promise<unknown>>()
  function hint(): void {
    for (const peer of book?.peers() ?? []) {
      // One at a time: whoever is woken looks at everything.
      if (hints.has(peer.country) || !calls) continue
      const call = calls
        .call(peer, { method: 'POST', path: '/fed/v1/hint', body: new Uint8Array() })
        .catch(() => undefined)
        .finally(() => hints.delete(peer.country))
      hints.set(peer.country, call)
    }
  }

  let publisher: Publisher | undefined
  let [stopped, timer]: [boolean, NodeJS.Timeout | undefined] = [false, undefined]
  const joint =
    fed &&
    startJoint(database, own.refresher, (error) => warn({ error: String(error) }, 'joint acts could not be looked at'))
  const messages = fed && openMessages(fed)
  let exchange: { readonly stop: () => Promise<void> } | undefined
  const announce = async () => {
    if (!book) return
    const officers = await ownDecisionKeys(database)
    const actor = { office: 'node', country, role: 'administrator', account: 'node' }
    await announceKeys(
      node,
      book,
      actor,
      { decision: { threshold: OFFICERS_NEEDED, officers: [...officers] } },
      { root: keys.root },
    )
    await pinOfficers(database, [])
  }

  async function openPublisher(): Promise<void> {
    const outcome = await bootLog({
      database,
      log: own.log,
      country,
      origin: node.origin,
      folder: own.folder,
      headFile: own.headFile,
      keys: logKeysOf(country).keys.map(parseVerifierKey),
      shares: own.foreignShares,
      followed: (book?.peers().length ?? 0) > 0,
      seenByOthers,
      fetchMirrored,
      say: (done, total) => log.info({ done, total }, 'catching up with the own log'),
    })
    if (outcome.state === 'refilled')
      log.warn(
        { entries: outcome.refilled, subjects: outcome.subjects.slice(0, 1000) },
        'this node was behind its own log and has been filled again; what stood beside these subjects privately since the backup must be entered again',
      )
    if (outcome.state !== 'whole' && outcome.state !== 'refilled') {
      warn({ state: outcome.state }, 'the own log stays closed: nothing is recorded and nothing signed')
      return
    }
    publisher = createPublisher({
      database,
      country,
      folder: own.folder,
      headFile: own.headFile,
      signers: [keys.log],
      now,
      policy,
      async ask(checkpoint, size, proof) {
        const asked = await asking.all(checkpoint, size, proof)
        for (const one of asked)
          if ('alarm' in one) warn({ witness: one.name, why: one.alarm }, 'a witness does not agree with this log')
        return asked.flatMap((one) => ('line' in one ? [one.line] : []))
      },
      published(checkpoint) {
        hint()
        void noteCosignatures?.(own.origin, checkpoint).catch((error: Error) =>
          warn({ error: error.message }, 'cosignatures could not be kept'),
        )
        void known.refresh().catch(() => undefined)
      },
      warn,
    })
    own.log.onWake(publisher.wake)
    publisher.start(configuration.publishSeconds * 1000)
  }

  const mirrorAt = (url: string, path: string) => `${url}/witness/${originHash(own.origin)}/${path}`
  async function fromPeers(path: string): Promise<readonly Uint8Array[]> {
    const found = await Promise.all(
      (book?.peers() ?? []).map(({ url }) =>
        fetch(mirrorAt(url, path), { redirect: 'error', signal: AbortSignal.timeout(3000) })
          .then(async (answer) => (answer.ok ? [new Uint8Array(await answer.arrayBuffer())] : []))
          .catch(() => []),
      ),
    )
    return found.flat()
  }
  const seenByOthers = () => fromPeers('checkpoint')
  const fetchMirrored = async (path: string) => (await fromPeers(path))[0]

  async function lookAtCheckpoints(): Promise<void> {
    if (!noteCosignatures || !follower || !book) return
    for (const peer of book.peers()) {
      const note = await follower.mirrorOf(originHash(peer.origin))?.get('checkpoint', 65_536)
      if (note) await noteCosignatures(peer.origin, new TextDecoder().decode(note))
    }
  }
  function lookAgain(): void {
    timer = setTimeout(() => {
      void lookAtCheckpoints()
        .catch((error: Error) => warn({ error: error.message }, 'checkpoints of peers could not be read'))
        .then(() => {
          if (!stopped) lookAgain()
        })
    }, CHECKPOINT_LOOK)
    timer.unref()
  }

  return {
    raw: [
      ...logRoutes(own.folder, keys.log.verifierKey),
      ...witnessRoutes(witness, witnessed),
      ...(book ? policyRoutes(() => book.current().policy) : []),
      ...(fed && follower && messages
        ? [hintRoute(fed, follower), particularsRoute(fed, door), ...mirrorRoutes(follower), ...messageRoutes(messages)]
        : []),
    ],
    joined: fed && follower && messages ? { fed, follower, messages, announce } : undefined,
    publisher: () => publisher,
    async start() {
      if (book) await pinOfficers(database, book.current().parties)
      const open = async () => {
        while (!stopped && !publisher) {
          await openPublisher().catch((error: Error) =>
            warn({ error: error.message }, 'the own log could not be opened; it is tried again'),
          )
          if (!publisher) await sleep(BOOT_AGAIN, undefined, { ref: false })
        }
      }
      follower?.start()
      await Promise.race([open(), sleep(BOOT_AGAIN, undefined, { ref: false })])
      exchange = messages?.start()
      lookAgain()
    },
    async stop() {
      stopped = true
      clearTimeout(timer)
      await follower?.stop()
      await exchange?.stop()
      await joint?.stop()
      await publisher?.stop()
      await Promise.all(hints.values())
      calls?.close()
    },
  }
}

function hintRoute(fed: FederationNode, follower: Follower): RawRoute {
  return {
    method: 'post',
    path: '/fed/v1/hint',
    permission: 'peer',
    limit: 1024,
    respond: fed.peers.route(async (_request, from) => {
      follower.hint(from.country)
      return { status: 204, headers: {}, body: '' }
    }),
  }
}
