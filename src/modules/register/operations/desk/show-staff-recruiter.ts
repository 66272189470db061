// What the office sees of a registered recruiter: everything that is known, in a fixed number of queries; looking is audited.
import { type Day, daysBetween } from '../../../../kernel/day.ts'
import { ok } from '../../../../kernel/result.ts'
import { countryOfPack, type Localized, type Pack } from '../../../../packs/index.ts'
import { actorFor, operate, type Who } from '../../../../people/index.ts'
import { addressOf, keyOfAddress } from '../../address.ts'
import type { Scope } from '../../domain/facts.ts'
import { lifeStateOf } from '../../domain/life.ts'
import { refuse } from '../../domain/refusal.ts'
import { type KnownStanding, standingsOn } from '../../domain/standing.ts'
import { type EventWords, withWords } from '../../events/entry.ts'
import { historyOf } from '../../history.ts'
import { partyOfRecruiter } from '../../known-files/parties.ts'
import { nameOf, namesOf, type Particulars } from '../../particulars.ts'
import { POLICY } from '../../policy.ts'
import { type FileRow, readFilesOfRecruiter, readFormsOfRecruiters } from '../../store/files.ts'
import { readWords } from '../../store/joint.ts'
import { readJudgementsOf, type StandingJudgement } from '../../store/link-judgements.ts'
import {
  findIdByKey,
  type ParticularsVersion,
  type RecruiterWithParticulars,
  readParticularsVersions,
  readRecruitersById,
} from '../../store/recruiters.ts'
import { countryName, type Speaker } from '../../summary.ts'
import { readTold, type Told } from '../../that-day.ts'
import type { WorkItem } from '../../views/desk.ts'
import type { FactView, StaffRecruiterView, StandingView, VersionView } from '../../views/staff-recruiter.ts'
import { deskDay } from '../desk-node.ts'
import { linkViews, MOST_LINKS, mayJudge } from '../links/link-views.ts'
import { nameIn, type StaffDesk } from './staff-desk.ts'

/** Files shown; a page stays below 100 KB. */
const MOST_FILES = 50

type Found = RecruiterWithParticulars & {
  readonly versions: readonly ParticularsVersion[]
  readonly told: Told['events']
  readonly words: ReadonlyMap<string, EventWords>
  readonly files: readonly FileRow[]
  readonly form: Parameters<typeof partyOfRecruiter>[1]
  readonly judgements: readonly StandingJudgement[]
}

/** The recruiter at an address. Refuses `not-entered`, and `not-allowed`. Files of another country's office are left out. */
export async function showStaffRecruiter(desk: StaffDesk, who: Who, address: string) {
  const { node } = desk
  const id = await findIdByKey(node.database, keyOfAddress(address))
  const action = 'register.see-recruiter'
  const actor = actorFor(who, POLICY, action)
  // What does not exist is audited without what was typed: it may be a name.
  const attempt = { actor, action, country: who.country, subject: id ?? 'unknown', detail: {} } as const
  const found = await operate(node, POLICY, attempt, async (tx) => {
    const [one] = id === undefined ? [] : await readRecruitersById(tx, [id])
    if (!one || id === undefined) return refuse('not-entered', {})
    const value: Found = {
      ...one,
      versions: await readParticularsVersions(tx, id),
      told: (await readTold(desk.speaker(), tx, [id])).get(id)?.events ?? [],
      words: await readWords(tx, [id]),
      files: (await readFilesOfRecruiter(tx, id)).filter(({ country }) => country === who.country),
      form: (await readFormsOfRecruiters(tx, [id])).get(id),
      judgements: await readJudgementsOf(tx, id),
    }
    return ok({ value, events: [] })
  })
  return found.ok ? ok(await viewOf(desk, who, found.value)) : found
}

/** The address of a recruiter by its identifier, for links that know no more. */
export async function addressOfRecruiter({ node }: StaffDesk, id: string): Promise<string | undefined> {
  const [one] = await readRecruitersById(node.database, [id])
  return one && addressOf(one.recruiter.country, one.recruiter.licence)
}

