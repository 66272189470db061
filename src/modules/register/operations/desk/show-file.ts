// The file page of an application: everything of it in a fixed number of queries, and that somebody looked is written down.
import { readStream, type StoredEvent } from '../../../../events/index.ts'
import { type Day, daysBetween } from '../../../../kernel/day.ts'
import { ok } from '../../../../kernel/result.ts'
import {
  countryOfPack,
  isVerified,
  type Law,
  type Localized,
  type Pack,
  type Requirement,
} from '../../../../packs/index.ts'
import { actorFor, can, operate, type Who } from '../../../../people/index.ts'
import { addressOf } from '../../address.ts'
import {
  APPLICATION_LIFE,
  type Application,
  type ApplicationAct,
  decideApplication,
  isOpen,
} from '../../domain/application.ts'
import { refuse } from '../../domain/refusal.ts'
import { type ApplicationEvent, isApplicationEvent, readApplicationEvent } from '../../events/application.ts'
import type { ApplicationForm } from '../../forms.ts'
import { POLICY, type RegisterAction } from '../../policy.ts'
import { type Paper, readPapersOfFile } from '../../store/drafts.ts'
import { type FileRow, lookAtFile, readFile, readForms, readNotes, readRequirements } from '../../store/files.ts'
import { readJudgementsOf, type StandingJudgement } from '../../store/link-judgements.ts'
import type { FileView, LawView, PossibleAct, RequirementView, TimelineEntry } from '../../views/desk.ts'
import type { LetterLine } from '../../views/print.ts'
import { checkMark } from '../application/review.ts'
import { deskDay } from '../desk-node.ts'
import { letterLines } from '../letters/letter-lines.ts'
import { linkViews, MOST_LINKS, mayJudge } from '../links/link-views.ts'
import { nameIn, type StaffDesk } from './staff-desk.ts'

/** The page. Refuses `no-such-file` for one that is not an application, and `not-allowed`. */
export async function showFile(desk: StaffDesk, who: Who, file: string) {
  const { node } = desk
  const country = (await readFile(node.database, file))?.country ?? node.country
  const action = 'register.see-file'
  const attempt = { actor: actorFor(who, POLICY, action), action, country, subject: file, detail: {} } as const
  const found = await operate(node, POLICY, attempt, async (tx, now) => {
    const row = await readFile<Application>(tx, file)
    if (row?.kind !== 'application') return refuse('no-such-file', { file })
    const seen = await lookAtFile(tx, who.account, file, row.version, now)
    const value = {
      row,
      seen: seen?.version ?? row.version,
      forms: await readForms(tx, file),
      requirements: (await readRequirements<Requirement>(tx, row.folded.requirements)) ?? [],
      papers: await readPapersOfFile(tx, file),
      notes: await readNotes(tx, file),
      letters: await letterLines(tx, file),
      events: (await readStream(tx, file)).filter(isApplicationEvent),
      judgements: await readJudgementsOf(tx, file),
    }
    return ok({ value, events: [] })
  })
  return found.ok ? ok(await viewOf(desk, who, found.value)) : found
}

type Found = {
  readonly row: FileRow<Application>
  readonly seen: number
  readonly forms: Awaited<ReturnType<typeof readForms>>
  readonly requirements: readonly Requirement[]
  readonly papers: readonly Paper[]
  readonly notes: Awaited<ReturnType<typeof readNotes>>
  readonly letters: readonly LetterLine[]
  readonly events: readonly StoredEvent[]
  readonly judgements: readonly StandingJudgement[]
}

