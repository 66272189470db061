// One simulated stretch of a corridor's life: acts and faults by chance, then everything heals, and what came out is judged.
import { isDeepStrictEqual } from 'node:util'
import type { Country } from '../../kernel/country.ts'
import type { LoggedEntry } from '../../transparency/log/share.ts'
import { type CoveredAt, GRACE_SECONDS } from '../joint/domain.ts'
import { actId, COUNTRIES, entryOf, termsOf, type Written, writtenIn } from './office.ts'
import { randomOf } from './random.ts'
import { JOINT_RULE, type Known, type Rule } from './rules.ts'
import { type Cosigned, createWorld, type Fault, type SimNode, type World } from './world.ts'

export type Outcome = {
  readonly seed: number
  readonly faults: ReadonlyMap<Fault, number>
  /** Entries that somebody had cosigned and that the log no longer holds. */
  readonly lost: number
  /** Entries that stand in a log twice. */
  readonly doubled: number
  /** Acts, or views of other rules, that differ between nodes or from what really happened. */
  readonly differing: readonly string[]
  /** Acts that came to be effective. */
  readonly effective: number
}

export type Settings = {
  readonly rules?: readonly Rule[]
  /** How many things happen before everything heals. */
  readonly steps?: number
  /** Nodes tell each other all cosignatures that they know. Without it they may differ: a test shows so. */
  readonly gossip?: boolean
}

/** Runs the schedule of a seed. The same seed gives the same outcome. */
export function runSchedule(seed: number, { rules = [JOINT_RULE], steps = 60, gossip = true }: Settings = {}): Outcome {
  const random = randomOf(seed)
  const countries = COUNTRIES.slice(0, 2 + random.below(2))
  const world = createWorld(countries, random, gossip)
  const acts: ReturnType<typeof termsOf>[] = []
  const seenEffective = new Map(countries.map((country) => [country, new Set<string>()]))
  const [rule] = rules
  let ids = 0
  let lostMachine: Country | undefined

  function happen(step: number): void {
    world.pass(random.below(300))
    const country = random.pick(countries)
    const node = world.nodeOf(country)
    const other = random.pick(countries.filter((one) => one !== country))
    const what = random.below(100)
    if (acts.length === 0 || (what < 6 && acts.length < 3)) {
      const parties = random.oneIn(3) ? [country, other] : countries
      // Whole hours: officers of all schedules sign the same few texts, and their lines are checked once.
      const terms = termsOf(actId(acts.length), parties, (Math.floor(world.now() / 3600) + 2 + random.below(3)) * 3600)
      acts.push(terms)
      write(country, 'proposed', terms)
    } else if (what < 22) {
      const terms = random.pick(acts)
      const word = random.oneIn(16) ? 'rejected' : random.oneIn(12) ? 'forged' : 'approved'
      if (word === 'forged') world.count('forged')
      // Also too late, twice, or by who is no party: the rules have to see to that.
      if (terms.parties.includes(country) || random.oneIn(10)) write(country, word, terms)
    } else if (what < 42) world.publish(country)
    else if (what < 80) world.pull(country, other, true)
    else if (what < 83) world.apart(country, other)
    else if (what < 87) world.heal()
    else if (what < 90) world.crash(country)
    else if (what < 94) world.backUp(country)
    else if (what < 96) restore(country)
    else if (what < 98) shift(node)
    else world.catchUp(country)
    world.arrive()
    if (step % 5 === 0) for (const one of countries) remember(one)
  }

  function write(country: Country, word: Written['word'], terms: ReturnType<typeof termsOf>): void {
    const id = `${country.toLowerCase()}:evt_${++ids}`
    world.append(country, entryOf(country, word, terms, id, world.clock(world.nodeOf(country))))
  }

  function restore(country: Country): void {
    // Every log is on two machines: the loss of two would lose entries, and no rule can help.
    const machineLost = random.oneIn(3) && (lostMachine === undefined || lostMachine === country)
    if (machineLost) lostMachine = country
    world.restore(country, machineLost)
    // What only this node knew went with its database.
    seenEffective.get(country)?.clear()
  }

  function shift(node: SimNode): void {
    world.count('clock wrong')
    node.skew = random.pick([-3600, 0, 3600])
  }

  function remember(country: Country): void {
    const node = world.nodeOf(country)
    if (node.catchingUp) return
    const known = knownOf(node, world.clock(node))
    const seen = seenEffective.get(country)
    for (const { act } of acts) if (rule?.stateOf?.(known, act) === 'effective') seen?.add(act)
  }

  for (let step = 0; step < steps; step++) happen(step)
  heal(world)
  return judge(world, acts, rules, seenEffective, seed)
}

