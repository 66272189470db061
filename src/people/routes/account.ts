// One's own account at each desk: the page, the password, the sessions, the notice.
import type { DeskFormRoute, PageAnswer, SignedInRoute } from '../../platform/http.ts'
import { randomToken } from '../../platform/seal/digest.ts'
import { changePassword, endOwnSessions, ownAccount, readNotice } from '../operations/own-account.ts'
import { ACCOUNT_DONE, type AccountView, accountPage } from '../pages/account.ts'
import type { PeopleDesk, PeopleReader } from '../people-desk.ts'
import { relyingParty } from '../relying-party.ts'
import type { Who } from '../who.ts'
import { errorsOf } from './refusals.ts'
import { DESKS, unlessBusy } from './sign-in.ts'

type Request = Pick<Parameters<DeskFormRoute<PeopleReader, Who>['respond']>[0], 'who' | 'marks'>

/** The page of one's own account, with what came back from a form. */
export async function showAccount(
  desk: PeopleDesk,
  { who, marks }: Request,
  reader: PeopleReader,
  more: Partial<Pick<AccountView, 'done' | 'errors' | 'label'>> = {},
): Promise<PageAnswer> {
  const own = await ownAccount(desk, who)
  const passkeysWork = relyingParty(desk.publicUrl) !== undefined
  const view = { errors: [], ...more, ...own, who, pack: desk.pack, now: desk.now(), passkeysWork }
  // Several forms stand on the page: each act has its own key.
  const fresh = () => ({ token: marks.token, once: randomToken(16) })
  return { status: (more.errors ?? []).length > 0 ? 422 : 200, page: accountPage(view, fresh, reader) }
}

export function accountRoutes(desk: PeopleDesk): readonly SignedInRoute<PeopleReader, Who>[] {
  return DESKS.flatMap((at) => accountRoutesAt(desk, at))
}

function accountRoutesAt(desk: PeopleDesk, at: Who['desk']): readonly SignedInRoute<PeopleReader, Who>[] {
  const done = (what: (typeof ACCOUNT_DONE)[number]): PageAnswer => ({ redirect: `/${at}/account?done=${what}` })
  const back = (request: Request, refused: Parameters<typeof errorsOf>[0], reader: PeopleReader) =>
    showAccount(desk, request, reader, { errors: errorsOf(refused, {}, 'old', reader) })
  return [
    {
      path: `/${at}/account`,
      permission: at,
      respond: (request, reader) =>
        showAccount(desk, request, reader, { done: ACCOUNT_DONE.find((one) => one === request.query.done) }),
    },
    {
      method: 'post',
      path: `/${at}/account/password`,
      permission: at,
      async respond(request, reader) {
        const { old = '', password = '', again = '' } = request.form.fields
        const result = await unlessBusy(() => changePassword(desk, request.who, { old, password, again }, request.once))
        return result.ok ? done('password') : back(request, result.error, reader)
      },
    },
    {
      method: 'post',
      path: `/${at}/account/sessions/end`,
      permission: at,
      async respond(request, reader) {
        const { session } = request.form.fields
        const result = await endOwnSessions(desk, request.who, session, request.once)
        return result.ok ? done(session === undefined ? 'sessions' : 'session') : back(request, result.error, reader)
      },
    },
    {
      method: 'post',
      path: `/${at}/account/notice`,
      permission: at,
      async respond(request, reader) {
        const result = await readNotice(desk, request.who, request.once)
        return result.ok ? done('notice') : back(request, result.error, reader)
      },
    },
  ]
}
