// Addresses of joint acts: the desk's pages and forms, the officer's own key, and the public list.
import type { Who } from '../../../people/index.ts'
import type { FormMarks, PageAnswer, PageRoute, SentForm, SignedInRoute } from '../../../platform/http.ts'
import { randomToken } from '../../../platform/seal/digest.ts'
import { ACT_KINDS, type ActKind } from '../domain.ts'
import type { JointDesk } from '../joint-desk.ts'
import { rejectAct, signAct } from '../operations/decide.ts'
import { makeOwnKey, revokeOwnKey, showOwnKey } from '../operations/keys.ts'
import { draftAct, giveUpDraft, proposeAct } from '../operations/propose.ts'
import { namesOf, showAct, showActs, showEffective, writeEvidence } from '../operations/show.ts'
import { actPage } from '../pages/act.ts'
import { actsPage, publicActsPage } from '../pages/list.ts'
import { FIELDS, fieldOf, newActPage } from '../pages/new.ts'
import { ownKeyPage } from '../pages/own-key.ts'
import type { Refused } from '../pages/words.ts'
import { JOINT_READERS } from '../policy.ts'
import type { JointReader } from '../texts/index.ts'

/** Most bytes of a public page's first view (quality.md, rule 17). */
const FIRST_VIEW = 30 * 1024
const READERS = { roles: JOINT_READERS }
const DECIDERS = { roles: ['deciding officer'] }

/** What the countries decided together, for everybody. */
export function jointPages(desk: Pick<JointDesk, 'node' | 'pack'>): readonly PageRoute<JointReader>[] {
  return [
    {
      path: '/joint-acts',
      permission: 'public',
      budget: FIRST_VIEW,
      respond: async (_, reader) => ({
        status: 200,
        page: publicActsPage(await showEffective(desk), namesOf(desk), reader),
      }),
    },
  ]
}

// Several forms stand on a page: each act has its own key.
const freshOf = (marks: FormMarks) => () => ({ token: marks.token, once: randomToken(16) })

/** The desk's pages of joint acts. */
export function jointDesks(desk: JointDesk): readonly SignedInRoute<JointReader, Who>[] {
  return [...listRoutes(desk), ...actRoutes(desk), ...keyRoutes(desk)]
}

function listRoutes(desk: JointDesk): readonly SignedInRoute<JointReader, Who>[] {
  const names = namesOf(desk)
  return [
    {
      path: '/staff/joint-acts',
      permission: READERS,
      respond: async ({ who }, reader) => ({
        status: 200,
        page: actsPage(await showActs(desk, who), names, who.roles.includes('deciding officer'), reader),
      }),
    },
    {
      path: '/staff/joint-acts/new',
      permission: DECIDERS,
      respond: ({ query, marks }, reader) => ({
        status: 200,
        page: newActPage(kindOf(query.kind), query, names, reader, marks),
      }),
    },
    {
      method: 'post',
      path: '/staff/joint-acts/new',
      permission: DECIDERS,
      async respond({ form, who, once, marks }, reader) {
        const kind = kindOf(form.fields.kind)
        if (!kind) return { redirect: '/staff/joint-acts/new' }
        const body = bodyOf(kind, form, reader.written.tag)
        const done = await draftAct(desk, who, { body, days: Number(form.fields.days) }, once)
        if (done.ok) return { redirect: `/staff/joint-acts/${done.value.act}?done=yes` }
        const back = { field: fieldOf(done.error, kind), refused: done.error }
        return { status: 422, page: newActPage(kind, form.fields, names, reader, marks, back) }
      },
    },
  ]
}

