// The door of witnesses: being one, and asking others.
export { type Asked, type AskedWitness, createAsking, witnessAt } from './ask.ts'
export { type Listening, listenRaw } from './listen.ts'
export { readAddCheckpoint, writeAddCheckpoint } from './request.ts'
export { witnessRoutes } from './routes.ts'
export { originHash } from './state.ts'
export { type Looked, lookAt, tileReader, type WatchedLog, watchLogs } from './watch.ts'
export { bodyOf, type Contradiction, createWitness, type Witness, type WitnessedLog } from './witness.ts'
