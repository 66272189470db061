// The administration of accounts: the list, one account, and what is done with it.
import { countryOfPack } from '../../packs/index.ts'
import type { DeskFormRoute, FormMarks, PageAnswer, SignedInRoute } from '../../platform/http.ts'
import { randomToken } from '../../platform/seal/digest.ts'
import { changeSeat, createAccount, disableAccount, enableAccount, linkAgain } from '../operations/administration.ts'
import { type LinkMade, newLink } from '../operations/links.ts'
import { STAFF_ROLES } from '../operations/new-account.ts'
import { askReset, confirmAskedReset, withdrawReset } from '../operations/reset.ts'
import { seeAccount, seeAccounts } from '../operations/see-accounts.ts'
import { accountsPage } from '../pages/accounts.ts'
import {
  ADMINISTRATION_DONE,
  type LinkView,
  linkPage,
  type OneAccountView,
  oneAccountPage,
} from '../pages/one-account.ts'
import type { FieldError } from '../pages/parts.ts'
import type { PeopleDesk, PeopleReader } from '../people-desk.ts'
import type { Who } from '../who.ts'
import { errorsOf, type Refused } from './refusals.ts'

type Request = Parameters<DeskFormRoute<PeopleReader, Who>['respond']>[0]
type Outcome = { readonly ok: true } | { readonly ok: false; readonly error: Refused }
const ADMINISTRATORS = { roles: ['administrator'] }
const FIELD_OF = { taken: 'signIn', office: 'office', 'office-cannot': 'office' }

export function administrationRoutes(desk: PeopleDesk): readonly SignedInRoute<PeopleReader, Who>[] {
  const authorities = countryOfPack(desk.pack, desk.country)?.authorities ?? []
  const always = { pack: desk.pack, authorities, offered: STAFF_ROLES }

  type Typed = {
    readonly name: string
    readonly signIn: string
    readonly office: string
    readonly roles: readonly string[]
  }
  async function list(
    of: Who['desk'],
    marks: FormMarks,
    reader: PeopleReader,
    typed: Typed,
    errors: readonly FieldError[],
  ) {
    const accounts = await seeAccounts(desk.database, of)
    const page = accountsPage({ ...always, ...typed, desk: of, accounts, errors }, marks, reader)
    return { status: errors.length > 0 ? 422 : 200, page }
  }

  async function one(
    { params, who, marks }: Pick<Request, 'params' | 'who' | 'marks'>,
    reader: PeopleReader,
    more: Partial<Pick<OneAccountView, 'office' | 'roles' | 'done' | 'errors'>>,
  ): Promise<PageAnswer> {
    const found = await seeAccount(desk.database, params.account ?? '')
    if (!found || found.account.country !== desk.country) return { problem: 'not-found' }
    const { office, roles } = found.account
    const view = { ...always, office, roles, errors: [], ...more, ...found, who }
    const fresh = () => ({ token: marks.token, once: randomToken(16) })
    return { status: view.errors.length > 0 ? 422 : 200, page: oneAccountPage(view, fresh, reader) }
  }

  /** A button of an account's page: done, or the page again with what stands against it. */
  function button(
    tail: string,
    done: (typeof ADMINISTRATION_DONE)[number],
    run: (request: Request, account: string) => Promise<Outcome>,
  ): SignedInRoute<PeopleReader, Who> {
    return {
      method: 'post',
      path: `/staff/accounts/:account/${tail}`,
      permission: ADMINISTRATORS,
      async respond(request, reader) {
        const { account = '' } = request.params
        const result = await run(request, account)
        if (result.ok) return { redirect: `/staff/accounts/${account}?done=${done}` }
        const { office = '', list: roles } = {
          office: request.form.fields.office,
          list: request.form.lists.roles ?? [],
        }
        const typed = tail === 'seat' ? { office, roles } : {}
        const errors = errorsOf(result.error, FIELD_OF, tail === 'seat' ? 'roles' : tail, reader)
        return one(request, reader, { ...typed, errors })
      },
    }
  }

  /** An act that makes a link; the form sent a second time makes none and shows none. */
  function linking(
    tail: string,
    title: LinkView['title'],
    run: (
      request: Request,
      account: string,
      link: ReturnType<typeof newLink>,
    ) => Promise<{ readonly ok: true; readonly value: LinkMade } | { readonly ok: false; readonly error: Refused }>,
  ): SignedInRoute<PeopleReader, Who> {
    return {
      method: 'post',
      path: `/staff/accounts/:account/${tail}`,
      permission: ADMINISTRATORS,
      async respond(request, reader) {
        const link = newLink()
        const result = await run(request, request.params.account ?? '', link)
        if (result.ok) return shown(result.value, link, title, reader)
        return one(request, reader, { errors: errorsOf(result.error, {}, tail, reader) })
      },
    }
  }

  async function shown(
    made: LinkMade,
    link: ReturnType<typeof newLink>,
    title: LinkView['title'],
    reader: PeopleReader,
  ) {
    const at = (await seeAccount(desk.database, made.account))?.account.desk ?? 'staff'
    const address = new URL(reader.to(`/${at}/enrol/${link.token}`), desk.publicUrl).href
    const view = { account: made.account, title, until: made.until }
    return { status: 200, page: linkPage({ ...view, address: made.hash === link.hash ? address : undefined }, reader) }
  }

  const nothing: Typed = { name: '', signIn: '', office: '', roles: [] }
  return [
    {
      path: '/staff/accounts',
      permission: ADMINISTRATORS,
      respond: ({ query, marks }, reader) =>
        list(query.desk === 'recruiter' ? 'recruiter' : 'staff', marks, reader, nothing, []),
    },
    {
      method: 'post',
      path: '/staff/accounts',
      permission: ADMINISTRATORS,
      async respond({ who, form, once, marks }, reader) {
        const { name = '', signIn = '', office = '' } = form.fields
        const typed = { name, signIn, office, roles: form.lists.roles ?? [] }
        const link = newLink()
        const result = await createAccount(desk, who, typed, link, once)
        if (result.ok) return shown(result.value, link, 'people.accounts.made', reader)
        return list('staff', marks, reader, typed, errorsOf(result.error, FIELD_OF, 'roles', reader))
      },
    },
    {
      path: '/staff/accounts/:account',
      permission: ADMINISTRATORS,
      respond: (request, reader) =>
        one(request, reader, { done: ADMINISTRATION_DONE.find((what) => what === request.query.done) }),
    },
    button('seat', 'seat', ({ who, form, once }, account) => {
      const change = { account, office: form.fields.office ?? '', roles: form.lists.roles ?? [] }
      return changeSeat(desk, who, change, once)
    }),
    button('disable', 'disabled', ({ who, once }, account) => disableAccount(desk, who, account, once)),
    button('enable', 'enabled', ({ who, once }, account) => enableAccount(desk, who, account, once)),
    button('ask-reset', 'asked', ({ who, once }, account) => askReset(desk, who, account, once)),
    button('withdraw-reset', 'withdrawn', ({ who, once }, account) => withdrawReset(desk, who, account, once)),
    linking('confirm-reset', 'people.accounts.reset-made', ({ who, once }, account, link) =>
      confirmAskedReset(desk, who, account, link, once),
    ),
    linking('link', 'people.accounts.link', ({ who, once }, account, link) =>
      linkAgain(desk, who, account, link, once),
    ),
  ]
}
