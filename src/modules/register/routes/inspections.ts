// The pages and forms of inspections: the plan, one inspection, and what an inspector sends. Sanctions stand in sanctions.ts.
import type { Day } from '../../../kernel/day.ts'
import type { Who } from '../../../people/index.ts'
import type { DeskFormRoute, PageAnswer, SignedInRoute } from '../../../platform/http.ts'
import { ANSWERS, type Answer } from '../domain/inspection.ts'
import {
  askToMend,
  carryOutInspection,
  closeInspection,
  proposeFromInspection,
} from '../operations/inspection/carry-out.ts'
import type { InspectionDesk } from '../operations/inspection/inspection-desk.ts'
import { cancelInspection, planInspection, replanInspection } from '../operations/inspection/plan.ts'
import { showInspection } from '../operations/inspection/show-inspection.ts'
import { showInspections, showPlanForm } from '../operations/inspection/show-plan.ts'
import { scaleOf } from '../operations/sanction/show-sanction.ts'
import type { RegisterReader } from '../pages/parts/words.ts'
import { EVIDENCE_FIELD, evidenceRefusal } from '../pages/staff/file-evidence.ts'
import { inspection } from '../pages/staff/inspection.ts'
import { inspectionPaper } from '../pages/staff/inspection-checklist.ts'
import { inspectionPlan } from '../pages/staff/inspection-plan.ts'
import { inspections } from '../pages/staff/inspections.ts'
import { sanctionProposal } from '../pages/staff/sanction-proposal.ts'
import { INSPECTION_TABS, type InspectionView } from '../views/inspections.ts'
import { DESK_ROLES } from './desk-acts.ts'
import { evidenceLimit, takeEvidence } from './evidence.ts'
import {
  backOf,
  dayOf,
  type FormRequest,
  fieldOf,
  isRefused,
  type Outcome,
  onFile,
  proposalOf,
  type Refused,
  statusOf,
} from './sanction-input.ts'
import { sanctionRoutes } from './sanctions.ts'

const INSPECTORS = { roles: ['inspector'] }

/** Every route of inspections and sanctions, of the office and of the recruiter's account. */
export function inspectionRoutes(desk: InspectionDesk): readonly SignedInRoute<RegisterReader, Who>[] {
  return [
    ...listRoutes(desk),
    ...planRoutes(desk),
    ...fileRoutes(desk),
    ...proposalRoutes(desk),
    ...sanctionRoutes(desk),
  ]
}

function listRoutes(desk: InspectionDesk): readonly SignedInRoute<RegisterReader, Who>[] {
  return [
    {
      path: '/staff/inspections',
      permission: { roles: DESK_ROLES },
      async respond({ who, query }, reader) {
        const tab = INSPECTION_TABS.find((one) => one === query.tab) ?? 'plan'
        const from = Number(query.from)
        const at = Number.isSafeInteger(from) && from > 0 && from < 1_000_000 ? from : 0
        return { status: 200, page: inspections(await showInspections(desk, who, { tab, from: at }), reader) }
      },
    },
    {
      path: '/staff/inspections/:file',
      permission: { roles: DESK_ROLES },
      async respond({ params, query, who, marks }, reader) {
        const view = await showInspection(desk, who, params.file ?? '')
        if (!view.ok) return { problem: 'not-found' }
        if (query.paper !== undefined) return { status: 200, page: inspectionPaper(view.value, reader) }
        const notice = { done: query.done === 'done' }
        return { status: 200, page: inspection(view.value, reader, marks, notice) }
      },
    },
  ]
}

