// The pages and desks of what runs between nodes.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type CheckUsView,
  checkUsRoutes,
  type FederationView,
  followDesks,
  jointDesks,
  jointPages,
  type LogView,
  messageDesks,
  openDisputes,
  overviewRoutes,
  readManifests,
  scanPages,
} from '../federation/index.ts'
import { dayIn } from '../kernel/day.ts'
import { divergences, type KnownRegister } from '../modules/register/index.ts'
import type { OpenNode } from '../node.ts'
import { countryOfPack, type Localized } from '../packs/index.ts'
import { type createThrottle, isPasswordOf, type Who } from '../people/index.ts'
import type { PageRoute, SignedInRoute } from '../platform/http.ts'
import { parseCheckpointBody } from '../transparency/format/checkpoint.ts'
import { parseNote } from '../transparency/format/note.ts'
import { originHash } from '../transparency/witness/index.ts'
import type { PageReader } from '../web/readers.ts'
import { proveEntry } from './proofs.ts'
import type { RunningCorridor } from './running.ts'

/** Pages for everybody. */
export function corridorPages(node: OpenNode, corridor: RunningCorridor): readonly PageRoute<PageReader>[] {
  return [
    ...checkUsRoutes(async () => checkUsView(node)),
    ...(corridor.joined
      ? [...jointPages({ node, pack: node.pack }), ...corridor.joined.status.pages]
      : scanPages(() => ({ signed: false }))),
  ]
}

/** Pages and forms for those who are signed in. */
export function corridorDesks(
  node: OpenNode,
  { joined }: RunningCorridor,
  throttle: ReturnType<typeof createThrottle>,
  register: KnownRegister,
): readonly SignedInRoute<PageReader, Who>[] {
  if (!joined || !node.ownLog) return []
  const { fed, follower, messages, announce } = joined
  const desk = {
    node,
    pack: node.pack,
    country: node.country,
    trust: fed.trust,
    movers: node.ownLog.refresher.movers,
    throttle,
    announce,
    isPassword: (account: string, words: string) => isPasswordOf(node.database, account, words),
    recruiterName: (recruiter: string) => register.get(recruiter)?.name,
    proofOf: async (country: OpenNode['country'], index: number) => {
      const folder =
        country === node.country
          ? node.ownLog?.folder
          : follower.mirrorFolder(originHash(fed.trust.partyOf(country)?.origin ?? ''))
      return folder === undefined ? undefined : (await proveEntry(folder, index))?.proof
    },
  }
  return [
    ...overviewRoutes(() => federationView(node, follower, register)),
    ...jointDesks(desk),
    ...followDesks(follower),
    ...messageDesks(messages),
  ]
}

function named(node: OpenNode, code: OpenNode['country']): Localized {
  return countryOfPack(node.pack, code)?.name ?? { en: code }
}

async function federationView(
  node: OpenNode,
  follower: NonNullable<RunningCorridor['joined']>['follower'],
  register: KnownRegister,
): Promise<FederationView> {
  const { database, book } = node
  const states = await follower.state()
  const closed = node.log?.closed()
  const logs = states.map(
    ({ country, url, own, state, size, lag, heardAt, cosignedAt, confirmed, clock, alarms }): LogView => ({
      country: named(node, country),
      address: url,
      own,
      state,
      size,
      lag,
      confirmed,
      ...(heardAt && { heardAt: heardAt.toISOString() }),
      ...(cosignedAt && { cosignedAt: cosignedAt.toISOString() }),
      ...(alarms.includes('clock') && { clock }),
    }),
  )
  const cosigned = new Map(states.flatMap(({ cosigners }) => cosigners.map(({ name, time }) => [name, time] as const)))
  const trust = book?.current()
  const waiting = await readManifests(database, 'waiting')
  return {
    ...(closed && { closed }),
    logs,
    witnesses: (trust?.witnesses ?? []).map(({ name, key, url }) => {
      const time = cosigned.get(key.slice(0, key.indexOf('+')))
      return { name, address: url, ...(time !== undefined && { cosignedAt: new Date(time * 1000).toISOString() }) }
    }),
    disputes: [...(await openDisputes(database)).values()].reduce((sum, count) => sum + count, 0),
    divergences: divergences(register, dayIn(countryOfPack(node.pack, node.country)?.zone ?? 'UTC', node.now())).length,
    waitingKeys: waiting.map(({ country, version, heardAt }) => ({
      country: named(node, country),
      code: country,
      version,
      since: heardAt.toISOString(),
    })),
    roots: (trust?.parties ?? []).map(({ country, root }) => ({ country: named(node, country), key: root })),
  }
}

function checkUsView(node: OpenNode): CheckUsView {
  const { ownLog, book } = node
  const parties = book?.current().parties ?? []
  return {
    ...checkpointOf(ownLog?.folder ?? '', parties.length),
    address: ownLog?.url ?? '',
    verifierKey: ownLog?.keys.log.verifierKey ?? '',
    parties:
      parties.length > 0
        ? parties.map(({ country, url }) => ({ country: named(node, country), address: url }))
        : [{ country: named(node, node.country), address: ownLog?.url ?? '' }],
  }
}

function checkpointOf(folder: string, parties: number): Pick<CheckUsView, 'checkpoint'> {
  try {
    const text = readFileSync(join(folder, 'checkpoint'), 'utf8')
    const note = parseNote(text)
    // The log's own signature, and with a corridor its own witness's, are no others.
    const cosigners = Math.max(0, note.signatures.length - (parties > 0 ? 2 : 1))
    return { checkpoint: { text, size: parseCheckpointBody(note.text).size, cosigners } }
  } catch {
    return {}
  }
}