async function viewOf(desk: StaffDesk, who: Who, found: Found): Promise<FileView> {
  const { node, files } = desk
  const { row, forms, requirements, papers, notes, seen, judgements } = found
  const application = row.folded
  const events = found.events.map(readApplicationEvent)
  const names = await desk.names([
    ...events.map(({ actor }) => actor.account),
    ...notes.map(({ account }) => account),
    ...judgements.map(({ by }) => by),
    ...(row.assigned ? [row.assigned] : []),
  ])
  const form = forms.at(-1)?.record ?? null
  const today = deskDay(node, row.country, node.now())
  const ofPack = countryOfPack(node.pack, row.country)
  const timeline = events.map((event) => timelineEntry(event, who, names, requirements)).reverse()
  const { licence, proposal } = application
  return {
    id: row.id,
    version: row.version,
    number: row.number,
    kind: application.kind,
    recruiterKind: ofPack?.kindsOfRecruiter.find(({ id }) => id === application.recruiterKind)?.name ?? {
      en: application.recruiterKind,
    },
    state: application.state,
    open: row.open,
    name: row.name ?? '',
    ...(licence && { licence, address: addressOf(row.country, licence) }),
    today,
    submittedOn: application.submittedOn,
    ...(row.deadline && { deadline: row.deadline, days: daysBetween(today, row.deadline) }),
    pack: application.pack,
    facts: form ? factsOf(node.pack, form, ofPack?.currency ?? '') : [],
    requirements: requirements.map((one) => requirementView(node.pack, one, application, form, papers, names)),
    ...(proposal && {
      proposal: { outcome: proposal.outcome, reason: proposal.reason, by: nameIn(names, proposal.by), on: proposal.on },
    }),
    timeline,
    letters: found.letters,
    notes: notes.map(({ at, account, kind, text }) => ({
      at: at.toISOString(),
      by: nameIn(names, account),
      kind,
      text,
    })),
    links: linkViews(
      row.id,
      files.linksOf({ ...row, record: form }, MOST_LINKS + judgements.length),
      judgements,
      names,
    ),
    linksReady: files.ready(),
    mayJudge: mayJudge(who),
    since: timeline.filter(({ version, mine }) => version > seen && !mine),
    acts: possibleActs(who, application, requirements, today),
    ...(row.assigned && { assigned: { name: nameIn(names, row.assigned), mine: row.assigned === who.account } }),
    ...(application.appealBy && { appealBy: application.appealBy }),
    ...(form?.remarks && { remarks: form.remarks }),
    ...(form?.paper && { paper: paperOf(form.paper) }),
  }
}

function paperOf({ licence, grantedOn, validUntil, decree }: NonNullable<ApplicationForm['paper']>) {
  return { licence, grantedOn, decree, ...(validUntil && { validUntil }) }
}

const ACTION_OF: Readonly<Partial<Record<ApplicationAct, RegisterAction>>> = {
  'confirm complete': 'register.review',
  'ask for more': 'register.review',
  check: 'register.review',
  'stop waiting': 'register.review',
  lapse: 'register.review',
  propose: 'register.review',
  grant: 'register.decide',
  refuse: 'register.decide',
  return: 'register.decide',
  confirm: 'register.decide',
  overturn: 'register.decide',
}

/** What the life of the application knows next, and for each whether this officer may. */
function possibleActs(
  who: Who,
  application: Application,
  requirements: readonly Requirement[],
  day: Day,
): PossibleAct[] {
  const next = Object.keys(APPLICATION_LIFE[application.state]) as ApplicationAct[]
  return next.flatMap((act): readonly PossibleAct[] => {
    const action = ACTION_OF[act]
    if (!action) return []
    const actor = actorFor(who, POLICY, action)
    if (!can(POLICY, actor, action, { country: application.country })) return [{ act, refused: 'not-allowed' }]
    const deciding = { account: who.account, day, requirements: requirements.map(({ id }) => id) }
    const asked = act === 'check' ? { ...deciding, requirement: requirements[0]?.id ?? '' } : deciding
    const decided = decideApplication(application, act, asked)
    return [decided.ok ? { act } : { act, refused: decided.error.code }]
  })
}