/** Everybody hears everybody, again and again, and every act's time passes. */
function heal(world: World): void {
  const { countries } = world
  world.heal()
  // What still is on its way arrives late, not never.
  world.pass(24 * 3600)
  for (let round = 0; round < 4; round++) {
    world.arrive()
    for (const country of countries) {
      world.catchUp(country)
      world.publish(country)
    }
    for (const from of countries) for (const to of countries) if (from !== to) world.pull(from, to, false)
    for (let hop = 0; hop < 4; hop++) world.arrive()
  }
  world.pass(2 * GRACE_SECONDS)
}

function judge(
  world: World,
  acts: readonly ReturnType<typeof termsOf>[],
  rules: readonly Rule[],
  seenEffective: ReadonlyMap<Country, ReadonlySet<string>>,
  seed: number,
): Outcome {
  const nodes = [...world.nodes.values()]
  const differing = [...world.alarms]
  const all = nodes.flatMap((node) => node.data.cosigned)
  let effective = 0
  for (const rule of rules) {
    const known = nodes.map((node) => knownOf(node, world.now()))
    const views = known.map(rule.view)
    if (views.some((view) => !isDeepStrictEqual(view, views[0]))) differing.push(`${rule.name}: the nodes differ`)
    if (!rule.stateOf) continue
    for (const terms of acts) {
      const truth = truthOf(terms, nodes, all)
      const states = known.map((one) => rule.stateOf?.(one, terms.act))
      if (states.some((state) => state !== truth))
        differing.push(`${terms.act}: ${states.join(', ')} instead of ${truth}`)
      const seen = [...seenEffective.values()].some((set) => set.has(terms.act))
      if (seen && truth !== 'effective') differing.push(`${terms.act}: was effective and is ${truth}`)
      if (truth === 'effective') effective++
    }
  }
  return {
    seed,
    faults: world.faults,
    lost: sum(nodes, (node) => lostIn(node, all, nodes)),
    doubled: sum(nodes, ({ data }) => data.own.length - new Set(data.own.map(({ entry }) => entry.id)).size),
    differing,
    effective,
  }
}

/** What an act has come to by what the offices did and meant: without the rules, by plain looking. */
function truthOf(terms: ReturnType<typeof termsOf>, nodes: readonly SimNode[], all: readonly Cosigned[]) {
  const logs = nodes.map(({ data }) => data.own)
  const wrote = (entry: LoggedEntry, ...words: Written['word'][]) => {
    const meant = writtenIn(entry)
    return meant !== undefined && meant.terms.act === terms.act && words.includes(meant.word)
  }
  if (!logs.some((log) => log.some((entry) => wrote(entry, 'proposed') && terms.parties.includes(entry.country))))
    return undefined
  const first = terms.parties.map((party) =>
    nodes.find(({ country }) => country === party)?.data.own.find((entry) => wrote(entry, 'approved', 'rejected')),
  )
  if (first.some((entry) => entry && writtenIn(entry)?.word === 'rejected')) return 'rejected'
  const inTime = (entry: LoggedEntry) =>
    all.some(
      ({ log, by, size, time }) =>
        log === entry.country && by !== entry.country && size > entry.index && time <= terms.expires,
    )
  return first.every((entry) => entry && inTime(entry)) ? 'effective' : 'lapsed'
}

/** Entries that another node holds a cosigned copy of, and that the log of their country does not hold. */
function lostIn({ country, data }: SimNode, all: readonly Cosigned[], nodes: readonly SimNode[]): number {
  const ids = new Set(data.own.map(({ entry }) => entry.id))
  const size = Math.max(0, ...all.filter(({ log }) => log === country).map((one) => one.size))
  const held = nodes.flatMap((node) => (node.mirror.get(country) ?? []).slice(0, size))
  return new Set(held.filter(({ entry }) => !ids.has(entry.id)).map(({ entry }) => entry.id)).size
}

function knownOf({ data }: SimNode, now: number): Known {
  return { entries: data.arrived, coveredAt: coveredBy(data.cosigned), now }
}

function coveredBy(cosigned: readonly Cosigned[]): CoveredAt {
  return (party, index) => {
    let earliest: number | undefined
    for (const { log, by, size, time } of cosigned)
      if (log === party && by !== party && size > index && (earliest === undefined || time < earliest)) earliest = time
    return earliest
  }
}

function sum<T>(things: readonly T[], of: (thing: T) => number): number {
  return things.reduce((total, thing) => total + of(thing), 0)
}
