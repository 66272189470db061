// Addresses of the warning list: the public list and its form to contest, and the desk's pages, each form to its operation.
import { parseDay } from '../../../kernel/day.ts'
import type { Who } from '../../../people/index.ts'
import type {
  DeskFormRoute,
  PageAnswer,
  PageRoute,
  PublicFormRoute,
  SentForm,
  SignedInRoute,
} from '../../../platform/http.ts'
import { NOTICE_WAYS, REMOVAL_REASONS, WARNING_VIA, type WarningAct } from '../domain/warning.ts'
import { WarningParty } from '../events/warning-party.ts'
import { cleanTyped } from '../input.ts'
import type { KnownWarnings } from '../known-files/warnings.ts'
import { canBeContested, contestPublicly, contestWarning } from '../operations/warning/contest.ts'
import {
  approveWarning,
  decideContest,
  publishWarning,
  removeWarning,
  returnWarning,
} from '../operations/warning/decide.ts'
import { eraseWarning } from '../operations/warning/erase.ts'
import { amendWarning, reportWarning } from '../operations/warning/report.ts'
import { dismissWarning, giveNotice, proposeWarning, verifyWarning } from '../operations/warning/review.ts'
import { showContest, showPublicWarnings } from '../operations/warning/show-public.ts'
import { showClosedWarning, showWarning, showWarnings, type WarningDesk } from '../operations/warning/show-warning.ts'
import type { RegisterReader } from '../pages/parts/words.ts'
import { EVIDENCE_FIELD } from '../pages/staff/file-evidence.ts'
import { warningErase, warningFile } from '../pages/staff/warning.ts'
import { actSlug } from '../pages/staff/warning-acts.ts'
import { warningNew } from '../pages/staff/warning-new.ts'
import { staffWarnings } from '../pages/staff/warnings.ts'
import { warnings } from '../pages/warnings.ts'
import {
  contestEnded,
  contestForm,
  contestReceived,
  LONGEST_CONTACT,
  LONGEST_CONTEST,
} from '../pages/warnings-contest.ts'
import type { Speaker } from '../summary.ts'
import { WARNING_TABS, type WarningTab } from '../views/warnings.ts'
import { evidenceLimit, takeEvidence } from './evidence.ts'

/** Most bytes of a public page's first view (quality.md, rule 17). */
const FIRST_VIEW = 30 * 1024
const LONGEST_WORDS = 5000

/** What the public pages need. */
export type PublicWarnings = Pick<WarningDesk, 'node'> & {
  readonly warnings: KnownWarnings
  readonly speaker: () => Speaker
}

/** The list, and the form to contest one. Where the pack publishes no warnings there is no list. */
export function warningPageRoutes(desk: PublicWarnings): readonly PageRoute<RegisterReader>[] {
  const common = { permission: 'public', budget: FIRST_VIEW } as const
  return [
    {
      ...common,
      path: '/warnings',
      respond({ query }, reader) {
        const speaker = desk.speaker()
        if (!speaker.pack.publicWarnings.published) return { problem: 'not-found' }
        return { status: 200, page: warnings(showPublicWarnings(speaker, desk.warnings, query.after), reader) }
      },
    },
    {
      ...common,
      path: '/warnings/:id/contest',
      async respond({ params, query }, reader) {
        const id = params.id ?? ''
        const can = await canBeContested(desk.node, id)
        if (can === undefined) return { problem: 'not-found' }
        const view = showContest(desk.speaker(), desk.warnings, id)
        if (query.done === 'yes') return { status: 200, page: contestReceived(view, reader) }
        return { status: 200, page: can ? contestForm(view, reader) : contestEnded(view, reader) }
      },
    },
  ]
}

/** The form by which anybody concerned contests a warning, without an account. */
export function warningFormRoutes(desk: PublicWarnings): readonly PublicFormRoute<RegisterReader>[] {
  return [
    {
      method: 'post',
      path: '/warnings/:id/contest',
      permission: 'public',
      async respond({ params, form }, reader) {
        const id = params.id ?? ''
        const can = await canBeContested(desk.node, id)
        if (can === undefined) return { problem: 'not-found' }
        const view = showContest(desk.speaker(), desk.warnings, id)
        if (!can) return { status: 409, page: contestEnded(view, reader) }
        const [text, contact] = [textOf(form, 'text'), textOf(form, 'contact')]
        const again = (field: 'text' | 'contact', why: 'missing' | 'long') => ({
          status: 400,
          page: contestForm(view, reader, { text, contact, wrong: { field, why } }),
        })
        if (cleanTyped(text) === '') return again('text', 'missing')
        if (text.length > LONGEST_CONTEST) return again('text', 'long')
        if (contact.length > LONGEST_CONTACT) return again('contact', 'long')
        const language = reader.written.tag
        const done = await contestPublicly(desk.node, { warning: id, text, language, ...(contact && { contact }) })
        // Somebody else was faster: it is contested all the same, but these words were not kept.
        if (!done.ok) return { status: 409, page: contestEnded(view, reader) }
        await desk.warnings.refresh()
        return { redirect: `/warnings/${encodeURIComponent(id)}/contest?done=yes` }
      },
    },
  ]
}

