// Nodes of a simulated corridor: each with a database that can be put back, files that cannot, a clock of its own, and a network that fails.
import type { Country } from '../../kernel/country.ts'
import type { LoggedEntry } from '../../transparency/log/share.ts'
import type { Random } from './random.ts'

/** Somebody cosigned a log at a size: `time` by the witness's own clock, Unix seconds. */
export type Cosigned = { readonly log: Country; readonly size: number; readonly by: Country; readonly time: number }

/** What a backup holds. `arrived`: entries in the order in which they came, repetitions included. */
type Data = {
  own: LoggedEntry[]
  /** How far each other log was applied. */
  readonly applied: Map<Country, number>
  arrived: LoggedEntry[]
  cosigned: Cosigned[]
}
export type SimNode = {
  readonly country: Country
  data: Data
  /** Tiles and head: outside of the database and of every backup. Undefined: lost with the machine. */
  published: LoggedEntry[] | undefined
  /** Copies of the others' logs: files too. */
  readonly mirror: Map<Country, LoggedEntry[]>
  backups: Data[]
  /** Entries that stood in the database that was put back and that the log does not hold yet. */
  tail: LoggedEntry[]
  catchingUp: boolean
  /** Seconds by which its clock is wrong. */
  skew: number
}

type Message = { readonly from: Country; readonly to: Country; readonly at: number; readonly deliver: () => void }
export const FAULTS = [
  'delayed',
  'lost',
  'doubled',
  'partitioned',
  'crashed',
  'restored',
  'machine lost',
  'clock wrong',
  'forged',
] as const
export type Fault = (typeof FAULTS)[number]

export type World = ReturnType<typeof createWorld>

