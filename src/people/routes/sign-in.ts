// Signing in and out, and a recruiter's opening of an account.
import { countryOfPack } from '../../packs/index.ts'
import type { DeskFormRoute, PageAnswer, PageRoute, PublicFormRoute } from '../../platform/http.ts'
import { nextPath } from '../domain/next-path.ts'
import { signOut } from '../operations/own-account.ts'
import { registerRecruiter } from '../operations/register-recruiter.ts'
import { signIn } from '../operations/sign-in.ts'
import { registerPage } from '../pages/register.ts'
import { type SignInView, signInPage } from '../pages/sign-in.ts'
import { TooBusy } from '../password-hash.ts'
import type { PeopleDesk, PeopleReader } from '../people-desk.ts'
import { relyingParty } from '../relying-party.ts'
import { browserWord } from '../sessions.ts'
import { hasDemonstrationAccounts } from '../store/accounts.ts'
import type { Who } from '../who.ts'
import { errorsOf, type Refused } from './refusals.ts'

export const DESKS = ['staff', 'recruiter'] as const
const BUDGET = 30 * 1024

/** Passwords that come in too thick a flood are asked for again. */
export async function unlessBusy<T>(
  work: () => Promise<T>,
): Promise<T | { readonly ok: false; readonly error: Refused }> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof TooBusy) return { ok: false, error: { code: 'too-busy' } }
    throw error
  }
}

export function signInPages(desk: PeopleDesk): readonly PageRoute<PeopleReader>[] {
  return [
    ...DESKS.map(
      (at): PageRoute<PeopleReader> => ({
        path: `/${at}/sign-in`,
        permission: 'public',
        budget: BUDGET,
        async respond({ query }, reader) {
          const said = (['enrolled', 'signed-out'] as const).find((one) => one === query.said)
          return { status: 200, page: signInPage(await viewOf(desk, at, { next: query.next ?? '', said }), reader) }
        },
      }),
    ),
    {
      path: '/recruiter/register',
      permission: 'public',
      budget: BUDGET,
      respond: (_, reader) => ({
        status: 200,
        page: registerPage({ email: '', name: '', errors: [], country: countryName(desk) }, reader),
      }),
    },
  ]
}

export function signInForms(desk: PeopleDesk): readonly PublicFormRoute<PeopleReader>[] {
  return [
    ...DESKS.map(
      (at): PublicFormRoute<PeopleReader> => ({
        method: 'post',
        path: `/${at}/sign-in`,
        permission: 'public',
        async respond({ form: { fields }, agent }, reader) {
          const { name = '', password = '', next = '' } = fields
          const back = async (errors: SignInView['errors'], status = 422): Promise<PageAnswer> => ({
            status,
            page: signInPage(await viewOf(desk, at, { next, name, errors }), reader),
          })
          const empty = [
            ...(name.trim() === '' ? [{ field: 'name', message: reader.say('people.error.sign-in-empty') }] : []),
            ...(password === '' ? [{ field: 'password', message: reader.say('people.error.password-empty') }] : []),
          ]
          if (empty.length > 0) return back(empty)
          const result = await unlessBusy(() => signIn(desk, { name, password, browser: browserWord(agent) }))
          if (!result.ok) {
            const status = result.error.code === 'wrong-name-or-password' ? 422 : 429
            return back(errorsOf(result.error, {}, 'name', reader), status)
          }
          return welcome(result.value, next)
        },
      }),
    ),
    {
      method: 'post',
      path: '/recruiter/register',
      permission: 'public',
      async respond({ form: { fields }, agent }, reader) {
        const { email = '', name = '', password = '', again = '' } = fields
        const typed = { email, name, password, again }
        const result = await unlessBusy(() => registerRecruiter(desk, typed, browserWord(agent)))
        if (result.ok) return { redirect: '/recruiter/account?done=new', session: { begin: result.value.token } }
        const errors = errorsOf(result.error, {}, 'email', reader)
        return { status: 422, page: registerPage({ email, name, errors, country: countryName(desk) }, reader) }
      },
    },
  ]
}

export function signOutForms(desk: PeopleDesk): readonly DeskFormRoute<PeopleReader, Who>[] {
  return DESKS.map((at) => ({
    method: 'post',
    path: `/${at}/sign-out`,
    permission: at,
    async respond({ who }) {
      await signOut(desk, who)
      return { redirect: `/${at}/sign-in?said=signed-out`, session: { end: true } }
    },
  }))
}

type SignedInAccount = Parameters<typeof nextPath>[0]

/** Where to go with a new session: to the notice first, if one waits. */
export function welcome(
  {
    token,
    account,
  }: { readonly token: string; readonly account: { readonly desk: SignedInAccount; readonly notice: string | null } },
  next: string,
): PageAnswer {
  const to = account.notice === null ? nextPath(account.desk, next) : `/${account.desk}/account`
  return { redirect: to, session: { begin: token } }
}

async function viewOf(
  desk: PeopleDesk,
  at: Who['desk'],
  more: Partial<Pick<SignInView, 'next' | 'name' | 'errors' | 'said'>>,
): Promise<SignInView> {
  const demonstration = desk.demonstrationAllowed && (await hasDemonstrationAccounts(desk.database))
  const passkeys = relyingParty(desk.publicUrl) !== undefined
  return { desk: at, next: '', name: '', errors: [], ...more, demonstration, passkeys }
}

function countryName({ pack, country }: PeopleDesk) {
  return countryOfPack(pack, country)?.name ?? {}
}
