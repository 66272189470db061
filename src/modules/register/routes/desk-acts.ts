// The acts on an application from the desk's forms: each form to its operation, a refusal back to the page with what was typed.
import { parseDay } from '../../../kernel/day.ts'
import type { Who } from '../../../people/index.ts'
import type { DeskFormRoute, PageAnswer, SentForm, SignedInRoute } from '../../../platform/http.ts'
import {
  decideRefusalAppeal,
  grantApplication,
  refuseApplication,
  returnToReview,
} from '../operations/application/decide.ts'
import {
  askForMore,
  assignApplication,
  checkRequirement,
  confirmComplete,
  lapseApplication,
  proposeDecision,
  stopWaiting,
} from '../operations/application/review.ts'
import { noteOnFile } from '../operations/desk/note.ts'
import { showFile } from '../operations/desk/show-file.ts'
import type { StaffDesk } from '../operations/desk/staff-desk.ts'
import type { RegisterReader } from '../pages/parts/words.ts'
import { type ActPage, act, type CameBack, checkAgain } from '../pages/staff/act.ts'
import { file as filePage } from '../pages/staff/file.ts'

export const DESK_ROLES = ['register officer', 'deciding officer', 'inspector', 'auditor']
const OFFICERS = ['register officer', 'deciding officer']

type Request = Parameters<DeskFormRoute<RegisterReader, Who>['respond']>[0]
type Refused = { readonly code: string; readonly values?: Readonly<Record<string, string>> }
type Outcome = { readonly ok: true } | { readonly ok: false; readonly error: Refused }
type Back = { readonly refused: Refused; readonly field: string }

/** Reads a form into an act; `back` is a refusal of the form itself. */
type Reading = (form: SentForm, on: OnFile, request: Request, language: string) => Promise<Outcome> | Back
type OnFile = { readonly file: string; readonly seen: number | undefined; readonly once: string }

function onFile({ params, form, once }: Request): OnFile {
  const seen = Number(form.fields.seen)
  return { file: params.file ?? '', seen: Number.isInteger(seen) && seen > 0 ? seen : undefined, once }
}

function textOf(form: SentForm, name: string): string {
  return (form.fields[name] ?? '').trim()
}

