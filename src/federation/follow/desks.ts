// The desk of disputes: who may see them, hand their proof on, and close them.
import { actorFor, can, type Who } from '../../people/index.ts'
import type { FormMarks, PageAnswer, SignedInRoute } from '../../platform/http.ts'
import { utf8 } from '../../transparency/format/bytes.ts'
import { closeDispute, DISPUTE_POLICY, LONGEST_REASON } from './dispute-acts.ts'
import type { Follower } from './follower.ts'
import { disputePage, disputesPage } from './pages/disputes.ts'
import { readDispute, readDisputes } from './store/disputes.ts'
import type { FollowReader } from './texts/index.ts'

const READERS = { roles: ['deciding officer', 'auditor', 'administrator'] }
const CLOSERS = { roles: ['deciding officer', 'administrator'] }
const SAID = ['no-reason', 'too-long', 'closed', 'not-own', 'not-allowed'] as const

/** `/staff/disputes`, `/staff/disputes/:id`, its proof as a file, and the form that closes it. */
export function followDesks(follower: Follower): readonly SignedInRoute<FollowReader, Who>[] {
  const { node } = follower
  const { database } = node

  async function one(
    id: string,
    { who, marks }: { readonly who: Who; readonly marks: FormMarks },
    more: { readonly done?: boolean; readonly reason?: string; readonly error?: string },
    reader: FollowReader,
  ): Promise<PageAnswer> {
    const dispute = await readDispute(database, id)
    if (!dispute) return { problem: 'not-found' }
    const actor = actorFor(who, DISPUTE_POLICY, 'disputes.close')
    const mayClose = dispute.raisedBy === node.own && can(DISPUTE_POLICY, actor, 'disputes.close', node)
    const view = { dispute, mayClose, done: more.done ?? false, reason: more.reason ?? '', error: more.error }
    return { status: more.error === undefined ? 200 : 422, page: disputePage(view, marks, reader) }
  }

  return [
    {
      path: '/staff/disputes',
      permission: READERS,
      respond: async (_, reader) => ({ status: 200, page: disputesPage(await readDisputes(database), reader) }),
    },
    {
      path: '/staff/disputes/:id',
      permission: READERS,
      respond: (request, reader) =>
        one(request.params.id ?? '', request, { done: request.query.done === 'closed' }, reader),
    },
    {
      path: '/staff/disputes/:id/proof',
      permission: READERS,
      async respond({ params }) {
        const dispute = await readDispute(database, params.id ?? '')
        if (!dispute || dispute.proof === '') return { problem: 'not-found' }
        const name = `${dispute.id}.txt`
        return { file: { name, type: 'text/plain; charset=utf-8', bytes: utf8(dispute.proof) } }
      },
    },
    {
      method: 'post',
      path: '/staff/disputes/:id',
      permission: CLOSERS,
      async respond(request, reader) {
        const { id = '' } = request.params
        const reason = request.form.fields.reason ?? ''
        const result = await closeDispute(node, request.who, id, reason, request.once)
        if (result.ok) {
          await follower.refresh()
          return { redirect: `/staff/disputes/${id}?done=closed` }
        }
        const code = SAID.find((word) => word === result.error.code)
        if (!code) return { problem: 'not-found' }
        const error = reader.say(`follow.error.${code}`, { most: LONGEST_REASON })
        return one(id, request, { reason, error }, reader)
      },
    },
  ]
}
