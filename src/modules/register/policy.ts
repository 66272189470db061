// Who may do what in the register, as data.
import type { Policy, Role } from '../../people/index.ts'

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
  | 'register.inspect'
  | 'register.see-inspections'
  | 'register.signal-risk'
  | 'register.propose-sanction'
  | 'register.decide-sanction'
  | 'register.answer-sanction'
  | 'register.see-sanction'
  | 'register.search'
  // The warning list.
  | 'register.report-warning'
  | 'register.verify-warning'
  | 'register.decide-warning'
  | 'register.see-warning'
  | 'register.contest-warning'
  | 'register.see-recruiter'
  | 'register.judge-link'
  | 'register.see-links'
  | 'register.see-audit'
  | 'register.export-audit'
  | 'register.take-over'
  | 'register.propose-recognition'
  | 'register.recognize'

const deciding = { roles: ['deciding officer'], ownCountryOnly: true } as const

/** Whoever sends a public form. No seat gives it: a person with an account never has it. */
export const ANYBODY = 'anybody' as Role

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

  // Inspections and sanctions. The inspectorate is another office of the same country: role and country say who may.
  'register.inspect': { roles: ['inspector'], ownCountryOnly: true },
  'register.see-inspections': {
    roles: ['inspector', 'register officer', 'deciding officer', 'auditor'],
    ownCountryOnly: true,
  },
  // A module of this node gives the sign, without a person; the administrator stands for the installation.
  'register.signal-risk': { roles: ['inspector', 'register officer', 'administrator'], ownCountryOnly: true },
  'register.propose-sanction': { roles: ['inspector', 'register officer', 'deciding officer'], ownCountryOnly: true },
  'register.decide-sanction': deciding,
  // The recruiter for itself, or an officer for what came on paper.
  'register.answer-sanction': {
    roles: ['recruiter', 'register officer', 'inspector', 'deciding officer'],
    ownCountryOnly: true,
  },
  'register.see-sanction': {
    roles: ['inspector', 'register officer', 'deciding officer', 'auditor', 'recruiter'],
    ownCountryOnly: true,
  },
  // The warning list: who reports may be any officer; who decides is a second one (domain/warning.ts).
  'register.report-warning': { roles: ['register officer', 'deciding officer', 'inspector'], ownCountryOnly: true },
  'register.verify-warning': { roles: ['register officer', 'deciding officer'], ownCountryOnly: true },
  'register.decide-warning': deciding,
  'register.see-warning': {
    roles: ['register officer', 'deciding officer', 'inspector', 'auditor'],
    ownCountryOnly: true,
  },
  // Anybody concerned, by the public form: who is named without having asked needs no account to contradict.
  'register.contest-warning': { roles: [ANYBODY], ownCountryOnly: true },
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
  // A host's word on another country's recruiter: it is asked for its own country, never for the recruiter's.
  'register.propose-recognition': { roles: ['register officer', 'deciding officer'], ownCountryOnly: true },
  'register.recognize': deciding,
  'register.take-over': { roles: ['register officer', 'deciding officer'], ownCountryOnly: true },
}
