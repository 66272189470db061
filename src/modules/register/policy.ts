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
  | 'register.apply'
  | 'register.review'
  | 'register.decide'
  | 'register.see-file'
  | 'register.see-paper'
  | 'register.note'
  | 'register.search'
  | 'register.see-recruiter'
  | 'register.judge-link'
  | 'register.see-links'
  | 'register.see-audit'
  | 'register.export-audit'
  | 'register.take-over'

const deciding = { roles: ['deciding officer'], ownCountryOnly: true } as const

export const POLICY: Policy<RegisterAction> = {
  'register.enter': { roles: ['register officer', 'deciding officer'], ownCountryOnly: true },
  'register.grant': deciding,
  'register.renew': deciding,
  'register.suspend': deciding,
  'register.reinstate': deciding,
  'register.revoke': deciding,
  'register.change-particulars': { roles: ['register officer', 'deciding officer'], ownCountryOnly: true },
  // The recruiter for itself, or an officer for one who came with papers in hand.
  'register.apply': { roles: ['recruiter', 'register officer', 'deciding officer'], ownCountryOnly: true },
  'register.review': { roles: ['register officer', 'deciding officer'], ownCountryOnly: true },
  'register.decide': deciding,
  'register.see-file': {
    roles: ['register officer', 'deciding officer', 'inspector', 'auditor', 'recruiter'],
    ownCountryOnly: true,
  },
  'register.see-paper': {
    roles: ['register officer', 'deciding officer', 'inspector', 'recruiter'],
    ownCountryOnly: true,
  },
  'register.search': {
    roles: ['register officer', 'deciding officer', 'inspector', 'auditor'],
    ownCountryOnly: true,
  },
  'register.note': { roles: ['register officer', 'deciding officer', 'inspector'], ownCountryOnly: true },
  // Erasure touches no standing; it is asked of whoever keeps the data.
  'register.erase-particulars': { roles: ['administrator'], ownCountryOnly: false },
  // A list makes listings, never authorizations, so whoever runs the node may load it, whichever country it speaks for.
  'register.import-list': { roles: ['administrator'], ownCountryOnly: false },
  // What a partner's list says of its own recruiters is no secret of its office; the files shown are those of the reader's country.
  'register.see-recruiter': {
    roles: ['register officer', 'deciding officer', 'inspector', 'auditor'],
    ownCountryOnly: false,
  },
  'register.judge-link': { roles: ['register officer', 'deciding officer'], ownCountryOnly: true },
  'register.see-links': {
    roles: ['register officer', 'deciding officer', 'inspector', 'auditor'],
    ownCountryOnly: true,
  },
  'register.see-audit': { roles: ['auditor', 'administrator'], ownCountryOnly: true },
  'register.export-audit': { roles: ['auditor', 'administrator'], ownCountryOnly: true },
  'register.take-over': { roles: ['register officer', 'deciding officer'], ownCountryOnly: true },
}
