// The corridor of one node put together: its own log, its trust, and everything that runs between nodes.
export { openOwnKeys } from './own-keys.ts'
export { type OwnLogOfNode, openOwnLog } from './own-log.ts'
export { type Followers, openRunningCorridor, type RunningCorridor } from './running.ts'