export function deskActRoutes(desk: StaffDesk): readonly SignedInRoute<RegisterReader, Who>[] {
  const { node } = desk
  const done = (file: string, what = 'done'): PageAnswer => ({ redirect: `/staff/files/${file}?done=${what}` })
  /** What happened reaches the public answer with the redirect, not a second later; what the desk searches in follows by itself. */
  const settle = () => desk.register.refresh()

  /** Buttons that need no words. */
  function button(
    name: string,
    run: (request: Request, on: OnFile) => Promise<Outcome>,
  ): SignedInRoute<RegisterReader, Who> {
    return {
      method: 'post',
      path: `/staff/files/:file/${name}`,
      permission: { roles: OFFICERS },
      async respond(request, reader) {
        const on = onFile(request)
        const result = await run(request, on)
        if (result.ok) return done(on.file)
        return problemOrPage(request, on.file, reader, result.error)
      },
    }
  }

  async function problemOrPage(
    request: Request,
    file: string,
    reader: RegisterReader,
    refused: Refused,
  ): Promise<PageAnswer> {
    const view = await showFile(desk, request.who, file)
    if (!view.ok) return { problem: 'not-found' }
    const notice = { refused: refused.code }
    return { status: 409, page: filePage(view.value, reader, request.marks, notice) }
  }

  function page(name: ActPage, roles: readonly string[], read: Reading): readonly SignedInRoute<RegisterReader, Who>[] {
    const path = `/staff/files/:file/${name}`
    return [
      {
        path,
        permission: { roles },
        async respond({ params, who, marks }, reader) {
          const view = await showFile(desk, who, params.file ?? '')
          return view.ok ? { status: 200, page: act(name, view.value, reader, marks) } : { problem: 'not-found' }
        },
      },
      {
        method: 'post',
        path,
        permission: { roles },
        async respond(request, reader) {
          const on = onFile(request)
          const read0 = read(request.form, on, request, reader.written.tag)
          const result = 'refused' in read0 ? { ok: false as const, error: read0.refused } : await read0
          if (result.ok) {
            await settle()
            return done(on.file)
          }
          const view = await showFile(desk, request.who, on.file)
          if (!view.ok) return { problem: 'not-found' }
          const field = 'refused' in read0 ? read0.field : 'reason'
          const { code, values } = result.error
          const back: CameBack = {
            typed: request.form.fields,
            lists: request.form.lists,
            refused: { code, field: name === 'ask' && field === 'reason' ? 'until' : field, ...(values && { values }) },
          }
          return {
            status: code === 'changed-meanwhile' ? 409 : 422,
            page: act(name, view.value, reader, request.marks, back),
          }
        },
      },
    ]
  }

  return [
    button('confirm-complete', ({ who }, on) => confirmComplete(node, who, on)),
    button('stop-waiting', ({ who }, on) => stopWaiting(node, who, on)),
    button('lapse', ({ who }, on) => lapseApplication(node, who, on)),
    button('assign', ({ who, form }, { file, once }) =>
      assignApplication(node, who, { file, once, to: form.fields.to === 'me' ? who.account : null }),
    ),
    {
      method: 'post',
      path: '/staff/files/:file/note',
      permission: { roles: [...OFFICERS, 'inspector'] },
      async respond(request, reader) {
        const file = request.params.file ?? ''
        const text = textOf(request.form, 'text')
        const result = await noteOnFile(node, request.who, { file, text, once: request.once })
        return result.ok ? done(file, 'noted') : problemOrPage(request, file, reader, result.error)
      },
    },
    {
      method: 'post',
      path: '/staff/files/:file/check/:requirement',
      permission: { roles: OFFICERS },
      async respond(request, reader) {
        const { form, params, who, marks, once } = request
        const [file, requirement] = [params.file ?? '', params.requirement ?? '']
        const result = form.fields[`result-${requirement}`]
        const reason = textOf(form, `reason-${requirement}`)
        const language = reader.written.tag
        const refused = (code: string, field: string, values?: Refused['values']) => ({
          code,
          field,
          ...(values && { values }),
        })
        const checked =
          result === 'met' || result === 'not met'
            ? await checkRequirement(node, who, {
                file,
                once,
                requirement,
                result,
                reason,
                language,
                seenCheck: form.fields.mark,
              })
            : { ok: false as const, error: { code: 'no-choice', values: {} } }
        if (checked.ok) return { redirect: `/staff/files/${file}?done=done#r-${requirement}` }
        const view = await showFile(desk, who, file)
        if (!view.ok) return { problem: 'not-found' }
        const { code, values } = checked.error
        const field = code === 'no-choice' ? `result-${requirement}` : `reason-${requirement}`
        const back = { typed: form.fields, refused: refused(code, field, values) }
        return {
          status: code === 'changed-meanwhile' ? 409 : 422,
          page: checkAgain(view.value, requirement, reader, marks, back),
        }
      },
    },
    ...page('ask', OFFICERS, (form, on, { who }, language) => {
      const requirements = form.lists.requirement ?? []
      const text = textOf(form, 'text')
      if (requirements.length === 0) return { refused: { code: 'no-such-requirement' }, field: 'requirement' }
      if (!text) return { refused: { code: 'no-ground' }, field: 'text' }
      const items = requirements.map((requirement) => ({ requirement, text }))
      const typed = textOf(form, 'until')
      const until = typed ? parseDay(typed) : undefined
      if (typed && !until) return { refused: { code: 'bad-day' }, field: 'until' }
      return askForMore(node, who, { ...on, items, language, until })
    }),
    ...page('propose', OFFICERS, (form, on, { who }, language) => {
      const { outcome } = form.fields
      if (outcome !== 'grant' && outcome !== 'refuse') return { refused: { code: 'no-choice' }, field: 'outcome' }
      const until = textOf(form, 'until')
      const validUntil = until ? parseDay(until) : undefined
      if (until && !validUntil) return { refused: { code: 'bad-day' }, field: 'until' }
      const conditions = textOf(form, 'conditions')
      const terms = { ...(validUntil && { validUntil }), ...(conditions && { conditions: { [language]: conditions } }) }
      return proposeDecision(node, who, {
        ...on,
        outcome,
        reason: textOf(form, 'reason'),
        law: textOf(form, 'law'),
        terms,
        language,
      })
    }),
    ...page('decide', ['deciding officer'], (form, on, { who }, language) => {
      const command = { ...on, reason: textOf(form, 'reason'), law: textOf(form, 'law'), language }
      const licence = textOf(form, 'licence')
      switch (form.fields.decision) {
        case 'grant':
          return grantApplication(node, who, { ...command, ...(licence && { licence }) })
        case 'refuse':
          return refuseApplication(node, who, command)
        case 'return':
          return returnToReview(node, who, command)
        default:
          return { refused: { code: 'no-choice' }, field: 'decision' }
      }
    }),
    ...page('appeal', ['deciding officer'], (form, on, { who }, language) => {
      const { outcome } = form.fields
      if (outcome !== 'confirmed' && outcome !== 'overturned')
        return { refused: { code: 'no-choice' }, field: 'outcome' }
      return decideRefusalAppeal(node, who, {
        ...on,
        outcome,
        reason: textOf(form, 'reason'),
        law: textOf(form, 'law'),
        language,
      })
    }),
  ]
}
