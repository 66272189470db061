// The story of one applicant: each of its files a row of events, folded by the register's own rules.
import type { Actor } from '../../src/events/index.ts'
import { addDays, addYears, type Day } from '../../src/kernel/day.ts'
import type { ApplicationFactData, ApplicationFactKind } from '../../src/modules/register/domain/application.ts'
import { evolve, type FactInStream, type Recruiter } from '../../src/modules/register/domain/recruiter.ts'
import { EVENT_VERSION } from '../../src/modules/register/events/recruiter.ts'
import type { Party } from '../../src/modules/register/find/links/party.ts'
import { ApplicationForm, sealForm } from '../../src/modules/register/forms.ts'
import { APPLICATION_FILE } from '../../src/modules/register/operations/application/acting.ts'
import { processGround, rowAfter, writtenGround } from '../../src/modules/register/operations/on-file.ts'
import { sealParticulars } from '../../src/modules/register/particulars.ts'
import type { FileRow } from '../../src/modules/register/store/files.ts'
import type { Pack, Requirement } from '../../src/packs/index.ts'
import { newIdentifier } from '../../src/platform/seal/digest.ts'
import type { Chance } from '../finding/seeded.ts'
import { COUNTRY } from '../links/invented-parties.ts'
import {
  type Applicant,
  CHECKERS,
  DECIDERS,
  type Kept,
  OFFICE,
  type SeededEvent,
  type SeededForm,
  type SeededPaper,
  type Way,
} from './applicant.ts'

const KIND = 'agency'
const OPEN: ReadonlySet<Way> = new Set(['received', 'incomplete', 'under review', 'more asked', 'awaiting decision'])

