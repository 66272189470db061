// What the desks search and compare with: applicants and recruiters in memory, following the events by position.
import { lastPosition, readEventsAfter } from '../../../events/index.ts'
import type { Country } from '../../../kernel/country.ts'
import { dayIn } from '../../../kernel/day.ts'
import { countryOfPack, type Pack } from '../../../packs/index.ts'
import type { Database } from '../../../platform/database/database.ts'
import { normalEmail, normalWeb } from '../find/address.ts'
import { createFindIndex } from '../find/find-index.ts'
import { createLinkIndex, type Link, type Party } from '../find/links/link-index.ts'
import { registeredTelephone } from '../find/telephone.ts'
import { type FileForIndex, readFilesForIndex, readFormsOfRecruiters, readSomeForIndex } from '../store/files.ts'
import { type RecruiterWithParticulars, readRecruiters, readRecruitersById } from '../store/recruiters.ts'
import { type Concerns, createCountedLinks } from './concerns.ts'
import { partyOfFile, partyOfRecruiter } from './parties.ts'

export type KnownFiles = {
  /** Ids of files that a question finds, best first. */
  readonly find: (question: string, limit: number) => readonly string[]
  /** With whom the applicant of a file shares something. Empty for an erased form. */
  readonly linksOf: (file: FileForIndex, limit: number) => readonly Link[]
  /** The same for any party, such as a registered recruiter. */
  readonly linksWith: (party: Party, limit: number) => readonly Link[]
  readonly ready: () => boolean
  readonly size: () => number
  /** With how many refused and revoked ones a recruiter in the plan is linked; undefined while it is not counted. From memory. */
  readonly concernsOf: (recruiter: string) => Concerns | undefined
  /** Takes in what happened since; a second call waits for the first. */
  readonly refresh: () => Promise<void>
}

const PAGE = 2000

/** Reads all files and recruiters in pages. The first `refresh` builds it: a node that starts does not wait for it. */
export function openKnownFiles(database: Database, pack: Pack, country: Country, now: () => Date): KnownFiles {
  const countries = pack.countries.map(({ code, callingCode, nationalNumberLengths }) => ({
    code,
    callingCode,
    nationalNumberLengths,
  }))
  const index = createFindIndex({ countries })
  const links = createLinkIndex(countries)
  const counted = createCountedLinks(links)
  const zone = countryOfPack(pack, country)?.zone ?? 'UTC'
  let position = -1
  let running: Promise<void> | undefined

  function takeFile(file: FileForIndex): void {
    const { id, number, record, country: of } = file
    index.remove(id)
    counted.remove(id)
    if (!record) return
    index.put({
      id,
      licence: number,
      country: of,
      names: [
        { text: record.name, kind: 'name' },
        ...record.tradeNames.map((text) => ({ text, kind: 'trade name' as const })),
      ],
      telephones: record.telephones.flatMap((printed) => registeredTelephone(printed, of, countries) ?? []),
      telephoneHashes: [],
      emails: record.emails.flatMap((printed) => normalEmail(printed) ?? []),
      webs: record.webs.flatMap((printed) => normalWeb(printed) ?? []),
    })
    // Once granted, the recruiter itself is the party.
    const party = file.recruiter ? undefined : partyOfFile(file)
    if (party) counted.put(party)
  }

  async function takeRecruiters(recruiters: readonly RecruiterWithParticulars[]): Promise<void> {
    const forms = await readFormsOfRecruiters(
      database,
      recruiters.map(({ recruiter }) => recruiter.id),
    )
    const today = dayIn(zone, now())
    for (const one of recruiters) {
      const party = partyOfRecruiter(one, forms.get(one.recruiter.id), today)
      if (party) counted.put(party)
      else counted.remove(one.recruiter.id)
    }
  }

  async function readAll(): Promise<void> {
    const start = await lastPosition(database)
    for (let after = ''; ; ) {
      const page = await readFilesForIndex(database, after, PAGE)
      for (const file of page) takeFile(file)
      const last = page.at(-1)
      if (!last) break
      after = last.id
      await new Promise(setImmediate)
    }
    for (let after = ''; ; ) {
      const page = await readRecruiters(database, after, PAGE)
      const last = page.at(-1)
      if (!last) break
      await takeRecruiters(page)
      after = last.recruiter.id
      await new Promise(setImmediate)
    }
    position = start
  }

  async function follow(): Promise<void> {
    if (position < 0) await readAll()
    for (;;) {
      const events = await readEventsAfter(database, position, PAGE)
      const last = events.at(-1)
      if (!last) return
      const streams = [...new Set(events.map(({ stream }) => stream))]
      for (const file of await readSomeForIndex(database, streams)) takeFile(file)
      await takeRecruiters(await readRecruitersById(database, streams))
      position = last.position
    }
  }

  return {
    find: (question, limit) => {
      const { matches, lookalikes } = index.find(question, limit)
      return [...matches, ...lookalikes].slice(0, limit).map(({ id }) => id)
    },
    linksOf(file, limit) {
      const party = partyOfFile(file)
      if (!party) return []
      // A renewal is not linked with the very recruiter that it is about.
      return links
        .linksOf(party, { limit: limit + 1 })
        .filter(({ id }) => id !== file.recruiter)
        .slice(0, limit)
    },
    linksWith: (party, limit) => links.linksOf(party, { limit }),
    ready: () => position >= 0,
    size: links.size,
    concernsOf: counted.of,
    refresh() {
      running ??= follow()
        .then(counted.count)
        .finally(() => {
          running = undefined
        })
      return running
    },
  }
}
