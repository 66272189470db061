// Every route of accounts, by the three kinds in which the web room takes them.
import type { PageRoute, PublicFormRoute, SignedInRoute } from '../../platform/http.ts'
import type { PeopleDesk, PeopleReader } from '../people-desk.ts'
import type { Who } from '../who.ts'
import { accountRoutes } from './account.ts'
import { administrationRoutes } from './accounts.ts'
import { enrolForms, enrolPages } from './enrol.ts'
import { passkeyRoutes, passkeySignInForms } from './passkeys.ts'
import { signInForms, signInPages, signOutForms } from './sign-in.ts'

/** Pages that anybody may open: signing in, opening a recruiter's account, one-time links. */
export function peoplePages(desk: PeopleDesk): readonly PageRoute<PeopleReader>[] {
  return [...signInPages(desk), ...enrolPages(desk)]
}

/** Forms that anybody may send. */
export function peopleForms(desk: PeopleDesk): readonly PublicFormRoute<PeopleReader>[] {
  return [...signInForms(desk), ...enrolForms(desk), ...passkeySignInForms(desk)]
}

/** Pages and forms of those who are signed in. */
export function peopleDesks(desk: PeopleDesk): readonly SignedInRoute<PeopleReader, Who>[] {
  return [...signOutForms(desk), ...accountRoutes(desk), ...passkeyRoutes(desk), ...administrationRoutes(desk)]
}
