// The door of people: who may do what, who is signed in, and the wrapper that every act runs in.
export { faultOfSeat, type SeatFault } from './domain/seats.ts'
export { createThrottle } from './domain/throttle.ts'
export { type Attempt, CatchingUp, type NotAllowed, type OperatingNode, operate, type Work } from './operate.ts'
export {
  type DemonstrationAccount,
  demonstrationAccountId,
  enrolDemonstrationAccounts,
} from './operations/demonstration-accounts.ts'
export { createFirstAdministrator, type FirstAdministrator } from './operations/first-administrator.ts'
export { isPasswordOf } from './operations/own-account.ts'
export { resetAccountFromCommandLine } from './operations/reset.ts'
export type { PeopleDesk, PeopleReader } from './people-desk.ts'
export { can, type Policy, ROLES, type Role } from './policy.ts'
export { peopleDesks, peopleForms, peoplePages } from './routes/index.ts'
export { peopleScripts } from './scripts/source.ts'
export { browserWord, sessionOf } from './sessions.ts'
export { accountNames, accountsWithRole } from './store/accounts.ts'
export { accountsNamed } from './store/find-accounts.ts'
export { readDone } from './store/once.ts'
export { type PeopleKey, peopleTexts } from './texts/index.ts'
export { actorFor, type Who } from './who.ts'
