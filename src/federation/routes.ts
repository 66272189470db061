// The federation's own pages: how the nodes stand with each other, and for everybody how to check us.
import type { Who } from '../people/index.ts'
import type { PageRoute, RawRoute, SignedInRoute } from '../platform/http.ts'
import { checkUsPage } from './pages/check-us.ts'
import { overviewPage } from './pages/overview.ts'
import type { FederationReader } from './texts/index.ts'
import type { CheckUsView, FederationView } from './views.ts'

/** Most bytes of a public page's first view (quality.md, rule 17). */
const FIRST_VIEW = 30 * 1024

/** Who may see how the nodes stand: everybody who works at a desk of the register, and whoever runs the node. */
export const FEDERATION_READERS = [
  'register officer',
  'deciding officer',
  'inspector',
  'auditor',
  'administrator',
  'observer',
]

export function checkUsRoutes(view: () => Promise<CheckUsView>): readonly PageRoute<FederationReader>[] {
  return [
    {
      path: '/check-us',
      permission: 'public',
      budget: FIRST_VIEW,
      respond: async (_, reader) => ({ status: 200, page: checkUsPage(await view(), reader) }),
    },
  ]
}

export function overviewRoutes(view: () => Promise<FederationView>): readonly SignedInRoute<FederationReader, Who>[] {
  return [
    {
      path: '/staff/federation',
      permission: { roles: FEDERATION_READERS },
      respond: async (_, reader) => ({ status: 200, page: overviewPage(await view(), reader) }),
    },
  ]
}

/** The corridor's policy as it is now, for whoever checks from outside. */
export function policyRoutes(policy: () => string): readonly RawRoute[] {
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'public, max-age=60' }
  return [
    {
      method: 'get',
      path: '/log/policy',
      permission: 'public',
      respond: () => ({ status: 200, headers, body: policy() }),
    },
  ]
}