/** The files of one applicant, told one after the other. */
export function createStory(
  pack: Pack,
  sets: ReadonlyMap<number, Kept>,
  chance: Chance,
  party: Party,
  today: Day,
  nextNumber: () => string,
) {
  const account = newIdentifier('acc')
  const events: SeededEvent[] = []
  const files: FileRow[] = []
  const forms: SeededForm[] = []
  const papers: SeededPaper[] = []
  let recruiter: Recruiter | undefined
  let particulars: Applicant['particulars']
  let known = party
  const applicant: Actor = { office: 'recruiter', country: COUNTRY, role: 'recruiter', account }
  const officer = (role: string, from: readonly string[]): Actor => ({
    office: OFFICE,
    country: COUNTRY,
    role,
    account: chance.pick(from) ?? '',
  })

  function file(kind: 'authorization' | 'renewal', from: Day, way: Way, licence?: string): Day {
    const id = newIdentifier('file')
    const open = OPEN.has(way)
    const set = sets.get(open ? 8 + chance.below(7) : 2 + chance.below(2)) as Kept
    const checker = officer('register officer', CHECKERS)
    const decider = officer('deciding officer', DECIDERS)
    const form = formOf(known, set, open)
    let folded: Parameters<typeof APPLICATION_FILE.row>[0] | undefined
    let row: FileRow | undefined
    let [day, minute] = [from, 0]
    const commit = (version: number) => {
      const sealed = sealForm(form)
      forms.push({ ...sealed, file: id, version, recordedAt: at(day, minute + 1) })
      return { version, commitment: sealed.commitment }
    }
    const add = <K extends ApplicationFactKind>(by: Actor, type: K, data: ApplicationFactData[K], ground = code) => {
      minute += 1
      const fact = { type, legalDay: day, data }
      const placed = { stream: id, streamVersion: (folded?.version ?? 0) + 1, version: APPLICATION_FILE.eventVersion }
      const now = at(day, minute)
      folded = APPLICATION_FILE.evolve(folded, { ...fact, ...placed, by: by.account })
      row = rowAfter(APPLICATION_FILE, id, folded, { name: form.name, who: by, now, fact })
      events.push({ ...placed, ...fact, ground, actor: by, recordedAt: now })
    }
    const later = (days: number) => {
      const next = addDays(day, days)
      day = next < today ? next : addDays(today, -1)
    }
    const end = () => {
      if (row) files.push(row)
      return day
    }

    const { id: packId, version: packVersion } = pack
    add(applicant, 'application.submitted', {
      number: nextNumber(),
      kind,
      country: COUNTRY,
      recruiterKind: KIND,
      applicant: account,
      ...(recruiter && { recruiter: recruiter.id, licence: recruiter.licence }),
      requirements: set.hash,
      pack: { id: packId, version: packVersion },
      form: commit(1),
    })
    if (open) papers.push(...set.content.map(({ id: requirement }) => ({ file: id, requirement, account })))
    later(1 + chance.below(3))
    if (open && chance.below(5) > 0) add(checker, 'application.assigned', { to: checker.account })
    if (way === 'received') return end()
    const [first] = set.content
    const items = [{ requirement: first?.id ?? '', text: 'The second page of the example is missing.' }]
    if (way === 'incomplete' || way === 'lapsed') {
      add(checker, 'application.more-asked', { items, until: addDays(day, 20) })
      if (way === 'incomplete') return end()
      later(30)
      add(checker, 'application.lapsed', {})
      return end()
    }
    add(checker, 'application.completed', { decideBy: addDays(day, 30) })
    if (way === 'withdrawn') {
      later(3)
      add(applicant, 'application.withdrawn', {})
      return end()
    }
    if (chance.below(10) === 0) {
      add(checker, 'application.more-asked', { items, until: addDays(day, 20) })
      later(4)
      add(applicant, 'application.answered', { form: commit(2) })
    }
    const refused = way === 'refused' || way === 'refused for good'
    const checked = way === 'under review' ? set.content.slice(0, chance.below(set.content.length)) : set.content
    for (const [place, { id: requirement }] of checked.entries()) {
      const notMet = refused && place === 0
      const data = { requirement, result: notMet ? ('not met' as const) : ('met' as const) }
      add(checker, 'application.requirement-checked', { ...data, ...(notMet && { reason: 'It is not signed.' }) })
    }
    if (way === 'under review') return end()
    if (way === 'more asked') {
      add(checker, 'application.more-asked', { items, until: addDays(day, 20) })
      return end()
    }
    later(2)
    const reason = refused ? 'One requirement is not met.' : 'All requirements are met.'
    const ground = writtenGround('en', reason, 'Invented Labour Code, 1')
    add(checker, 'application.proposed', { outcome: refused ? 'refuse' : 'grant', reason }, ground)
    if (way === 'awaiting decision') return end()
    later(2 + chance.below(35))
    if (refused) {
      add(decider, 'application.refused', { reason, appealBy: addDays(day, 20) }, ground)
      if (way === 'refused') return end()
      later(5)
      add(applicant, 'application.appealed', {})
      later(5)
      const judge = { ...decider, account: DECIDERS[(DECIDERS.indexOf(decider.account) + 1) % DECIDERS.length] ?? '' }
      add(judge, 'application.appeal-decided', { outcome: 'confirmed', reason }, ground)
      return end()
    }
    const validUntil = addYears(day, 3)
    const scope = { sectors: form.sectors, ...(form.workers && { workers: form.workers }) }
    const given = { recruiter: recruiter?.id ?? newIdentifier('rec'), licence: recruiter?.licence ?? licence ?? '' }
    add(decider, 'application.granted', { ...given, terms: { validFrom: day, validUntil, scope } }, ground)
    const act = (type: 'recruiter.entered' | 'authorization.granted' | 'authorization.renewed', data: unknown) => {
      const streamVersion = (recruiter?.version ?? 0) + 1
      const event = {
        stream: given.recruiter,
        streamVersion,
        type,
        version: EVENT_VERSION,
        legalDay: day,
        ground,
        data,
      }
      recruiter = evolve(recruiter, event as unknown as FactInStream)
      events.push({ ...event, actor: decider, recordedAt: at(day, minute) })
    }
    if (!recruiter) {
      const sealed = sealParticulars(particularsOf(form))
      particulars = { ...sealed, recruiter: given.recruiter, version: 1, legalDay: day, recordedAt: at(day, minute) }
      const entered = { licence: given.licence, licenceDerived: false, country: COUNTRY, kind: KIND }
      act('recruiter.entered', { ...entered, particulars: { version: 1, commitment: sealed.commitment } })
    }
    act(kind === 'renewal' ? 'authorization.renewed' : 'authorization.granted', { country: COUNTRY, validUntil, scope })
    end()
    return validUntil
  }

  return {
    file,
    borrow({ telephones, addresses }: Party): void {
      known = { ...known, telephones, addresses }
    },
    told: (): Applicant => ({
      account,
      name: known.names[0] ?? '',
      events,
      files,
      forms,
      papers,
      ...(recruiter && { recruiter }),
      ...(particulars && { particulars }),
    }),
  }
}

const code = processGround('invented')

/** Between nine and eleven in the morning of a day. */
function at(day: Day, minute: number): Date {
  return new Date(Date.parse(`${day}T09:00:00Z`) + minute * 60_000)
}

function formOf(party: Party, set: Kept, open: boolean): ApplicationForm {
  const answered = ({ id, fields }: Requirement) => [
    id,
    Object.fromEntries(fields.map((field) => [field.id, field.type === 'day' ? '1980-01-01' : 'Example'])),
  ]
  const { names, telephones, emails, webs, addresses, taxNumbers, representatives, guarantors } = party
  return ApplicationForm.parse({
    language: 'en',
    name: names[0],
    tradeNames: names.slice(1),
    taxNumber: taxNumbers[0],
    telephones,
    emails,
    webs,
    address: addresses[0],
    representatives,
    guarantors,
    sectors: ['farm-work'],
    occupations: ['9211'],
    countries: ['XB'],
    workers: 40,
    // Those of closed files are left out: they are read by nobody here, and the seeding would take twice as long.
    answers: open ? Object.fromEntries(set.content.map(answered)) : {},
  })
}

function particularsOf({ name, tradeNames, telephones, emails, webs, address }: ApplicationForm) {
  return {
    names: [
      { text: name, kind: 'name' as const },
      ...tradeNames.map((text) => ({ text, kind: 'trade name' as const })),
    ],
    telephones,
    telephoneHashes: [],
    emails,
    webs,
    ...(address && { place: address }),
  }
}
