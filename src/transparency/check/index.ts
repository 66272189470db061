// The door of checking logs from outside.
export { type CheckState, checkTree, type TreeChecked } from './check-log.ts'
export { CheckFault } from './fault.ts'
export { type CheckedSource, type Patience, sourceOf } from './source.ts'
