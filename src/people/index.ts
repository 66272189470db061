// The door of people: who may do what, and the wrapper that every act runs in.
export { type Attempt, type NotAllowed, type OperatingNode, operate } from './operate.ts'
export { can, type Policy, type Role } from './policy.ts'
