// The routes of links: two parties side by side, the judgement of an officer, the links of those entered lately.
import type { Who } from '../../../people/index.ts'
import type { SignedInRoute } from '../../../platform/http.ts'
import type { StaffDesk } from '../operations/desk/staff-desk.ts'
import { judgeLink } from '../operations/links/judge.ts'
import { showEnteredLinks, showPair } from '../operations/links/show-links.ts'
import type { RegisterReader } from '../pages/parts/words.ts'
import { enteredLinks, pair, reasonField } from '../pages/staff/judge.ts'
import { DESK_ROLES } from './desk-acts.ts'

const ACTS = ['same', 'different', 'take back'] as const

export function linkRoutes(desk: StaffDesk): readonly SignedInRoute<RegisterReader, Who>[] {
  const path = '/staff/links/:a/:b'
  return [
    {
      path: '/staff/links',
      permission: { roles: DESK_ROLES },
      async respond({ who, query }, reader) {
        const view = await showEnteredLinks(desk, who, query.before)
        return view.ok ? { status: 200, page: enteredLinks(view.value, reader) } : { problem: 'not-found' }
      },
    },
    {
      path,
      permission: { roles: DESK_ROLES },
      async respond({ who, params, query, marks }, reader) {
        const view = await showPair(desk, who, params.a ?? '', params.b ?? '')
        if (!view.ok) return { problem: 'not-found' }
        const done = query.done === 'done' || query.done === 'withdrawn' ? query.done : undefined
        return { status: 200, page: pair(view.value, reader, marks, { done }) }
      },
    },
    {
      method: 'post',
      path,
      permission: { roles: ['register officer', 'deciding officer'] },
      async respond({ who, params, form, once, marks }, reader) {
        const [one, other] = [params.a ?? '', params.b ?? '']
        const act = ACTS.find((name) => name === form.fields.act)
        const reason = (form.fields[reasonField(other)] ?? '').trim().slice(0, 2000)
        const seen = /^\d{1,9}$/.test(form.fields.seen ?? '') ? Number(form.fields.seen) : undefined
        const language = reader.written.tag
        // Several forms of one page share its key: with the pair in it each of them acts once.
        const key = `${once} ${one} ${other}`
        const result = act
          ? await judgeLink(desk.node, who, { one, other, act, reason, language, seen, once: key })
          : { ok: false as const, error: { code: 'no-choice' } }
        if (result.ok) {
          if (form.fields.back === 'yes')
            return {
              redirect: one.startsWith('rec_') ? `/staff/recruiters/by-id/${one}` : `/staff/files/${one}?done=done`,
            }
          return { redirect: `/staff/links/${one}/${other}?done=${act === 'take back' ? 'withdrawn' : 'done'}` }
        }
        const view = await showPair(desk, who, one, other)
        if (!view.ok) return { problem: 'not-found' }
        const { code } = result.error
        const page = pair(view.value, reader, marks, { refused: code, typed: reason })
        return { status: code === 'changed-meanwhile' ? 409 : 422, page }
      },
    },
  ]
}