const SEERS = { roles: ['register officer', 'deciding officer', 'inspector', 'auditor'] }
const REPORTERS = { roles: ['register officer', 'deciding officer', 'inspector'] }
const OFFICERS = { roles: ['register officer', 'deciding officer'] }
const DECIDERS = { roles: ['deciding officer'] }
const KEEPERS = { roles: ['administrator'] }

type Request = Parameters<DeskFormRoute<RegisterReader, Who>['respond']>[0]
type Refused = { readonly code: string; readonly values?: Readonly<Record<string, string>> }
type Outcome = { readonly ok: true } | { readonly ok: false; readonly error: Refused }
type On = {
  readonly file: string
  readonly seen?: number
  readonly once: string
  readonly language: string
  readonly text: string
  readonly law?: string
}
/** Reads the fields of an act's form, without its prefix, and does it. */
type Act = (on: On, of: (name: string) => string, who: Who, form: SentForm) => Promise<Outcome> | Outcome

/** The desk's pages. `warnings` is what the public sees: it follows each act before the officer is answered. */
export function warningRoutes(
  desk: WarningDesk & { readonly warnings: Pick<KnownWarnings, 'refresh'> },
): readonly SignedInRoute<RegisterReader, Who>[] {
  const { node } = desk
  const judging = { ...node, register: desk.register }
  const apart = (of: (name: string) => string) => ({
    apart: of('apart')
      .split(/[,;\n]+/)
      .filter(Boolean),
  })
  const wrong = (code: string): Outcome => ({ ok: false, error: { code } })

  const acts: readonly (readonly [WarningAct, typeof OFFICERS, Act])[] = [
    [
      'amend',
      OFFICERS,
      (on, of, who, form) => {
        const party = partyOf(of, on.language)
        const papers = form.lists['amend-papers'] ?? []
        return party ? amendWarning(node, who, { ...on, party, papers }) : wrong('bad-form')
      },
    ],
    ['verify', OFFICERS, (on, _, who) => verifyWarning(node, who, on)],
    ['dismiss', OFFICERS, (on, _, who) => dismissWarning(node, who, on)],
    ['propose', OFFICERS, (on, _, who) => proposeWarning(node, who, on)],
    [
      'give notice',
      OFFICERS,
      (on, of, who) => {
        const way = NOTICE_WAYS.find((one) => one === of('way'))
        const [givenOn, until] = [of('given-on'), of('until')]
        if (!way) return wrong('no-choice')
        if (!parseDay(givenOn) || (until && !parseDay(until))) return wrong('bad-day')
        return giveNotice(node, who, { ...on, way, givenOn, ...(until && { until }) })
      },
    ],
    ['contest', OFFICERS, (on, of, who) => contestWarning(node, who, { ...on, contact: of('contact') || undefined })],
    ['approve', DECIDERS, (on, of, who) => approveWarning(judging, who, { ...on, ...apart(of) })],
    ['return', DECIDERS, (on, _, who) => returnWarning(node, who, on)],
    ['publish', DECIDERS, (on, of, who) => publishWarning(judging, who, { ...on, ...apart(of) })],
    ['uphold', DECIDERS, (on, _, who) => decideContest(node, who, { ...on, outcome: 'upheld' })],
    ['reject', DECIDERS, (on, _, who) => decideContest(node, who, { ...on, outcome: 'rejected' })],
    [
      'remove',
      DECIDERS,
      (on, of, who) => {
        const why = REMOVAL_REASONS.find((one) => one === of('why'))
        return why ? removeWarning(node, who, { ...on, why }) : wrong('no-choice')
      },
    ],
  ]

  /** The form of an act; refused, the page comes back with everything that was typed. */
  function formOf([act, permission, run]: (typeof acts)[number]): SignedInRoute<RegisterReader, Who> {
    const slug = actSlug(act)
    return {
      method: 'post',
      path: `/staff/warnings/:file/${slug}`,
      permission,
      async respond({ params, form, once, who, marks }: Request, reader) {
        const file = params.file ?? ''
        const of = (name: string) => textOf(form, `${slug}-${name}`)
        const language = reader.written.tag
        const on = { file, ...seenOf(form), once, language, text: of('text'), ...(of('law') && { law: of('law') }) }
        const long = on.text.length > LONGEST_WORDS || of('law').length > 300 || of('contact').length > 200
        const done = long ? wrong('bad-form') : await run(on, of, who, form)
        if (done.ok) {
          await desk.warnings.refresh()
          return { redirect: `/staff/warnings/${file}?done=done` }
        }
        const view = await showWarning(desk, who, file)
        if (!view.ok) return { problem: 'not-found' }
        const { fields: typed, lists } = form
        const back = { act: slug, typed, lists, refused: done.error, field: fieldOf(slug, done.error.code) }
        return { status: statusOf(done.error), page: warningFile(view.value, reader, marks, { back }) }
      },
    }
  }

  return [
    {
      path: '/staff/warnings',
      permission: SEERS,
      async respond({ query, who }, reader) {
        const tab = (Object.keys(WARNING_TABS) as WarningTab[]).find((one) => one === query.tab) ?? 'reported'
        const view = await showWarnings(desk, who, { tab, after: query.after })
        return view.ok ? { status: 200, page: staffWarnings(view.value, reader) } : { problem: 'not-found' }
      },
    },
    {
      path: '/staff/warnings/new',
      permission: REPORTERS,
      respond: ({ marks }, reader) => ({ status: 200, page: warningNew(reader, marks) }),
    },
    {
      method: 'post',
      path: '/staff/warnings/new',
      permission: REPORTERS,
      async respond({ form, once, who, marks }, reader) {
        const of = (name: string) => textOf(form, name)
        const via = WARNING_VIA.find((one) => one === of('via')) ?? 'officer'
        const party = partyOf(of, reader.written.tag)
        const [reference, law] = [of('reference').slice(0, 100), of('law').slice(0, 300)]
        const more = { ...(reference && { reference }), ...(law && { law }) }
        const failed = (refused: Refused) => ({
          status: 400,
          page: warningNew(reader, marks, { typed: form.fields, refused, field: 'name' }),
        })
        if (!party) return failed({ code: of('name') ? 'bad-form' : 'no-name' })
        const done = await reportWarning(node, who, { country: who.country, via, party, once, ...more })
        return done.ok ? { redirect: `/staff/warnings/${done.value.file}?done=done` } : failed(done.error)
      },
    },
    {
      path: '/staff/warnings/:file',
      permission: SEERS,
      async respond({ params, query, who, marks }, reader) {
        const view = await showWarning(desk, who, params.file ?? '')
        if (!view.ok) return { problem: 'not-found' }
        return { status: 200, page: warningFile(view.value, reader, marks, { done: query.done === 'done' }) }
      },
    },
    ...acts.map(formOf),
    {
      method: 'post',
      path: '/staff/warnings/:file/evidence',
      permission: OFFICERS,
      limit: evidenceLimit(desk.papers),
      async respond({ params, form, once, who, marks }, reader) {
        const file = params.file ?? ''
        const refused = await takeEvidence(desk, who, { kind: 'warning', file, files: form.files, once })
        if (!refused) return { redirect: `/staff/warnings/${file}?done=done` }
        const view = await showWarning(desk, who, file)
        if (!view.ok) return { problem: 'not-found' }
        const back = { act: 'evidence', typed: form.fields, refused, field: EVIDENCE_FIELD }
        return { status: statusOf(refused), page: warningFile(view.value, reader, marks, { back }) }
      },
    },
    {
      path: '/staff/warnings/:file/erase',
      permission: KEEPERS,
      async respond({ params, marks }, reader): Promise<PageAnswer> {
        const view = await showClosedWarning(node, params.file ?? '')
        return view ? { status: 200, page: warningErase(view, reader, marks) } : { problem: 'not-found' }
      },
    },
    {
      method: 'post',
      path: '/staff/warnings/:file/erase',
      permission: KEEPERS,
      async respond({ params, form, once, who, marks }, reader) {
        const file = params.file ?? ''
        const done = await eraseWarning(node, who, { file, ...seenOf(form), once })
        const view = await showClosedWarning(node, file)
        if (!view) return { problem: 'not-found' }
        const refused = done.ok ? undefined : done.error
        return { status: refused ? statusOf(refused) : 200, page: warningErase(view, reader, marks, refused) }
      },
    },
  ]
}

