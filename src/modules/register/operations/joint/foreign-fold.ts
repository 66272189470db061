// What is here of the subjects of a batch of entries, what the batch makes of it, and the statements that write it.
import { appendForeignEvents, type ForeignEvent, readEventIds, readStreamEnds } from '../../../../events/index.ts'
import type { Country } from '../../../../kernel/country.ts'
import type { Transaction } from '../../../../platform/database/database.ts'
import type { Fact, RecognitionFact } from '../../domain/facts.ts'
import { evolveRecognition, type Recognition } from '../../domain/recognition.ts'
import { evolve, type Recruiter } from '../../domain/recruiter.ts'
import {
  eraseVersions,
  eraseWords,
  giveUpKeys,
  insertWords,
  lockByIdOrKey,
  readRecognitions,
  saveLogIndexes,
  saveRecognitions,
  type WordsRow,
} from '../../store/joint.ts'
import { saveRecruiters } from '../../store/recruiters.ts'
import { eventOf, type Fault, isRecognition, isWarning, keyOfEntered, type Readable } from './read-logged.ts'

type Held = { readonly id: string; readonly origin: string }
type InStream = { readonly stream: string; readonly streamVersion: number }

/** Opens the fold over the subjects of a batch: they are locked until the transaction ends. */
export async function openFold(tx: Transaction, batch: readonly Readable[]) {
  const streams = [...new Set(batch.map(({ logged }) => logged.entry.subject))]
  const ids = batch.map(({ id }) => id)
  const there = new Set(await readEventIds(tx, ids))
  const ends = new Map(await readStreamEnds(tx, streams))
  const recruiters = new Map<string, { readonly origin: string; readonly country: Country; readonly now: Recruiter }>()
  const byKey = new Map<string, Held>()
  const keys = batch.flatMap(({ read }) => keyOfEntered(read) ?? [])
  const homes = streams.filter((stream) => !stream.includes('.'))
  for (const { key, origin, recruiter } of await lockByIdOrKey(tx, homes, keys)) {
    recruiters.set(recruiter.id, { origin, country: recruiter.country, now: recruiter })
    byKey.set(key, { id: recruiter.id, origin })
  }
  const hosts = streams.filter((stream) => stream.includes('.'))
  const recognitions = new Map(await readRecognitions(tx, hosts))
  const touched = { recruiters: new Map<string, string>(), recognitions: new Map<string, string>() }
  const events: ForeignEvent[] = []
  const words: WordsRow[] = []
  const erased: { readonly recruiter: string; readonly version: number }[] = []
  const displaced: string[] = []
  const indexes = new Map<string, number>()

  /**
   * Folds one entry in, or says why it is void. One that is here already changes nothing. Where an entry is missing before it,
   * it counts all the same and the gap is told: a revocation is never passed over because something else was left out.
   */
  function take(one: Readable): Fault | undefined {
    const { logged, id, read } = one
    const { subject } = logged.entry
    if (!there.has(id)) {
      const fault = check(one)
      if (fault) return fault
      const gap = gapBefore(one)
      const event = eventOf(one)
      if (isRecognition(read)) takeRecognition(event, logged.origin)
      else if (!isWarning(read)) takeRecruiter(one, event)
      events.push(event)
      there.add(id)
      ends.set(subject, { version: read.frame.streamVersion, id })
      // A warning's words stay with the office that warns: none will come.
      if (read.frame.words && !isWarning(read)) words.push({ event: id, subject, commitment: read.frame.words })
      indexes.set(subject, logged.index)
      return gap
    }
    indexes.set(subject, logged.index)
    return undefined
  }

  function takeRecognition(event: ForeignEvent, origin: string): void {
    const fact = event as unknown as RecognitionFact & InStream
    recognitions.set(event.stream, evolveRecognition(recognitions.get(event.stream), fact))
    touched.recognitions.set(event.stream, origin)
  }

  function takeRecruiter({ logged, read }: Readable, event: ForeignEvent): void {
    const fact = event as unknown as Fact & InStream
    const now = evolve(recruiters.get(event.stream)?.now, fact)
    recruiters.set(event.stream, { origin: logged.origin, country: logged.country, now })
    touched.recruiters.set(event.stream, logged.origin)
    const key = keyOfEntered(read)
    const before = key === undefined ? undefined : byKey.get(key)
    if (before) displaced.push(before.id)
    if (key !== undefined) byKey.set(key, { id: event.stream, origin: logged.origin })
    if (fact.type === 'particulars.erased')
      erased.push(...fact.data.versions.map((version) => ({ recruiter: event.stream, version })))
  }

  /** Whether this is the next word on its subject, by the one who may say it. */
  function check({ logged, read }: Readable): Fault | undefined {
    const { subject } = logged.entry
    const ofHome = !isRecognition(read) && !isWarning(read)
    const known = ofHome ? recruiters.get(subject) : undefined
    if (known && (known.country !== logged.country || known.origin !== logged.origin))
      return { code: 'not-theirs', detail: `${read.kind} on a recruiter of ${known.country}` }
    const version = ends.get(subject)?.version ?? 0
    if (read.frame.streamVersion <= version)
      return { code: 'broken-chain', detail: `version ${read.frame.streamVersion} after ${version}` }
    if (ofHome && !known && read.kind !== 'recruiter.entered')
      return { code: 'broken-chain', detail: `${read.kind} before recruiter.entered` }
    if (known && read.kind === 'recruiter.entered') return { code: 'broken-chain', detail: 'entered twice' }
    const key = keyOfEntered(read)
    const holder = key === undefined ? undefined : byKey.get(key)
    // A row that this node made from somebody's list gives way to the country's own word; two of one country cannot be.
    if (holder && holder.origin === logged.origin) return { code: 'number-taken', detail: `held by ${holder.id}` }
    return undefined
  }

  /** Whether something is missing before this entry on its subject. */
  function gapBefore({ logged, prev, read }: Readable): Fault | undefined {
    const end = ends.get(logged.entry.subject)
    const { streamVersion } = read.frame
    if (prev === (end?.id ?? null) && streamVersion === (end?.version ?? 0) + 1) return undefined
    const detail = `version ${streamVersion}, after ${prev}, came after ${end?.version ?? 0}, ${end?.id ?? 'nothing'}`
    return { code: 'gap', detail }
  }

  /** Writes what the batch made; the events last, as in every act. */
  async function save(): Promise<void> {
    await giveUpKeys(tx, displaced)
    for (const [origin, own] of byOrigin(touched.recruiters))
      await saveRecruiters(
        tx,
        own.flatMap((id): Recruiter[] => asList(recruiters.get(id)?.now)),
        origin,
        { indexes },
      )
    for (const [origin, own] of byOrigin(touched.recognitions))
      await saveRecognitions(
        tx,
        own.flatMap((stream): Recognition[] => asList(recognitions.get(stream))),
        origin,
      )
    await insertWords(tx, words)
    await erase()
    await saveLogIndexes(tx, new Map([...indexes].filter(([stream]) => !touched.recruiters.has(stream))))
    if (events.length > 0) await appendForeignEvents(tx, events)
  }

  async function erase(): Promise<void> {
    const at = events.at(-1)?.recordedAt
    if (erased.length === 0 || !at) return
    const versions = erased.map(({ version }) => version)
    const owners = erased.map(({ recruiter }) => recruiter)
    await eraseVersions(tx, owners, versions, at)
    await eraseWords(tx, [...new Set(owners)], at)
  }

  return { take, save }
}

function asList<T>(one: T | undefined): T[] {
  return one === undefined ? [] : [one]
}

/** Names by the origin that they belong to. */
function byOrigin(touched: ReadonlyMap<string, string>): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>()
  for (const [name, origin] of touched) groups.set(origin, [...(groups.get(origin) ?? []), name])
  return groups
}
