// What the check answers from: every recruiter in memory beside the find index, following the events by position.
import { lastPosition, readEventsAfter } from '../../events/index.ts'
import type { Country } from '../../kernel/country.ts'
import type { Pack } from '../../packs/index.ts'
import type { Database } from '../../platform/database/database.ts'
import { addressOf } from './address.ts'
import type { Effect } from './domain/standing.ts'
import { normalEmail, normalWeb } from './find/address.ts'
import { createFindIndex, type FindIndex } from './find/find-index.ts'
import { registeredTelephone } from './find/telephone.ts'
import { baseOf, type HeardLog, openConfirmed, type Pending } from './known-confirmed.ts'
import { nameOf, type Particulars } from './particulars.ts'
import { readJointEffects } from './store/joint.ts'
import { type ListOfSource, readLists } from './store/loads.ts'
import { type RecruiterWithParticulars, readRecruiters, readRecruitersById } from './store/recruiters.ts'

/** A recruiter as the check needs it. */
export type KnownRecruiter = {
  readonly id: string
  readonly licence: string
  readonly licenceDerived: boolean
  readonly country: Country
  /** The words of all countries as they count: a permissive one that waits for the quorum is marked. */
  readonly effects: readonly Effect[]
  /** Countries whose newest word waits for the quorum. */
  readonly pending: Pending
  readonly name: string
  /** Present when there is more to know than one name. */
  readonly particulars: Particulars | undefined
}

export type KnownRegister = {
  readonly find: FindIndex['find']
  readonly get: (id: string) => KnownRecruiter | undefined
  /** The effects on every recruiter's standing. */
  readonly effects: () => Iterable<readonly Effect[]>
  readonly size: () => number
  /** The published lists that this node holds. */
  readonly lists: () => readonly ListOfSource[]
  /** Position of the last event taken in. */
  readonly position: () => number
  /** When the events were last asked for, successfully. */
  readonly refreshedAt: () => Date
  /** The logs that are known here, the own one included; empty on a node that keeps and follows none. */
  readonly heads: () => readonly HeardLog[]
  /** Every recruiter that more than one authority has spoken of. */
  readonly spokenOfTwice: () => Iterable<KnownRecruiter>
  /** Takes in what happened since; runs alone, a second call waits for the first. */
  readonly refresh: () => Promise<void>
  /** Reads recruiters again whose particulars came from a peer, so that they are found by name at once. */
  readonly reread: (ids: readonly string[]) => Promise<void>
}

const PAGE = 5000

/**
 * A recruiter as it is kept: two hundred thousand stand in memory, and one text without the names of the fields takes a
 * quarter of the memory of the objects that it is read into when somebody asks.
 */
type Kept = { readonly effects: readonly Effect[]; readonly text: string }
type Fields = readonly [licence: string, derived: boolean, country: Country, name: string, particulars?: Particulars]

function keep({ licence, licenceDerived, country, name, particulars, effects }: Omit<KnownRecruiter, 'pending'>): Kept {
  const plain = [licence, licenceDerived, country, name] as const
  const fields: Fields = particulars ? [...plain, particulars] : plain
  return { effects, text: JSON.stringify(fields) }
}

function unpack(id: string, { effects, text }: Kept, pending: Pending): KnownRecruiter {
  const [licence, licenceDerived, country, name, particulars] = JSON.parse(text) as Fields
  return { id, licence, licenceDerived, country, name, particulars, effects, pending }
}

