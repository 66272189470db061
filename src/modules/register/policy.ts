// Who may do what in the register, as data.
import type { Policy } from '../../people/index.ts'

export type RegisterAction =
  | 'register.enter'
  | 'register.grant'
  | 'register.renew'
  | 'register.suspend'
  | 'register.reinstate'
  | 'register.revoke'
  | 'register.change-particulars'
  | 'register.erase-particulars'
  | 'register.import-list'

const deciding = { roles: ['deciding officer'], ownCountryOnly: true } as const

export const POLICY: Policy<RegisterAction> = {
  'register.enter': { roles: ['register officer', 'deciding officer'], ownCountryOnly: true },
  'register.grant': deciding,
  'register.renew': deciding,
  'register.suspend': deciding,
  'register.reinstate': deciding,
  'register.revoke': deciding,
  'register.change-particulars': { roles: ['register officer', 'deciding officer'], ownCountryOnly: true },
  // Erasure touches no standing; it is asked of whoever keeps the data.
  'register.erase-particulars': { roles: ['administrator'], ownCountryOnly: false },
  // A list makes listings, never authorizations, so whoever runs the node may load it, whichever country it speaks for.
  'register.import-list': { roles: ['administrator'], ownCountryOnly: false },
}