function planRoutes(desk: InspectionDesk): readonly SignedInRoute<RegisterReader, Who>[] {
  const path = '/staff/recruiters/:licence/inspection'
  return [
    {
      path,
      permission: INSPECTORS,
      async respond({ params, who, marks }, reader) {
        const view = await showPlanForm(desk, who, params.licence ?? '')
        return view ? { status: 200, page: inspectionPlan(view, reader, marks) } : { problem: 'not-found' }
      },
    },
    {
      method: 'post',
      path,
      permission: INSPECTORS,
      async respond({ params, who, marks, form, once }, reader) {
        const view = await showPlanForm(desk, who, params.licence ?? '')
        if (!view) return { problem: 'not-found' }
        const plan = planOf(form, view.inspectors)
        const points = view.risk?.score
        const chosen = { address: view.address, once, ...(points !== undefined && { points }) }
        const result = isRefused(plan) ? plan : await planInspection(desk.node, who, { ...plan, ...chosen })
        if (!result.ok) {
          const back = backOf('plan', form, result, 'day')
          return { status: statusOf(back), page: inspectionPlan(view, reader, marks, back) }
        }
        return { redirect: `/staff/inspections/${result.value.file}?done=done` }
      },
    },
  ]
}

function planOf(form: FormRequest['form'], inspectors: InspectionView['inspectors']) {
  const day = dayOf(form, 'day')
  const inspector = fieldOf(form, 'inspector')
  if (!day) return refusedForm('bad-day', 'day')
  if (!inspectors.some(({ account }) => account === inspector)) return refusedForm('no-such-inspector', 'inspector')
  return { day, inspector, announced: form.fields.announced === 'yes' }
}

function refusedForm(code: string, field: string): Refused {
  return { ok: false, error: { code, field } }
}

type Sending = (
  request: FormRequest,
  view: InspectionView,
  language: string,
  reader: RegisterReader,
) => Promise<Outcome> | Refused

function fileRoutes(desk: InspectionDesk): readonly SignedInRoute<RegisterReader, Who>[] {
  const { node } = desk
  const route = (name: string, send: Sending, field: string): DeskFormRoute<RegisterReader, Who> => ({
    method: 'post',
    path: `/staff/inspections/:file/${name}`,
    permission: INSPECTORS,
    // A file that was chosen and not yet kept comes along with the checklist.
    limit: evidenceLimit(desk.papers),
    async respond(request, reader): Promise<PageAnswer> {
      const { who, params, marks, form } = request
      const file = params.file ?? ''
      const before = await showInspection(desk, who, file)
      if (!before.ok) return { problem: 'not-found' }
      const result = await send(request, before.value, reader.written.tag, reader)
      if (!isRefused(result)) return { redirect: `/staff/inspections/${file}?done=done` }
      const view = await showInspection(desk, who, file)
      if (!view.ok) return { problem: 'not-found' }
      const back = backOf(name, form, result, field)
      return { status: statusOf(back), page: inspection(view.value, reader, marks, { back }) }
    },
  })
  return [
    evidenceRoute(desk),
    route('carry-out', (request, view, _language, reader) => carryOut(desk, request, view, reader), 'on'),
    route(
      'replan',
      (request, view) => {
        const plan = planOf(request.form, view.inspectors)
        return isRefused(plan) ? plan : replanInspection(node, request.who, { ...onFile(request), ...plan })
      },
      'day',
    ),
    route(
      'cancel',
      (request, _view, language) =>
        cancelInspection(node, request.who, {
          ...onFile(request),
          reason: fieldOf(request.form, 'reason-cancel'),
          language,
        }),
      'reason-cancel',
    ),
    route(
      'close',
      (request, _view, language) =>
        closeInspection(node, request.who, {
          ...onFile(request),
          reason: fieldOf(request.form, 'reason-close'),
          language,
        }),
      'reason-close',
    ),
    route(
      'mend',
      (request) => {
        const until: Day | undefined = dayOf(request.form, 'until')
        return until ? askToMend(node, request.who, { ...onFile(request), until }) : refusedForm('bad-day', 'until')
      },
      'until',
    ),
  ]
}

