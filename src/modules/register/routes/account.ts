// The recruiter's account: applications, drafts and files of whoever is signed in to it.
import type { Who } from '../../../people/index.ts'
import type { PageAnswer, SignedInRoute } from '../../../platform/http.ts'
import type { AccountDesk } from '../operations/account/account-desk.ts'
import { beginAnswer, beginDraft, type NewDraft } from '../operations/account/begin-draft.ts'
import { showAccount, showNewApplication } from '../operations/account/show-account.ts'
import { showOwnFile } from '../operations/account/show-own-file.ts'
import { appealRefusal, withdrawApplication } from '../operations/application/by-the-recruiter.ts'
import type { RegisterReader } from '../pages/parts/words.ts'
import { home } from '../pages/recruiter/home.ts'
import { type Chosen, newApplication } from '../pages/recruiter/new.ts'
import { ownAct, ownFile } from '../pages/recruiter/own-file.ts'
import { draftRoutes } from './account-drafts.ts'

const PURPOSES: readonly NewDraft['kind'][] = ['authorization', 'renewal', 'amendment', 'representative', 'closing']
const DONE = ['handed-in', 'answered', 'withdrawn', 'appealed', 'discarded', 'saved']

export function accountRoutes(desk: AccountDesk): readonly SignedInRoute<RegisterReader, Who>[] {
  return [...startRoutes(desk), ...fileRoutes(desk), ...draftRoutes(desk)]
}

function startRoutes(desk: AccountDesk): readonly SignedInRoute<RegisterReader, Who>[] {
  const { node } = desk
  return [
    {
      path: '/recruiter',
      permission: 'recruiter',
      async respond({ who, query }, reader) {
        return { status: 200, page: home(await showAccount(desk, who), reader, doneOf(query.done)) }
      },
    },
    {
      path: '/recruiter/applications/new',
      permission: 'recruiter',
      async respond({ who, query, marks }, reader) {
        const chosen = { ...(query.for && { purpose: query.for }), ...(query.licence && { licence: query.licence }) }
        return { status: 200, page: newApplication(await showNewApplication(desk, who), reader, marks, chosen) }
      },
    },
    {
      method: 'post',
      path: '/recruiter/applications/new',
      permission: 'recruiter',
      async respond({ who, form, marks, once }, reader) {
        const { for: purpose = '', kind = '', licence = '' } = form.fields
        const again = async (refused: NonNullable<Chosen['refused']>): Promise<PageAnswer> => {
          const view = await showNewApplication(desk, who)
          return { status: 422, page: newApplication(view, reader, marks, { purpose, kind, licence, refused }) }
        }
        const known = PURPOSES.find((one) => one === purpose)
        if (!known) return again({ field: 'for', code: 'no-such-purpose' })
        const begun = await beginDraft(node, who, { kind: known, recruiterKind: kind, licence, once })
        if (begun.ok) return { redirect: `/recruiter/drafts/${begun.value.draft}/who` }
        const { code } = begun.error
        const field = code === 'no-such-kind' ? 'kind' : code === 'not-entered' ? 'licence' : 'for'
        return again({ field, code })
      },
    },
  ]
}

function fileRoutes(desk: AccountDesk): readonly SignedInRoute<RegisterReader, Who>[] {
  const { node } = desk
  const act = (name: 'appeal' | 'withdraw'): SignedInRoute<RegisterReader, Who> => ({
    path: `/recruiter/files/:file/${name}`,
    permission: 'recruiter',
    async respond({ params, who, marks }, reader) {
      const view = await showOwnFile(desk, who, params.file ?? '')
      return view ? { status: 200, page: ownAct(name, view, reader, marks) } : { problem: 'not-found' }
    },
  })
  const done = (name: 'appeal' | 'withdraw'): SignedInRoute<RegisterReader, Who> => ({
    method: 'post',
    path: `/recruiter/files/:file/${name}`,
    permission: 'recruiter',
    async respond({ params, who, form, marks, once }, reader) {
      const file = params.file ?? ''
      const on = { file, seen: versionOf(form.fields.seen), once }
      const typed = form.fields.reasons ?? ''
      const result =
        name === 'appeal'
          ? await appealRefusal(node, who, { ...on, reasons: typed.trim() })
          : await withdrawApplication(node, who, on)
      if (result.ok) {
        await desk.settle?.()
        return { redirect: `/recruiter/files/${file}?done=${name === 'appeal' ? 'appealed' : 'withdrawn'}` }
      }
      const view = await showOwnFile(desk, who, file)
      if (!view) return { problem: 'not-found' }
      return { status: 422, page: ownAct(name, view, reader, marks, { typed, refused: result.error.code }) }
    },
  })
  return [
    {
      path: '/recruiter/files/:file',
      permission: 'recruiter',
      async respond({ params, query, who, marks }, reader) {
        const view = await showOwnFile(desk, who, params.file ?? '')
        if (!view) return { problem: 'not-found' }
        const what = doneOf(query.done)
        return { status: 200, page: ownFile(view, reader, marks, what ? { done: what } : {}) }
      },
    },
    {
      method: 'post',
      path: '/recruiter/files/:file/answer',
      permission: 'recruiter',
      async respond({ params, who, marks, once }, reader) {
        const file = params.file ?? ''
        const begun = await beginAnswer(node, who, { file, once })
        const view = await showOwnFile(desk, who, file)
        if (!view) return { problem: 'not-found' }
        if (!begun.ok) return { status: 422, page: ownFile(view, reader, marks, { refused: begun.error.code }) }
        const [first] = view.items
        return { redirect: `/recruiter/drafts/${begun.value.draft}/${first ? `asked-${first.requirement}` : 'review'}` }
      },
    },
    act('appeal'),
    done('appeal'),
    act('withdraw'),
    done('withdraw'),
  ]
}

function doneOf(text: string | undefined): string | undefined {
  return DONE.find((one) => one === text)
}

/** A version as a form sends it; undefined when it is none. */
export function versionOf(text: string | undefined): number | undefined {
  const version = Number(text)
  return Number.isInteger(version) && version > 0 ? version : undefined
}
