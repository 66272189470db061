// The routes of passkeys: each ceremony is two forms, one that begins it and one that carries the browser's answer.
import type { PageAnswer, PublicFormRoute, SignedInRoute } from '../../platform/http.ts'
import {
  addPasskey,
  beginAddingPasskey,
  beginPasskeySignIn,
  removePasskey,
  signInWithPasskey,
} from '../operations/passkeys.ts'
import { ceremonyPage, refusedCeremony } from '../pages/passkeys.ts'
import type { PeopleDesk, PeopleReader } from '../people-desk.ts'
import { relyingParty } from '../relying-party.ts'
import { browserWord } from '../sessions.ts'
import type { Who } from '../who.ts'
import { showAccount } from './account.ts'
import { errorsOf, messageOf } from './refusals.ts'
import { DESKS, welcome } from './sign-in.ts'

const nothingHere: PageAnswer = { problem: 'not-found' }

export function passkeySignInForms(desk: PeopleDesk): readonly PublicFormRoute<PeopleReader>[] {
  const party = relyingParty(desk.publicUrl)
  return DESKS.flatMap((at): readonly PublicFormRoute<PeopleReader>[] => [
    {
      method: 'post',
      path: `/${at}/sign-in/passkey`,
      permission: 'public',
      async respond({ form: { fields } }, reader) {
        if (!party) return nothingHere
        const options = await beginPasskeySignIn(desk, party)
        return { status: 200, page: ceremonyPage({ kind: 'use', desk: at, options, next: fields.next ?? '' }, reader) }
      },
    },
    {
      method: 'post',
      path: `/${at}/sign-in/passkey/answer`,
      permission: 'public',
      async respond({ form: { fields }, agent }, reader) {
        if (!party) return nothingHere
        const { credential = '', next = '' } = fields
        const result = await signInWithPasskey(desk, party, { credential, browser: browserWord(agent) })
        if (result.ok) return welcome(result.value, next)
        return { status: 422, page: refusedCeremony(at, 'use', messageOf(result.error, reader), reader) }
      },
    },
  ])
}

export function passkeyRoutes(desk: PeopleDesk): readonly SignedInRoute<PeopleReader, Who>[] {
  const party = relyingParty(desk.publicUrl)
  return DESKS.flatMap((at): readonly SignedInRoute<PeopleReader, Who>[] => [
    {
      method: 'post',
      path: `/${at}/account/passkey`,
      permission: at,
      async respond(request, reader) {
        if (!party) return nothingHere
        const { who, marks, form } = request
        const { label = '' } = form.fields
        const begun = await beginAddingPasskey(desk, party, who, label)
        if (!begun.ok)
          return showAccount(desk, request, reader, { errors: errorsOf(begun.error, {}, 'label', reader), label })
        return { status: 200, page: ceremonyPage({ kind: 'add', desk: at, marks, ...begun.value }, reader) }
      },
    },
    {
      method: 'post',
      path: `/${at}/account/passkey/answer`,
      permission: at,
      async respond({ who, form, once }, reader) {
        if (!party) return nothingHere
        const { credential = '', label = '' } = form.fields
        const result = await addPasskey(desk, party, who, { credential, label }, once)
        if (result.ok) return { redirect: `/${at}/account?done=passkey` }
        return { status: 422, page: refusedCeremony(at, 'add', messageOf(result.error, reader), reader) }
      },
    },
    {
      method: 'post',
      path: `/${at}/account/passkey/remove`,
      permission: at,
      async respond(request, reader) {
        const result = await removePasskey(desk, request.who, request.form.fields.passkey ?? '', request.once)
        if (result.ok) return { redirect: `/${at}/account?done=passkey-removed` }
        return showAccount(desk, request, reader, { errors: errorsOf(result.error, {}, 'label', reader) })
      },
    },
  ])
}
