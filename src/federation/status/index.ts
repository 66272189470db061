// The door of the status statements.
export { type Cosigned, cosign, cosignRoutes, type Refusal } from './cosign.ts'
export { type ServedList, startStatusList } from './list-loop.ts'
export { type LogFiles, openLogFiles } from './log-files.ts'
export { createStatusOffice, type Purpose, type Statement, type StatusOffice } from './office.ts'
export { type ListedRow, STATUS_TIMES, type StatusParts } from './parts.ts'
export { proofFile, proofRoutes, scanPages, scanWorkerRoutes, statusListRoutes } from './routes.ts'
export { bundleScan } from './scan/bundle.ts'
export { type StatusKey, type StatusReader, statusTexts } from './texts/index.ts'