function textOf(form: SentForm, name: string): string {
  return (form.fields[name] ?? '').trim()
}

function seenOf(form: SentForm): { readonly seen?: number } {
  const seen = Number(form.fields.seen)
  return Number.isInteger(seen) && seen > 0 ? { seen } : {}
}

function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
}

/** Who is reported, as the form says; undefined when it has not the form that is kept. */
function partyOf(of: (name: string) => string, language: string): WarningParty | undefined {
  const [place, offered] = [of('place'), of('offered')]
  const lists = { names: of('names'), telephones: of('telephones'), emails: of('emails'), webs: of('webs') }
  const read = WarningParty.safeParse({
    language,
    name: cleanTyped(of('name')),
    ...Object.fromEntries(Object.entries(lists).map(([name, text]) => [name, linesOf(text).map(cleanTyped)])),
    ...(place && { place: cleanTyped(place) }),
    ...(offered && { offered }),
  })
  return read.success ? read.data : undefined
}

/** Where the summary of a refused act leads: the field that it is about, or the first one. */
function fieldOf(slug: string, code: string): string {
  const fields: Readonly<Record<string, string>> = {
    'names-a-recruiter': 'apart',
    'no-term': 'until',
    'term-too-short': 'until',
    'day-to-come': 'given-on',
    'bad-day': 'given-on',
    'no-choice': slug === 'remove' ? 'why' : 'way',
    'no-name': 'name',
    'no-such-paper': 'papers',
  }
  return `${slug}-${fields[code] ?? (slug === 'amend' ? 'name' : slug === 'publish' ? 'law' : 'text')}`
}

function statusOf({ code }: Refused): number {
  return code === 'changed-meanwhile' || code === 'not-in-its-life' ? 409 : code === 'not-allowed' ? 403 : 400
}