function actRoutes(desk: JointDesk): readonly SignedInRoute<JointReader, Who>[] {
  type Request = { readonly who: Who; readonly marks: FormMarks; readonly params: Readonly<Record<string, string>> }
  async function show(
    { who, marks, params }: Request,
    reader: JointReader,
    more: Parameters<typeof actPage>[3] = {},
  ): Promise<PageAnswer> {
    const view = await showAct(desk, who, params.act ?? '')
    if (!view) return { problem: 'not-found' }
    return { status: more.back ? 422 : 200, page: actPage(view, reader, freshOf(marks), more) }
  }
  type Done = { readonly ok: true } | { readonly ok: false; readonly error: Refused }
  type Act = (act: string, form: SentForm, who: Who, once: string, reader: JointReader) => Promise<Done>
  const formOf = (tail: string, field: string, run: Act): SignedInRoute<JointReader, Who> => ({
    method: 'post',
    path: `/staff/joint-acts/:act/${tail}`,
    permission: DECIDERS,
    async respond(request, reader) {
      const { params, form, who, once } = request
      const act = params.act ?? ''
      const done = await run(act, form, who, once, reader)
      if (done.ok) return { redirect: tail === 'give-up' ? '/staff/joint-acts' : `/staff/joint-acts/${act}?done=yes` }
      return show(request, reader, { back: { field, refused: done.error, reason: form.fields.reason } })
    },
  })
  return [
    {
      path: '/staff/joint-acts/:act',
      permission: READERS,
      respond: (request, reader) => show(request, reader, { done: request.query.done === 'yes' }),
    },
    {
      path: '/staff/joint-acts/:act/evidence',
      permission: READERS,
      async respond({ params }) {
        const act = params.act ?? ''
        const text = await writeEvidence(desk, act)
        if (text === undefined) return { problem: 'not-found' }
        const bytes = new TextEncoder().encode(text)
        return { file: { name: `${act}.txt`, type: 'text/plain; charset=utf-8', bytes } }
      },
    },
    formOf('propose', 'propose', (act, _, who, once) => proposeAct(desk, who, act, once)),
    formOf('give-up', 'propose', (act, _, who, once) => giveUpDraft(desk, who, act, once)),
    formOf('sign', 'secret', (act, { fields }, who, once) =>
      signAct(desk, who, { act, hash: fields.hash ?? '', secret: fields.secret ?? '' }, once),
    ),
    formOf('reject', 'reason', (act, { fields }, who, once, reader) =>
      rejectAct(desk, who, { act, reason: fields.reason ?? '', language: reader.written.tag }, once),
    ),
  ]
}

function keyRoutes(desk: JointDesk): readonly SignedInRoute<JointReader, Who>[] {
  const path = '/staff/account/decision-key'
  async function show(who: Who, marks: FormMarks, reader: JointReader, more: Parameters<typeof ownKeyPage>[3] = {}) {
    const own = await showOwnKey(desk, who)
    const key = own && { ...own, text: own.key, madeAt: own.madeAt.toISOString() }
    return { status: more.refused ? 422 : 200, page: ownKeyPage({ key }, reader, freshOf(marks), more) }
  }
  return [
    {
      path,
      permission: DECIDERS,
      respond: ({ who, marks, query }, reader) => show(who, marks, reader, { done: query.done === 'yes' }),
    },
    {
      method: 'post',
      path,
      permission: DECIDERS,
      async respond({ who, marks, form, once }, reader) {
        const { secret = '', again = '' } = form.fields
        const done = await makeOwnKey(desk, who, { secret, again }, once)
        return done.ok ? { redirect: `${path}?done=yes` } : show(who, marks, reader, { refused: done.error })
      },
    },
    {
      method: 'post',
      path: `${path}/revoke`,
      permission: DECIDERS,
      async respond({ who, marks, once }, reader) {
        const done = await revokeOwnKey(desk, who, once)
        return done.ok ? { redirect: `${path}?done=yes` } : show(who, marks, reader, { refused: done.error })
      },
    },
  ]
}

function kindOf(text: string | undefined): ActKind | undefined {
  return ACT_KINDS.find((one) => one === text)
}

/** The body as the form says it; whether it is one the operation asks the schema. */
function bodyOf(kind: ActKind, { fields }: SentForm, language: string): object {
  const typed = (name: string) => (fields[name] ?? '').trim().normalize('NFC')
  const supersedes = typed('supersedes')
  const plain = Object.fromEntries(FIELDS[kind].map((name) => [name, typed(name)]))
  const worded =
    kind === 'decision' ? { title: { [language]: typed('title') }, text: { [language]: typed('text') } } : {}
  return { kind, ...plain, ...worded, ...(supersedes && { supersedes }) }
}
