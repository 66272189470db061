// Pages and forms of those who are signed in: session, permission, marks, then the route. Who may not is told that nothing is there.
import type { Who } from '../people/index.ts'
import type { DeskFormRoute, DeskRoute, Permission, SentForm } from '../platform/http.ts'
import type { Ctx } from './answers.ts'
import { onceOf } from './forgery.ts'
import type { Answers, Forms } from './forms.ts'
import type { PageReader, Readers } from './readers.ts'
import { deskOf, marksOf, mayCall, type Sessions, type SignedIn, sessionToken } from './session.ts'

export type DeskSettings = { readonly readers: Readers; readonly sessions?: Sessions }

/** Most bytes of a form that are read to show its sender what was typed, when they turn out not to be signed in. */
const KEPT = 256 * 1024
const LONGEST_NEXT = 500

export function createDesks({ readers, sessions }: DeskSettings, answers: Answers, forms: Forms) {
  const signedIn = async (c: Ctx): Promise<SignedIn | undefined> => {
    const token = sessionToken(c.req.header('cookie'), answers.tls)
    return token === undefined ? undefined : sessions?.of(token)
  }

  /** Puts the shell around the answer, once it is sure that whoever asks may see it. */
  function enter(c: Ctx, permission: Exclude<Permission, 'public'>, session: SignedIn): boolean {
    if (!mayCall(session.who, permission)) return false
    c.set('desk', { desk: deskOf(permission), signedIn: session })
    return true
  }

  async function show(c: Ctx, route: DeskRoute<PageReader, Who>): Promise<Response> {
    const reader = readers.of(c.req.param('language') ?? '')
    if (!reader) return answers.problem(c, 'not-found')
    const session = await signedIn(c)
    if (!session) return answers.redirect(c, 303, reader.to(signInFirst(c, deskOf(route.permission))))
    if (!enter(c, route.permission, session)) return answers.problem(c, 'not-found', undefined, reader)
    const { who } = session
    const request = { params: c.req.param(), query: c.req.query(), who, marks: marksOf(session) }
    return answers.whole(c, await route.respond(request, reader), reader)
  }

  async function take(c: Ctx, route: DeskFormRoute<PageReader, Who>): Promise<Response> {
    const reader = readers.of(c.req.param('language') ?? '')
    if (!reader) return answers.problem(c, 'not-found')
    const refusal = forms.refused(c, reader)
    if (refusal) return refusal
    const session = await signedIn(c)
    if (!session) {
      c.set('desk', { desk: deskOf(route.permission) })
      const typed = await forms.read(c, reader, Math.min(route.limit ?? KEPT, KEPT))
      return typed instanceof Response ? typed : answers.problem(c, 'signed-out', undefined, reader)
    }
    if (!enter(c, route.permission, session)) return forms.unread(c, 'not-found', reader)
    const form = await forms.read(c, reader, route.limit)
    if (form instanceof Response) return form
    const once = onceOf({ token: form.fields._token ?? '', once: form.fields._once ?? '' }, session.formToken)
    if (once === undefined) return answers.problem(c, 'stale-form', undefined, reader)
    const { who } = session
    const request = {
      params: c.req.param(),
      query: c.req.query(),
      who,
      marks: marksOf(session),
      form: unmarked(form),
      once,
    }
    return answers.whole(c, await route.respond(request, reader), reader)
  }

  return { show, take }
}

/** The page of signing in, and where to go from there. */
function signInFirst(c: Ctx, desk: Who['desk']): string {
  const { pathname, search } = new URL(c.req.url)
  const wanted = pathname.replace(/^\/[^/]+/, '') + search
  const next = wanted.length <= LONGEST_NEXT ? `?next=${encodeURIComponent(wanted)}` : ''
  return `/${desk}/sign-in${next}`
}

/** The form without its marks: a schema that refuses unknown fields need not know them. */
function unmarked({ fields, lists, files }: SentForm): SentForm {
  return { fields: withoutMarks(fields), lists: withoutMarks(lists), files }
}

/** A field that was not sent is nothing, also when it is called `constructor`: no prototype. */
function withoutMarks<Value>(named: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> {
  const { _token, _once, ...rest } = named
  return Object.assign(Object.create(null), rest)
}
