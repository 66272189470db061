// Papers, opened for whoever may see them.
import type { Who } from '../../../people/index.ts'
import type { SignedInRoute } from '../../../platform/http.ts'
import type { AccountDesk } from '../operations/account/account-desk.ts'
import { readPaperFor } from '../operations/papers/read-paper.ts'
import type { RegisterReader } from '../pages/parts/words.ts'

export function paperRoutes({ node, papers }: AccountDesk): readonly SignedInRoute<RegisterReader, Who>[] {
  const route = (
    path: string,
    permission: SignedInRoute<RegisterReader, Who>['permission'],
  ): SignedInRoute<RegisterReader, Who> => ({
    path,
    permission,
    async respond({ params, who }) {
      const read = await readPaperFor(node, who, papers, params.paper ?? '')
      return read.ok ? { file: read.value } : { problem: 'not-found' }
    },
  })
  return [
    route('/recruiter/papers/:paper', 'recruiter'),
    route('/staff/papers/:paper', { roles: ['register officer', 'deciding officer', 'inspector'] }),
  ]
}
