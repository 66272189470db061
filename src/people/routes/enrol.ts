// The routes of one-time links: anybody who holds one chooses the password of its account.
import type { PageAnswer, PageRoute, PublicFormRoute } from '../../platform/http.ts'
import { accountOfLink, enrol } from '../operations/links.ts'
import { enrolPage, goneLinkPage } from '../pages/enrol.ts'
import type { PeopleDesk, PeopleReader } from '../people-desk.ts'
import type { Who } from '../who.ts'
import { errorsOf } from './refusals.ts'
import { DESKS, unlessBusy } from './sign-in.ts'

const gone = (at: Who['desk'], reader: PeopleReader): PageAnswer => ({ status: 410, page: goneLinkPage(at, reader) })

export function enrolPages(desk: PeopleDesk): readonly PageRoute<PeopleReader>[] {
  return DESKS.map((at) => ({
    path: `/${at}/enrol/:token`,
    permission: 'public',
    budget: 30 * 1024,
    async respond({ params: { token = '' } }, reader) {
      const account = await accountOfLink(desk.database, token, desk.now())
      return account ? { status: 200, page: enrolPage({ account, token, errors: [] }, reader) } : gone(at, reader)
    },
  }))
}

export function enrolForms(desk: PeopleDesk): readonly PublicFormRoute<PeopleReader>[] {
  return DESKS.map((at) => ({
    method: 'post',
    path: `/${at}/enrol/:token`,
    permission: 'public',
    async respond({ params: { token = '' }, form: { fields } }, reader) {
      const { password = '', again = '' } = fields
      const result = await unlessBusy(() => enrol(desk, token, { password, again }))
      if (result.ok) return { redirect: `/${result.value.desk}/sign-in?said=enrolled` }
      const account = await accountOfLink(desk.database, token, desk.now())
      if (!account) return gone(at, reader)
      const errors = errorsOf(result.error, {}, 'password', reader)
      return { status: 422, page: enrolPage({ account, token, errors }, reader) }
    },
  }))
}
