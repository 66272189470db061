// The pages of a draft: each saves whatever was typed; the last one hands it in.
import type { Who } from '../../../people/index.ts'
import type { DeskFormRoute, PageAnswer, SignedInRoute } from '../../../platform/http.ts'
import { typedOfStep } from '../input/typed.ts'
import type { AccountDesk } from '../operations/account/account-desk.ts'
import { discardDraft, saveStep } from '../operations/account/save-step.ts'
import { pageToGoOn, showDraft, showStep } from '../operations/account/show-draft.ts'
import { submitDraft } from '../operations/account/submit-draft.ts'
import { attachPaper, detachPaper } from '../operations/papers/attach-paper.ts'
import type { RegisterReader } from '../pages/parts/words.ts'
import { discard, type ReviewNotice, review } from '../pages/recruiter/review.ts'
import { type StepNotice, step as stepPage } from '../pages/recruiter/step.ts'
import type { Fault } from '../views/account.ts'

/** What a form holds besides its papers. */
const REST_OF_FORM = 256 * 1024

type Request = Parameters<DeskFormRoute<RegisterReader, Who>['respond']>[0]

export function draftRoutes(desk: AccountDesk): readonly SignedInRoute<RegisterReader, Who>[] {
  return [
    {
      path: '/recruiter/drafts/:draft',
      permission: 'recruiter',
      async respond({ params, who }) {
        const shown = await showDraft(desk, who, params.draft ?? '')
        if (!shown) return { problem: 'not-found' }
        return { redirect: `/recruiter/drafts/${shown.view.id}/${pageToGoOn(shown.view)}` }
      },
    },
    {
      path: '/recruiter/drafts/:draft/:step',
      permission: 'recruiter',
      async respond({ params, query, who, marks }, reader) {
        const { draft = '', step = '' } = params
        const shown = await showStep(desk, who, draft, step === 'discard' ? 'review' : step)
        if (!shown?.page) return { problem: 'not-found' }
        if (step === 'discard') return { status: 200, page: discard(shown.page, reader, marks) }
        if (step === 'review') return { status: 200, page: review(shown.page, reader, marks) }
        const notice = { check: query.check === '1', saved: query.saved === '1' }
        return { status: 200, page: stepPage(shown.page, reader, marks, notice) }
      },
    },
    {
      method: 'post',
      path: '/recruiter/drafts/:draft/:step',
      permission: 'recruiter',
      limit: desk.papers.limitBytes + REST_OF_FORM,
      async respond(request, reader) {
        if (request.params.step === 'discard') return throwAway(desk, request)
        if (request.params.step === 'review') return handIn(desk, request, reader)
        return keep(desk, request, reader)
      },
    },
  ]
}

async function throwAway({ node }: AccountDesk, { params, who, once }: Request): Promise<PageAnswer> {
  await discardDraft(node, who, { draft: params.draft ?? '', once })
  // One that is gone already is what was wanted.
  return { redirect: '/recruiter?done=discarded' }
}

async function keep(desk: AccountDesk, request: Request, reader: RegisterReader): Promise<PageAnswer> {
  const { node, papers } = desk
  const { params, who, form, marks, once } = request
  const { draft = '', step: page = '' } = params
  const before = await showStep(desk, who, draft, page)
  if (!before) return { problem: 'not-found' }
  const { step } = before
  const typed = typedOfStep(step, form)
  const saved = await saveStep(node, who, { draft, step, typed, seen: form.fields.mark ?? '', once })
  const requirement = 'requirement' in step ? step.requirement.id : undefined
  const remove = form.lists.remove ?? []
  for (const paper of remove) await detachPaper(node, who, { paper, once: `${once}-${paper}` })
  const [file] = form.files
  const attached =
    file && requirement !== undefined
      ? await attachPaper(node, who, papers, { draft, requirement, file, once: `${once}-paper` })
      : undefined
  const fault = attached && !attached.ok ? paperFault(step.id, requirement ?? '', attached.error) : undefined
  if (!saved.ok || fault) {
    const now = await showStep(desk, who, draft, page)
    if (!now?.page) return { problem: 'not-found' }
    const changed = !saved.ok && saved.error.code === 'changed-meanwhile'
    const tooLong: Fault | undefined =
      saved.ok || changed ? undefined : { step: step.id, field: firstField(typed), code: 'text-too-long', values: {} }
    const refused = fault ?? tooLong
    const notice: StepNotice = {
      ...(!saved.ok && { typedHere: typed, meanwhile: changed }),
      ...(refused && { refused }),
    }
    return { status: changed ? 409 : 422, page: stepPage(now.page, reader, marks, notice) }
  }
  if (form.fields.go === 'leave') return { redirect: '/recruiter?done=saved' }
  const here = `/recruiter/drafts/${draft}/${step.id}`
  if (remove.length > 0 || form.fields.go === 'stay') return { redirect: `${here}?saved=1` }
  const after = await showStep(desk, who, draft, page)
  const wrong = after?.view.faults.some((one) => one.step === step.id)
  const next = after?.page && after.view.steps[after.page.place]
  return { redirect: wrong || !next ? `${here}?check=1` : `/recruiter/drafts/${draft}/${next.id}` }
}

function firstField(typed: Readonly<Record<string, unknown>>): string {
  return Object.keys(typed)[0] ?? ''
}

function paperFault(
  step: string,
  requirement: string,
  { code, values }: { readonly code: string; readonly values: Readonly<Record<string, string>> },
): Fault {
  const names: Readonly<Record<string, string>> = {
    'paper-refused': `paper-${values.why ?? 'damaged'}`,
    'papers-too-large': 'papers-together-too-large',
    'too-many-papers': 'too-many-papers',
  }
  return { step, field: `p.${requirement}`, code: names[code] ?? 'paper-not-allowed-type', values }
}

async function handIn(desk: AccountDesk, request: Request, reader: RegisterReader): Promise<PageAnswer> {
  const { node } = desk
  const { params, who, form, marks, once } = request
  const draft = params.draft ?? ''
  const before = await showStep(desk, who, draft, 'review')
  // Sent twice: the first has handed it in.
  if (!before) return { redirect: '/recruiter' }
  const typed = typedOfStep(before.step, form)
  const again = async (status: number, notice: ReviewNotice): Promise<PageAnswer> => {
    const now = await showStep(desk, who, draft, 'review')
    if (!now?.page) return { redirect: '/recruiter' }
    const remarks = typeof typed.remarks === 'string' ? typed.remarks : ''
    return { status, page: review(now.page, reader, marks, { ...notice, remarks }) }
  }
  const saved = await saveStep(node, who, { draft, step: before.step, typed, seen: form.fields.mark ?? '', once })
  if (!saved.ok) return again(409, { changed: true })
  if (form.fields.go === 'leave') return { redirect: '/recruiter?done=saved' }
  // What was looked over, and the remarks that were saved just now.
  if (saved.value.version !== Number(form.fields.version) + 1) return again(409, { changed: true })
  const language = reader.written.tag
  const done = await submitDraft(node, who, { draft, seen: saved.value.version, language })
  if (done.ok) {
    await desk.settle?.()
    return { redirect: `/recruiter/files/${done.value.file}?done=${before.view.answers ? 'answered' : 'handed-in'}` }
  }
  const { code } = done.error
  if (code === 'no-such-draft') return { redirect: '/recruiter' }
  if (code === 'not-whole') return again(422, { notWhole: true })
  if (code === 'changed-meanwhile') return again(409, { changed: true })
  return again(422, { refused: code })
}
