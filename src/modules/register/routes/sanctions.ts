// The pages and forms of sanctions, of the office and of the recruiter's account: each form to its operation.
import type { Who } from '../../../people/index.ts'
import type { PageAnswer, SignedInRoute } from '../../../platform/http.ts'
import type { StaffDesk } from '../operations/desk/staff-desk.ts'
import { appealSanction, decideSanctionAppeal } from '../operations/sanction/appeal.ts'
import {
  dropSanction,
  endPrecaution,
  imposeSanction,
  liftSuspension,
  recordPayment,
  suspendAtOnce,
} from '../operations/sanction/decide.ts'
import { answerCharge, closeHearing, openHearing } from '../operations/sanction/hearing.ts'
import { proposeSanction } from '../operations/sanction/propose.ts'
import { showOwnSanction, showProposalForm, showSanction } from '../operations/sanction/show-sanction.ts'
import type { RegisterReader } from '../pages/parts/words.ts'
import { ownSanction } from '../pages/recruiter/sanction.ts'
import { sanction } from '../pages/staff/sanction.ts'
import type { SanctionForm } from '../pages/staff/sanction-forms.ts'
import { sanctionProposal } from '../pages/staff/sanction-proposal.ts'
import type { SanctionView } from '../views/sanctions.ts'
import { DESK_ROLES } from './desk-acts.ts'
import {
  amountOf,
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

const OFFICE = ['inspector', 'register officer', 'deciding officer']
const DECIDING = ['deciding officer']

type Send = (desk: StaffDesk, request: FormRequest, view: SanctionView, language: string) => Promise<Outcome> | Refused

const bad = (code: string, field: string): Refused => ({ ok: false, error: { code, field } })

/** A decision as a form of this name sent it. */
function decisionOf(request: FormRequest, name: SanctionForm, language: string) {
  const { form } = request
  const law = fieldOf(form, `law-${name}`)
  const show = form.fields[`show-${name}`] === 'yes'
  return { ...onFile(request), reason: fieldOf(form, `reason-${name}`), ...(law && { law }), show, language }
}

/** Each form: who may send it, its field that a refusal leads to, and what it does. */
const FORMS: Readonly<
  Record<SanctionForm, { readonly roles: readonly string[]; readonly field: string; readonly send: Send }>
> = {
  hearing: {
    roles: OFFICE,
    field: 'until-hearing',
    send: ({ node }, request) => {
      const until = dayOf(request.form, 'until-hearing')
      if (!until && fieldOf(request.form, 'until-hearing')) return bad('bad-day', 'until-hearing')
      return openHearing(node, request.who, { ...onFile(request), until })
    },
  },
  answer: {
    roles: OFFICE,
    field: 'words-answer',
    send: ({ node }, request) =>
      answerCharge(node, request.who, { ...onFile(request), words: fieldOf(request.form, 'words-answer') }),
  },
  'close-hearing': {
    roles: OFFICE,
    field: 'close-hearing',
    send: ({ node }, request) => closeHearing(node, request.who, onFile(request)),
  },
  suspend: {
    roles: DECIDING,
    field: 'reason-suspend',
    send: ({ node }, request, _view, language) =>
      suspendAtOnce(node, request.who, decisionOf(request, 'suspend', language)),
  },
  'end-precaution': {
    roles: DECIDING,
    field: 'reason-end-precaution',
    send: ({ node }, request, _view, language) =>
      endPrecaution(node, request.who, decisionOf(request, 'end-precaution', language)),
  },
  impose: {
    roles: DECIDING,
    field: 'reason-impose',
    send: ({ node }, request, view, language) => {
      const until = dayOf(request.form, 'until-impose')
      if (!until && fieldOf(request.form, 'until-impose')) return bad('bad-day', 'until-impose')
      const amount = view.effect === 'fine' ? amountOf(fieldOf(request.form, 'amount-impose'), view.digits) : undefined
      if (view.effect === 'fine' && amount === undefined) return bad('outside-the-scale', 'amount-impose')
      return imposeSanction(node, request.who, { ...decisionOf(request, 'impose', language), amount, until })
    },
  },
  drop: {
    roles: DECIDING,
    field: 'reason-drop',
    send: ({ node }, request, _view, language) =>
      dropSanction(node, request.who, decisionOf(request, 'drop', language)),
  },
  appeal: {
    roles: OFFICE,
    field: 'words-appeal',
    send: ({ node }, request) =>
      appealSanction(node, request.who, { ...onFile(request), words: fieldOf(request.form, 'words-appeal') }),
  },
  'appeal-decision': {
    roles: DECIDING,
    field: 'reason-appeal-decision',
    send: ({ node }, request, _view, language) => {
      const outcome = request.form.fields['outcome-appeal-decision']
      if (outcome !== 'confirmed' && outcome !== 'overturned') return bad('no-choice', 'outcome-appeal-decision')
      return decideSanctionAppeal(node, request.who, { ...decisionOf(request, 'appeal-decision', language), outcome })
    },
  },
  payment: {
    roles: OFFICE,
    field: 'paid-payment',
    send: ({ node }, request) => {
      const result = request.form.fields['result-payment']
      if (result !== 'paid' && result !== 'not paid') return bad('no-choice', 'result-payment')
      const paidOn = dayOf(request.form, 'paid-payment')
      if (result === 'paid' && !paidOn) return bad('bad-day', 'paid-payment')
      return recordPayment(node, request.who, { ...onFile(request), paidOn: result === 'paid' ? paidOn : undefined })
    },
  },
  lift: {
    roles: DECIDING,
    field: 'reason-lift',
    send: ({ node }, request, _view, language) =>
      liftSuspension(node, request.who, decisionOf(request, 'lift', language)),
  },
}

export function sanctionRoutes(desk: StaffDesk): readonly SignedInRoute<RegisterReader, Who>[] {
  const forms = (Object.keys(FORMS) as SanctionForm[]).map((name): SignedInRoute<RegisterReader, Who> => {
    const { roles, field, send } = FORMS[name]
    return {
      method: 'post',
      path: `/staff/sanctions/:file/${name}`,
      permission: { roles },
      async respond(request, reader): Promise<PageAnswer> {
        const { who, params, form, marks } = request
        const file = params.file ?? ''
        const before = await showSanction(desk, who, file)
        if (!before.ok) return { problem: 'not-found' }
        const result = await send(desk, request, before.value, reader.written.tag)
        if (!isRefused(result)) {
          // What was decided is what the public check answers with the redirect, not a second later.
          await desk.register.refresh()
          return { redirect: `/staff/sanctions/${file}?done=done` }
        }
        const view = await showSanction(desk, who, file)
        if (!view.ok) return { problem: 'not-found' }
        const mend = result.error.code === 'outside-the-scale' ? 'amount-impose' : field
        const back = backOf(name, form, result, mend)
        return { status: statusOf(back), page: sanction(view.value, reader, marks, { back }) }
      },
    }
  })
  return [
    {
      path: '/staff/sanctions/:file',
      permission: { roles: DESK_ROLES },
      async respond({ params, query, who, marks }, reader) {
        const view = await showSanction(desk, who, params.file ?? '')
        if (!view.ok) return { problem: 'not-found' }
        return { status: 200, page: sanction(view.value, reader, marks, { done: query.done === 'done' }) }
      },
    },
    ...forms,
    ...proposalRoutes(desk),
    ...ownRoutes(desk),
  ]
}

function proposalRoutes(desk: StaffDesk): readonly SignedInRoute<RegisterReader, Who>[] {
  const path = '/staff/recruiters/:licence/sanction'
  return [
    {
      path,
      permission: { roles: OFFICE },
      async respond({ params, who, marks }, reader) {
        const view = await showProposalForm(desk, who, params.licence ?? '')
        return view ? { status: 200, page: sanctionProposal(view, reader, marks) } : { problem: 'not-found' }
      },
    },
    {
      method: 'post',
      path,
      permission: { roles: OFFICE },
      async respond({ params, who, form, marks, once }, reader) {
        const address = params.licence ?? ''
        const view = await showProposalForm(desk, who, address)
        if (!view) return { problem: 'not-found' }
        const proposal = { ...proposalOf(form, reader.written.tag), address, once }
        const result = await proposeSanction(desk.node, who, proposal)
        if (result.ok) return { redirect: `/staff/sanctions/${result.value.file}?done=done` }
        const back = backOf('propose', form, result, result.error.code === 'no-such-sanction' ? 'sanction' : 'facts')
        return { status: statusOf(back), page: sanctionProposal(view, reader, marks, back) }
      },
    },
  ]
}

function ownRoutes(desk: StaffDesk): readonly SignedInRoute<RegisterReader, Who>[] {
  const { node } = desk
  const words = (name: 'answer' | 'appeal'): SignedInRoute<RegisterReader, Who> => ({
    method: 'post',
    path: `/recruiter/sanctions/:file/${name}`,
    permission: 'recruiter',
    async respond(request, reader) {
      const { params, who, form, marks } = request
      const file = params.file ?? ''
      const act = name === 'answer' ? answerCharge : appealSanction
      const result = await act(node, who, { ...onFile(request), words: fieldOf(form, `words-${name}`) })
      if (!isRefused(result)) {
        await desk.register.refresh()
        return { redirect: `/recruiter/sanctions/${file}?done=done` }
      }
      const view = await showOwnSanction(node, who, file)
      if (!view.ok) return { problem: 'not-found' }
      const back = backOf(name, form, result, `words-${name}`)
      return { status: statusOf(back), page: ownSanction(view.value, reader, marks, { back }) }
    },
  })
  return [
    {
      path: '/recruiter/sanctions/:file',
      permission: 'recruiter',
      async respond({ params, query, who, marks }, reader) {
        const view = await showOwnSanction(node, who, params.file ?? '')
        if (!view.ok) return { problem: 'not-found' }
        return { status: 200, page: ownSanction(view.value, reader, marks, { done: query.done === 'done' }) }
      },
    },
    words('answer'),
    words('appeal'),
  ]
}
