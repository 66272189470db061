// The door of people: who may do what, who is signed in, and the wrapper that every act runs in.
export { type Attempt, type NotAllowed, type OperatingNode, operate } from './operate.ts'
export { can, type Policy, ROLES, type Role } from './policy.ts'
export { actorFor, type Who } from './who.ts'
