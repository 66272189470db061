// Every route of accounts, by the three kinds in which the web room takes them.
import type { PageRequest, PageRoute, PublicFormRoute, SignedInRoute } from '../../platform/http.ts'
import type { PeopleDesk, PeopleReader } from '../people-desk.ts'
import type { Who } from '../who.ts'
import { accountRoutes } from './account.ts'
import { administrationRoutes } from './accounts.ts'
import { enrolForms, enrolPages } from './enrol.ts'
import { passkeyRoutes, passkeySignInForms } from './passkeys.ts'
import { signInForms, signInPages, signOutForms } from './sign-in.ts'

/** Pages that anybody may open: signing in, opening a recruiter's account, one-time links. */
export function peoplePages(desk: PeopleDesk): readonly PageRoute<PeopleReader>[] {
  const pages = [...signInPages(desk), ...enrolPages(desk)]
  const paths = pages.map(({ path }) => path)
  const ways = peopleForms(desk).filter(({ path }) => !paths.includes(path))
  return [
    ...pages,
    ...ways.map(({ path }): PageRoute<PeopleReader> => {
      const respond = ({ params }: PageRequest) => ({ redirect: pageBefore(path, paths, params) })
      return { path, permission: 'public', budget: 0, respond }
    }),
  ]
}

/** Forms that anybody may send. */
export function peopleForms(desk: PeopleDesk): readonly PublicFormRoute<PeopleReader>[] {
  return [...signInForms(desk), ...enrolForms(desk), ...passkeySignInForms(desk)]
}

/** Pages and forms of those who are signed in. */
export function peopleDesks(desk: PeopleDesk): readonly SignedInRoute<PeopleReader, Who>[] {
  const routes = [...signOutForms(desk), ...accountRoutes(desk), ...passkeyRoutes(desk), ...administrationRoutes(desk)]
  const paths = routes.filter(({ method }) => method !== 'post').map(({ path }) => path)
  const ways = routes.filter(({ method, path }) => method === 'post' && !paths.includes(path))
  return [
    ...routes,
    ...ways.map(({ path, permission }): SignedInRoute<PeopleReader, Who> => {
      const respond = ({ params }: PageRequest) => ({ redirect: pageBefore(path, paths, params) })
      return { path, permission, respond }
    }),
  ]
}

/**
 * Where the address of a form leads when it is opened as a page, by a link to another language or by loading again: to the
 * nearest page before it in the path, else to the first page of its desk.
 */
function pageBefore(path: string, pages: readonly string[], params: PageRequest['params']): string {
  const parts = path.split('/')
  for (let length = parts.length - 1; length > 2; length--) {
    const before = parts.slice(0, length)
    if (pages.includes(before.join('/')))
      return before
        .map((part) => (part.startsWith(':') ? encodeURIComponent(params[part.slice(1)] ?? '') : part))
        .join('/')
  }
  return parts.slice(0, 2).join('/')
}
