// The routes of recognition at a host's desk, and of the list where the countries differ.
import type { Who } from '../../../people/index.ts'
import type { SignedInRoute } from '../../../platform/http.ts'
import type { StaffDesk } from '../operations/desk/staff-desk.ts'
import { deskDay } from '../operations/desk-node.ts'
import { divergences } from '../operations/joint/divergences.ts'
import { actOnRecognition, showRecognition } from '../operations/joint/recognize.ts'
import type { RegisterReader } from '../pages/parts/words.ts'
import { divergencesPage, recognitionPage } from '../pages/staff/recognition.ts'
import { countryName } from '../summary.ts'
import { DESK_ROLES } from './desk-acts.ts'

const ACTS = ['propose', 'accept', 'refuse', 'suspend', 'restore'] as const

export function recognitionRoutes(desk: StaffDesk): readonly SignedInRoute<RegisterReader, Who>[] {
  const path = '/staff/recruiters/:licence/recognition'
  return [
    {
      path: '/staff/divergences',
      permission: { roles: DESK_ROLES },
      async respond({ who }, reader) {
        const speaker = desk.speaker()
        const found = divergences(desk.register, deskDay(desk.node, who.country, desk.node.now()))
        const rows = found.map(({ address, licence, name, home, host }) => ({
          address,
          label: name || licence,
          home: { ...home, countryName: countryName(speaker, home.country) },
          host: { ...host, countryName: countryName(speaker, host.country) },
        }))
        return { status: 200, page: divergencesPage({ rows }, reader) }
      },
    },
    {
      path,
      permission: { roles: DESK_ROLES },
      async respond({ who, params, query, marks }, reader) {
        const view = await showRecognition(desk, who, params.licence ?? '')
        if (!view) return { problem: 'not-found' }
        return { status: 200, page: recognitionPage(view, reader, marks, { done: query.done === 'done' }) }
      },
    },
    {
      method: 'post',
      path,
      permission: { roles: ['register officer', 'deciding officer'] },
      async respond({ who, params, form, once, marks }, reader) {
        const address = params.licence ?? ''
        const act = ACTS.find((name) => name === form.fields.act)
        const words = (form.fields.words ?? '').trim().slice(0, 2000)
        const language = reader.written.tag
        const result = act
          ? await actOnRecognition(desk.node, who, { address, act, words, language, once })
          : { ok: false as const, error: { code: 'no-choice' } }
        if (result.ok) return { redirect: `/staff/recruiters/${encodeURIComponent(address)}/recognition?done=done` }
        const view = await showRecognition(desk, who, address)
        if (!view) return { problem: 'not-found' }
        const { code } = result.error
        const page = recognitionPage(view, reader, marks, { refused: code, typed: words })
        return { status: code === 'not-proposed' || code === 'already-proposed' ? 409 : 422, page }
      },
    },
  ]
}