/** Reads the whole register and builds the index. */
export async function openKnownRegister(database: Database, pack: Pack, now: () => Date): Promise<KnownRegister> {
  const countries = pack.countries.map(({ code, callingCode, nationalNumberLengths }) => ({
    code,
    callingCode,
    nationalNumberLengths,
  }))
  const index = createFindIndex({ countries })
  const known = new Map<string, Kept>()
  const shared = new Map<string, readonly Effect[]>()
  const confirmed = await openConfirmed(database)
  const several = new Set<string>()
  let jointMark = ''
  let position = await lastPosition(database)
  let lists = await readLists(database)
  let refreshedAt = now()
  let running: Promise<void> | undefined

  /** Recruiters of one list have the same effects: one array for all of them. */
  function share(effects: readonly Effect[]): readonly Effect[] {
    if (effects.length !== 1) return effects
    const name = JSON.stringify(effects)
    const there = shared.get(name)
    if (there) return there
    shared.set(name, effects)
    return effects
  }

  function take({ recruiter, particulars, others }: RecruiterWithParticulars): void {
    if (others.length > 0) several.add(recruiter.id)
    else several.delete(recruiter.id)
    const effects =
      others.length > 0 ? [...recruiter.effects, ...confirmed.counted(recruiter.id, others)] : recruiter.effects
    const { id, licence, licenceDerived, country } = recruiter
    const plain = !particulars || (particulars.names.length === 1 && !hasMore(particulars))
    const kept = keep({
      id,
      licence,
      licenceDerived,
      country,
      effects: share(effects),
      name: nameOf(particulars),
      particulars: plain ? undefined : particulars,
    })
    known.set(id, kept)
    index.put({
      id,
      licence: addressOf(country, licence),
      country,
      names: particulars?.names ?? [],
      telephones: (particulars?.telephones ?? []).flatMap(
        (printed) => registeredTelephone(printed, country, countries) ?? [],
      ),
      telephoneHashes: particulars?.telephoneHashes ?? [],
      emails: (particulars?.emails ?? []).flatMap((printed) => normalEmail(printed) ?? []),
      webs: (particulars?.webs ?? []).flatMap((printed) => normalWeb(printed) ?? []),
    })
  }

  async function readAll(): Promise<void> {
    let coming = readRecruiters(database, '', PAGE)
    for (;;) {
      const page = await coming
      const last = page.at(-1)
      if (!last) return
      // PostgreSQL reads the next page while this one is indexed.
      coming = readRecruiters(database, last.recruiter.id, PAGE)
      await confirmed.refresh()
      for (const one of page) take(one)
      // The embedded engine answers on this thread: let timers and requests in between two pages.
      await new Promise(setImmediate)
    }
  }

  async function reread(ids: readonly string[]): Promise<void> {
    for (let first = 0; first < ids.length; first += PAGE) {
      const read = await readRecruitersById(database, ids.slice(first, first + PAGE))
      // Afterwards, so that no word is taken in before it is known whether it is confirmed.
      await confirmed.refresh()
      for (const one of read) take(one)
    }
  }

  async function follow(): Promise<void> {
    await confirmed.refresh()
    await reread(confirmed.released(several))
    const joint = await readJointEffects(database, jointMark)
    // Those that a joint act touched before and no longer does are among the ones of whom several spoke.
    if (joint.recruiters) await reread([...new Set([...joint.recruiters, ...several])])
    jointMark = joint.mark
    for (;;) {
      const events = await readEventsAfter(database, position, PAGE)
      const last = events.at(-1)
      if (!last) break
      await reread([...new Set(events.map(({ stream }) => baseOf(stream)))])
      position = last.position
      await new Promise(setImmediate)
    }
    lists = await readLists(database)
    refreshedAt = now()
  }

  await readAll()
  await follow()
  return {
    find: index.find,
    get(id) {
      const kept = known.get(id)
      return kept && unpack(id, kept, confirmed.pending(id))
    },
    heads: confirmed.heads,
    *spokenOfTwice() {
      for (const id of several) {
        const kept = known.get(id)
        if (kept) yield unpack(id, kept, confirmed.pending(id))
      }
    },
    async reread(ids) {
      await running
      await reread(ids)
    },
    effects: () => known.values().map(({ effects }) => effects),
    size: () => known.size,
    lists: () => lists,
    position: () => position,
    refreshedAt: () => refreshedAt,
    refresh() {
      running ??= follow().finally(() => {
        running = undefined
      })
      return running
    },
  }
}

function hasMore({ telephones, telephoneHashes, emails, webs, place }: Particulars): boolean {
  return telephones.length + telephoneHashes.length + emails.length + webs.length > 0 || place !== undefined
}
