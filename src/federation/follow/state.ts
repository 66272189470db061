// How this node stands with each log: what the desks are shown, and the numbers for measures.
import type { Country } from '../../kernel/country.ts'
import type { Queryable } from '../../platform/database/database.ts'
import { openCheckpoint } from '../../transparency/format/checkpoint.ts'
import { MAX_NOTE } from '../../transparency/format/note.ts'
import { parsePolicy } from '../../transparency/format/policy.ts'
import type { LogHead } from '../../transparency/log/share.ts'
import { CLOCK_ALARM, type Cosigner, type createClocks } from './clocks.ts'
import type { Look } from './follow-log.ts'
import type { Mirror } from './mirror.ts'
import type { LogSource } from './source.ts'
import { readUnknown } from './store/heads.ts'

export type LogState = {
  readonly country: Country
  /** Origin line. */
  readonly log: string
  readonly url: string
  readonly own: boolean
  readonly state: 'up to date' | 'behind' | 'unreachable' | 'refused' | 'never heard'
  /** Entries applied here; of the own log those published. */
  readonly size: number
  /** Entries that its newest believed checkpoint names. */
  readonly seen: number
  readonly lag: number
  /** Seconds since it was last up to date; 0 when it is. */
  readonly lagSeconds: number
  readonly heardAt: Date | undefined
  readonly cosigners: readonly Cosigner[]
  /** When somebody other than this node last cosigned it, by their clock. */
  readonly cosignedAt: Date | undefined
  readonly confirmed: number
  readonly confirmedAt: Date | undefined
  /** Seconds by which a cosigner's clock is ahead of ours; 0 when nothing shows. */
  readonly clock: number
  readonly alarms: readonly ('stale' | 'clock' | 'disputed' | 'not-believed' | 'newer')[]
  readonly disputes: number
  /** Types of entries that this program does not know. */
  readonly newerTypes: readonly string[]
  /** Why the last look failed, for the technical reader. */
  readonly fault: string | undefined
}

export type Watched = {
  readonly country: Country
  readonly origin: string
  readonly url: string
  readonly mirror: Mirror
  readonly clocks: ReturnType<typeof createClocks>
  last: Look | undefined
  readonly since: Map<'outcome' | 'behind', Date>
}

/** How long an older checkpoint may be served before it is told (a cache may hold one back for minutes). */
export const STALE_MS = 10 * 60_000

type Surroundings = {
  readonly heads: readonly LogHead[]
  readonly disputes: ReadonlyMap<string, number>
  readonly refused: ReadonlySet<string>
  readonly own: {
    readonly country: Country
    readonly origin: string
    readonly url: string | undefined
    readonly source: LogSource
  }
  readonly database: Queryable
  readonly now: Date
  readonly policy: string
}

/** The own log first, then those that are followed. */
export async function logStates(followed: readonly Watched[], around: Surroundings): Promise<readonly LogState[]> {
  const unknown = await readUnknown(around.database)
  const own = await ownState(around)
  return [own, ...followed.map((watched) => stateOf(watched, around, unknown))]
}

function stateOf(
  watched: Watched,
  { heads, disputes, refused, now }: Surroundings,
  unknown: Awaited<ReturnType<typeof readUnknown>>,
): LogState {
  const { country, origin, url, last, since, clocks } = watched
  const head = heads.find(({ log }) => log === origin)
  const size = head?.size ?? 0
  const seen = Math.max(size, last?.head?.size ?? 0)
  const lag = seen - size
  const behind = lag > 0 || last?.outcome === 'stale' || last?.outcome === 'not-believed' || last?.outcome === 'failed'
  const state = refused.has(origin)
    ? 'refused'
    : last?.outcome === 'unreachable'
      ? 'unreachable'
      : !head?.heardAt
        ? 'never heard'
        : behind
          ? 'behind'
          : 'up to date'
  if (state === 'up to date') since.delete('behind')
  else if (!since.has('behind')) since.set('behind', now)
  const [from, cosigners, clock] = [since.get('behind'), clocks.cosigners(), clocks.difference()]
  const outcomeSince = since.get('outcome') ?? now
  const staleLong = last?.outcome === 'stale' && now.getTime() - outcomeSince.getTime() > STALE_MS
  const newerTypes = unknown.filter(({ log }) => log === origin).map(({ type }) => type)
  const open = disputes.get(origin) ?? 0
  return {
    country,
    log: origin,
    url,
    own: false,
    state,
    size,
    seen,
    lag,
    lagSeconds: from ? Math.floor((now.getTime() - from.getTime()) / 1000) : 0,
    heardAt: head?.heardAt ?? undefined,
    cosigners,
    cosignedAt: timeOf(cosigners[0]),
    confirmed: head?.confirmedSize ?? 0,
    confirmedAt: head?.confirmedAt ?? undefined,
    clock,
    alarms: [
      ...(staleLong ? (['stale'] as const) : []),
      ...(Math.abs(clock) > CLOCK_ALARM ? (['clock'] as const) : []),
      ...(open > 0 ? (['disputed'] as const) : []),
      ...(last?.outcome === 'not-believed' ? (['not-believed'] as const) : []),
      ...(newerTypes.length > 0 ? (['newer'] as const) : []),
    ],
    disputes: open,
    newerTypes,
    fault: last?.fault,
  }
}

async function ownState({ heads, disputes, refused, own, policy }: Surroundings): Promise<LogState> {
  const head = heads.find(({ log }) => log === own.origin)
  const cosigners = await ownCosigners(own.source, policy, own.origin).catch(() => [])
  const open = disputes.get(own.origin) ?? 0
  const size = head?.size ?? 0
  return {
    country: own.country,
    log: own.origin,
    url: own.url ?? '',
    own: true,
    state: refused.has(own.origin) ? 'refused' : 'up to date',
    size,
    seen: size,
    lag: 0,
    lagSeconds: 0,
    heardAt: undefined,
    cosigners,
    cosignedAt: timeOf(cosigners[0]),
    confirmed: head?.confirmedSize ?? 0,
    confirmedAt: head?.confirmedAt ?? undefined,
    clock: 0,
    alarms: open > 0 ? ['disputed'] : [],
    disputes: open,
    newerTypes: [],
    fault: undefined,
  }
}

/** Who but the own witness has cosigned the own checkpoint as it is served. */
async function ownCosigners(source: LogSource, policy: string, origin: string): Promise<readonly Cosigner[]> {
  const note = await source.get('checkpoint', MAX_NOTE)
  if (!note) return []
  const { logs, witnesses } = parsePolicy(policy)
  const { verified } = openCheckpoint(
    note,
    [...logs, ...witnesses].map(({ key }) => key),
  )
  const ownWitness = origin.replace(/\/log$/, '/witness')
  return verified
    .flatMap(({ key, time }) =>
      time !== undefined && key.name !== ownWitness ? [{ name: key.name, time, ahead: 0 }] : [],
    )
    .sort((a, b) => b.time - a.time)
}

function timeOf(cosigner: Cosigner | undefined): Date | undefined {
  return cosigner && new Date(cosigner.time * 1000)
}
