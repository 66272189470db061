// Who may do what with accounts, as data.
import { type Policy, ROLES } from './policy.ts'

export type PeopleAction =
  | 'people.see-accounts'
  | 'people.create-account'
  | 'people.link-again'
  | 'people.change-seat'
  | 'people.disable'
  | 'people.enable'
  | 'people.ask-reset'
  | 'people.withdraw-reset'
  | 'people.confirm-reset'
  | 'people.register'
  | 'people.enrol'
  | 'people.change-password'
  | 'people.end-session'
  | 'people.end-sessions'
  | 'people.read-notice'
  | 'people.add-passkey'
  | 'people.remove-passkey'

const administration = { roles: ['administrator'], ownCountryOnly: true } as const
// What somebody does with their own account; the operation takes no other account than theirs.
const own = { roles: ROLES, ownCountryOnly: true } as const

export const PEOPLE_POLICY: Policy<PeopleAction> = {
  'people.see-accounts': administration,
  'people.create-account': administration,
  'people.link-again': administration,
  'people.change-seat': administration,
  'people.disable': administration,
  'people.enable': administration,
  'people.ask-reset': administration,
  'people.withdraw-reset': administration,
  'people.confirm-reset': administration,
  'people.register': { roles: ['recruiter'], ownCountryOnly: true },
  'people.enrol': own,
  'people.change-password': own,
  'people.end-session': own,
  'people.end-sessions': own,
  'people.read-notice': own,
  'people.add-passkey': own,
  'people.remove-passkey': own,
}