/** A world without any entry. `gossip`: whether nodes tell each other all cosignatures they know, not the latest alone. */
export function createWorld(countries: readonly Country[], random: Random, gossip: boolean) {
  const nodes = new Map(countries.map((country) => [country, newNode(country)]))
  const faults = new Map<Fault, number>(FAULTS.map((fault) => [fault, 0]))
  const apart = new Set<string>()
  const alarms: string[] = []
  let queue: Message[] = []
  let now = 1_800_000_000

  const nodeOf = (country: Country): SimNode => {
    const node = nodes.get(country)
    if (!node) throw new Error(`no node ${country}`)
    return node
  }
  const count = (fault: Fault) => void faults.set(fault, (faults.get(fault) ?? 0) + 1)
  const clock = (node: SimNode) => now + node.skew
  const linkOf = (a: Country, b: Country) => [a, b].sort().join()

  function send(from: Country, to: Country, trouble: boolean, deliver: () => void): void {
    if (apart.has(linkOf(from, to))) return
    if (trouble && random.oneIn(8)) {
      count('lost')
      return
    }
    const copies = trouble && random.oneIn(8) ? 2 : 1
    if (copies === 2) count('doubled')
    for (let copy = 0; copy < copies; copy++) {
      const late = trouble && random.oneIn(3) ? 1 + random.below(6) : 0
      if (late > 0) count('delayed')
      queue.push({ from, to, at: now + late * 600, deliver })
    }
  }

  /** What is due arrives, in an order that chance decides. */
  function arrive(): void {
    const due = queue.filter(({ at }) => at <= now)
    queue = queue.filter(({ at }) => at > now)
    while (due.length > 0) due.splice(random.below(due.length), 1)[0]?.deliver()
  }

  /** `to` asks `from` for its log; on the answer it checks, applies and cosigns. */
  function pull(from: Country, to: Country, trouble: boolean): void {
    send(to, from, trouble, () => {
      const source = nodeOf(from)
      if (source.catchingUp || !source.published) return
      const log = [...source.published]
      const known = gossip ? source.data.cosigned : latest(source.data.cosigned, from)
      const sent = [...known]
      send(from, to, trouble, () => take(nodeOf(to), from, log, sent, trouble))
    })
  }

  function take(
    node: SimNode,
    from: Country,
    log: readonly LoggedEntry[],
    sent: readonly Cosigned[],
    trouble: boolean,
  ) {
    for (const one of sent) keep(node, one)
    const copy = node.mirror.get(from) ?? []
    const common = Math.min(copy.length, log.length)
    if (copy.slice(0, common).some((entry, index) => entry.entry.id !== log[index]?.entry.id)) {
      alarms.push(`${node.country} saw two histories of ${from}`)
      return
    }
    const whole = log.length >= copy.length ? [...log] : copy
    node.mirror.set(from, whole)
    // The last entry once more: the place of every entry makes it count once.
    node.data.arrived.push(...whole.slice(Math.max(0, (node.data.applied.get(from) ?? 0) - 1)))
    node.data.applied.set(from, whole.length)
    // An answer that a newer one has overtaken is not cosigned.
    if (log.length < copy.length) return
    const cosigned = { log: from, size: log.length, by: node.country, time: clock(node) }
    keep(node, cosigned)
    send(node.country, from, trouble, () => keep(nodeOf(from), cosigned))
  }

  /** Appends to the own log, unless the node has to catch up first. */
  function append(country: Country, make: (index: number) => LoggedEntry): void {
    const node = nodeOf(country)
    if (node.catchingUp) return
    const entry = make(node.data.own.length)
    node.data.own.push(entry)
    node.data.arrived.push(entry)
  }

  function publish(country: Country): void {
    const node = nodeOf(country)
    if (!node.catchingUp) node.published = [...node.data.own]
  }

  function crash(country: Country): void {
    count('crashed')
    queue = queue.filter(({ from, to }) => from !== country && to !== country)
  }

  function backUp(country: Country): void {
    const node = nodeOf(country)
    node.backups.push(copied(node.data))
  }

  /** Puts an old database back; the files may be gone too. The node signs nothing until it has caught up. */
  function restore(country: Country, machineLost: boolean): void {
    const node = nodeOf(country)
    const backup = node.backups.length > 0 ? random.pick(node.backups) : emptyData()
    count(machineLost ? 'machine lost' : 'restored')
    crash(country)
    node.data = copied(backup)
    node.tail = [...node.data.own]
    if (machineLost) {
      node.published = undefined
      node.mirror.clear()
    }
    node.catchingUp = true
  }

  /** Fills a node again: from its own files, else from the peers' copies, all of whom must answer. */
  function catchUp(country: Country): void {
    const node = nodeOf(country)
    const peers = countries.filter((one) => one !== country)
    if (!node.catchingUp || (!node.published && peers.some((peer) => apart.has(linkOf(country, peer))))) return
    const held = peers.map((peer) => nodeOf(peer).mirror.get(country) ?? [])
    const log = node.published ?? held.reduce((longest, one) => (one.length > longest.length ? one : longest), [])
    node.data.own = [...log]
    node.data.arrived.push(...log)
    node.published = [...log]
    node.catchingUp = false
    // Nobody has seen the tail: it goes on at the end, each entry under its own identifier.
    const ids = new Set(log.map(({ entry }) => entry.id))
    for (const entry of node.tail.splice(0))
      if (!ids.has(entry.entry.id)) append(country, (index) => ({ ...entry, index }))
  }

  return {
    countries,
    nodes,
    faults,
    alarms,
    count,
    clock,
    nodeOf,
    now: () => now,
    pass: (seconds: number) => {
      now += seconds
    },
    apart: (a: Country, b: Country) => {
      count('partitioned')
      apart.add(linkOf(a, b))
    },
    heal: () => apart.clear(),
    arrive,
    pull,
    append,
    publish,
    crash,
    backUp,
    restore,
    catchUp,
  }
}

function newNode(country: Country): SimNode {
  return {
    country,
    data: emptyData(),
    published: [],
    mirror: new Map(),
    backups: [],
    tail: [],
    catchingUp: false,
    skew: 0,
  }
}

function emptyData(): Data {
  return { own: [], applied: new Map(), arrived: [], cosigned: [] }
}

function copied({ own, applied, arrived, cosigned }: Data): Data {
  return {
    own: [...own],
    applied: new Map(applied),
    arrived: [...arrived],
    cosigned: [...cosigned],
  }
}

/** As the table of a node does: what an earlier cosignature by the same of as much already says is left out. */
function keep({ data }: SimNode, one: Cosigned): void {
  const says = (other: Cosigned) =>
    other.log === one.log && other.by === one.by && other.size >= one.size && other.time <= one.time
  if (!data.cosigned.some(says)) data.cosigned.push(one)
}

/** The newest cosignature of each witness on a log, as a checkpoint bears them. */
function latest(cosigned: readonly Cosigned[], log: Country): readonly Cosigned[] {
  const newest = new Map<Country, Cosigned>()
  for (const one of cosigned) {
    const before = newest.get(one.by)
    if (one.log === log && (!before || before.time <= one.time)) newest.set(one.by, one)
  }
  return [...newest.values()]
}
