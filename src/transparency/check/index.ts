// The door of checking logs from outside.
export { CheckFault } from './fault.ts'
export { type CheckedSource, type Patience, sourceOf } from './source.ts'
export { type CheckState, readCheckState, writeCheckState } from './state.ts'
export { type LogCheck, type LogChecked, verifyLog } from './verify-log.ts'