function timelineEntry(
  event: ApplicationEvent,
  who: Who,
  names: ReadonlyMap<string, string>,
  requirements: readonly Requirement[],
): TimelineEntry {
  const { data, actor, legalDay: day, recordedAt, streamVersion: version, type } = event
  const requirement = 'requirement' in data ? requirements.find(({ id }) => id === data.requirement)?.name : undefined
  const text =
    'reason' in data ? data.reason : 'items' in data ? data.items.map((item) => item.text).join('\n') : undefined
  const result = 'result' in data ? data.result : 'outcome' in data ? data.outcome : undefined
  return {
    version,
    day,
    at: recordedAt.toISOString(),
    event: type,
    by: nameIn(names, actor.account),
    mine: actor.account === who.account,
    ...(requirement && { requirement }),
    ...(result && { result }),
    ...(text && { text }),
    ...('until' in data && data.until && { until: data.until }),
  }
}

function requirementView(
  pack: Pack,
  requirement: Requirement,
  application: Application,
  form: ApplicationForm | null,
  papers: readonly Paper[],
  names: ReadonlyMap<string, string>,
): RequirementView {
  const { id, name, asks, fields, law } = requirement
  const check = application.checks[id]
  const typed = form?.answers[id] ?? {}
  const asked = isOpen(application.state) ? application.asked.find((one) => one.requirement === id)?.text : undefined
  return {
    id,
    name,
    asks,
    law: lawView(pack, law),
    answers: fields.flatMap(({ id: field, label, options }) => {
      const value = typed[field]
      if (!value) return []
      const chosen = options?.find((option) => option.id === value)?.name
      return [{ label, value: chosen ? (Object.values(chosen)[0] ?? value) : value }]
    }),
    papers: papers
      .filter((paper) => paper.requirement === id)
      .map(({ id: paper, name: called, type, size, scan }) => ({
        id: paper,
        name: called ?? '',
        type,
        size,
        scanned: scan === 'clean',
      })),
    least: requirement.papers.least,
    ...(check && {
      check: {
        result: check.result,
        by: nameIn(names, check.by),
        on: check.on,
        ...(check.reason && { reason: check.reason }),
      },
    }),
    mark: checkMark(application, id),
    ...(asked && { asked }),
  }
}

/** A law as a page quotes it, with the copy that was read. */
export function lawView(pack: Pack, { instrument, article, summary, provenance }: Law): LawView {
  const sources = provenance.sources.flatMap((key) => {
    const source = pack.sources[key]
    if (!source) return []
    const { title, url, read, copy } = source
    return [{ title, read, ...(url && { url }), ...(copy && { copy }) }]
  })
  return {
    instrument,
    ...(article && { article }),
    ...(summary && { summary }),
    verified: isVerified(provenance),
    sources,
  }
}

/** The form in pairs; empty ones are left out. */
function factsOf(pack: Pack, form: ApplicationForm, currency: string): FileView['facts'] {
  const named = (list: readonly { readonly id: string; readonly name: Localized }[], ids: readonly string[]) =>
    ids.map((id) => list.find((one) => one.id === id)?.name ?? id)
  const money = form.guarantee === undefined ? [] : [`${form.guarantee / 100} ${currency}`]
  const persons = form.representatives.map(({ name, document, born }) =>
    [name, document, born].filter(Boolean).join(', '),
  )
  const facts: readonly (readonly [string, readonly (string | Localized | undefined)[]])[] = [
    ['name', [form.name]],
    ['trade-names', form.tradeNames],
    ['tax-number', [form.taxNumber]],
    ['representatives', persons],
    ['telephones', form.telephones],
    ['emails', form.emails],
    ['webs', form.webs],
    ['address', [form.address]],
    ['place', [form.place]],
    ['sectors', named(pack.sectors, form.sectors)],
    [
      'occupations',
      form.occupations.map((code) => pack.occupations.find(({ isco08 }) => isco08 === code)?.name ?? code),
    ],
    ['countries', form.countries.map((code) => pack.countries.find((one) => one.code === code)?.name ?? code)],
    ['places', [form.places]],
    ['workers', [form.workers === undefined ? undefined : String(form.workers)]],
    ['guarantee', money],
    ['guarantors', form.guarantors],
  ]
  return facts.flatMap(([key, values]) => {
    const there = values.filter((value): value is string | Localized => value !== undefined && value !== '')
    return there.length > 0 ? [{ key, values: there }] : []
  })
}