/** Evidence, from its own form or out of the checklist that is being filled in, which comes back as it was typed. */
function evidenceRoute(desk: InspectionDesk): DeskFormRoute<RegisterReader, Who> {
  return {
    method: 'post',
    path: '/staff/inspections/:file/evidence',
    permission: INSPECTORS,
    limit: evidenceLimit(desk.papers),
    async respond({ who, params, marks, form, once }, reader) {
      const file = params.file ?? ''
      const refused = await takeEvidence(desk, who, { kind: 'inspection', file, files: form.files, once })
      const filling = form.fields.go === 'evidence'
      if (!refused && !filling) return { redirect: `/staff/inspections/${file}?done=done` }
      const view = await showInspection(desk, who, file)
      if (!view.ok) return { problem: 'not-found' }
      const name = filling ? 'carry-out' : 'evidence'
      const typed = { form: name, typed: form.fields, lists: form.lists, code: '', field: '' }
      if (!refused) return { status: 200, page: inspection(view.value, reader, marks, { done: true, kept: typed }) }
      const said = evidenceRefusal(reader, refused)
      const back = { ...typed, code: refused.code, field: filling ? 'checklist-file' : EVIDENCE_FIELD, said }
      return { status: statusOf(back), page: inspection(view.value, reader, marks, { back }) }
    },
  }
}

/** The whole checklist as it was sent; the first question that is to be mended is where the summary of errors leads. */
async function carryOut(
  desk: InspectionDesk,
  request: FormRequest,
  view: InspectionView,
  reader: RegisterReader,
): Promise<Outcome | Refused> {
  const { form, who, once } = request
  const { files } = form
  const taken = { kind: 'inspection', file: view.id, files, once } as const
  const refused = files.length > 0 && (await takeEvidence(desk, who, taken))
  if (refused)
    return { ok: false, error: { ...refused, field: 'checklist-file', said: evidenceRefusal(reader, refused) } }
  const on = dayOf(form, 'on')
  if (!on) return refusedForm('bad-day', 'on')
  const each = <T>(prefix: string, read: (name: string) => T | undefined) =>
    Object.fromEntries(
      view.questions.flatMap(({ id }) => {
        const value = read(`${prefix}-${id}`)
        return value === undefined ? [] : [[id, value]]
      }),
    )
  const result = await carryOutInspection(desk.node, who, {
    ...onFile(request),
    on,
    answers: each<Answer>('answer', (name) => ANSWERS.find((one) => one === form.fields[name])),
    notes: each('note', (name) => fieldOf(form, name) || undefined),
    evidence: each('evidence', (name) => form.lists[name]),
    remarks: fieldOf(form, 'remarks'),
  })
  if (result.ok) return result
  const { code } = result.error
  const values = result.error.values as Readonly<Record<string, string>>
  const first = values.questions?.split(', ')[0]
  const prefix = code === 'no-note' ? 'note' : 'answer'
  return first ? refusedForm(code, `${prefix}-${first}`) : result
}

function proposalRoutes(desk: InspectionDesk): readonly SignedInRoute<RegisterReader, Who>[] {
  const path = '/staff/inspections/:file/propose'
  async function viewOf(who: Who, file: string) {
    const found = await showInspection(desk, who, file)
    if (!found.ok || !found.value.acts.some(({ act, refused }) => act === 'propose sanction' && !refused))
      return undefined
    const { name, licence, version } = found.value
    const back = `/staff/inspections/${file}`
    return { action: `${back}/propose`, back, name, licence, version, scale: scaleOf(desk.node, who.country) }
  }
  return [
    {
      path,
      permission: INSPECTORS,
      async respond({ params, who, marks }, reader) {
        const view = await viewOf(who, params.file ?? '')
        return view ? { status: 200, page: sanctionProposal(view, reader, marks) } : { problem: 'not-found' }
      },
    },
    {
      method: 'post',
      path,
      permission: INSPECTORS,
      async respond(request, reader) {
        const { params, who, form, marks } = request
        const file = params.file ?? ''
        const charge = proposalOf(form, reader.written.tag)
        const result = await proposeFromInspection(desk.node, who, { ...onFile(request), charge })
        if (!isRefused(result)) return { redirect: `/staff/inspections/${file}?done=done` }
        const view = await viewOf(who, file)
        if (!view) return { problem: 'not-found' }
        const back = backOf('propose', form, result, result.error.code === 'no-such-sanction' ? 'sanction' : 'facts')
        return { status: statusOf(back), page: sanctionProposal(view, reader, marks, back) }
      },
    },
  ]
}