async function viewOf(desk: StaffDesk, who: Who, found: Found): Promise<StaffRecruiterView> {
  const { node, files: known } = desk
  const { recruiter, particulars, versions, told, words, others, files, form, judgements } = found
  const { id, licence, licenceDerived, country, kind, effects } = recruiter
  const speaker = desk.speaker()
  const ofPack = countryOfPack(node.pack, country)
  const today = deskDay(node, country, node.now())
  const names = await desk.names([
    ...judgements.map(({ by }) => by),
    ...files.flatMap(({ assigned }) => (assigned ? [assigned] : [])),
  ])
  const party = partyOfRecruiter(found, form, today)
  const linked = party ? known.linksWith(party, MOST_LINKS + judgements.length) : []
  return {
    id,
    address: addressOf(country, licence),
    licence,
    licenceDerived,
    name: nameOf(particulars),
    kind: ofPack?.kindsOfRecruiter.find((one) => one.id === kind)?.name ?? { en: kind },
    countryName: countryName(speaker, country),
    standings: standingsOn([...effects, ...others], today).map((standing) => standingView(speaker, standing)),
    versions: versions.map(versionView).reverse(),
    history: historyOf(
      speaker,
      told.map((event) => withWords(event, words.get(event.id))),
      versions,
    ),
    files: files.slice(0, MOST_FILES).map((row) => itemOf(row, today, names)),
    fileCount: files.length,
    links: linkViews(id, linked, judgements, names),
    linksReady: known.ready(),
    mayJudge: mayJudge(who),
    mayProposeJointly: desk.joined === true && who.roles.includes('deciding officer'),
    maySanction: who.roles.includes('inspector') || mayJudge(who),
  }
}

function itemOf(row: FileRow, today: Day, names: ReadonlyMap<string, string>): WorkItem {
  const { id, number, kind, subkind, state, open, waiting, name, deadline, assigned } = row
  return {
    ...{ id, number, kind, subkind, state, open, waiting, name },
    ...(deadline && { deadline, days: daysBetween(today, deadline) }),
    ...(assigned && { assigned: nameIn(names, assigned) }),
  }
}

function standingView(speaker: Speaker, standing: KnownStanding): StandingView {
  const { country, since, validFrom, validUntil, scope } = standing
  const guarantee = scope?.guarantee
  return {
    country,
    countryName: countryName(speaker, country),
    life: lifeStateOf(standing),
    since,
    ...(validFrom && { validFrom }),
    ...(validUntil && { validUntil }),
    scope: scope ? scopeFacts(speaker.pack, scope) : [],
    ...(scope?.conditions && { conditions: scope.conditions }),
    ...(guarantee && {
      guarantee: {
        text: `${guarantee.amount / 100} ${guarantee.currency}`,
        ...(guarantee.until && { until: guarantee.until }),
      },
    }),
  }
}

function scopeFacts(pack: Pack, { sectors, occupations, countries, places, workers }: Scope): readonly FactView[] {
  return filled([
    ['sectors', sectors.map((id) => pack.sectors.find((sector) => sector.id === id)?.name ?? id)],
    ['occupations', occupations ?? []],
    ['countries', countries ?? []],
    ['places', places ? [places] : []],
    ['workers', workers === undefined ? [] : [String(workers)]],
  ])
}

function versionView({ version, legalDay: day, recordedAt, record }: ParticularsVersion): VersionView {
  return { version, day, at: recordedAt.toISOString(), facts: record && particularsFacts(record) }
}

function particularsFacts(record: Particulars): readonly FactView[] {
  const { telephones, emails, webs, place } = record
  return filled([
    ['name', [nameOf(record)].filter(Boolean)],
    ['trade-names', namesOf(record, 'trade name')],
    ['former-names', namesOf(record, 'former name')],
    ['telephones', telephones],
    ['emails', emails],
    ['webs', webs],
    ['place', place ? [place] : []],
  ])
}

function filled(facts: readonly (readonly [key: string, values: readonly (string | Localized)[]])[]): FactView[] {
  return facts.flatMap(([key, values]) => (values.length > 0 ? [{ key, values }] : []))
}
