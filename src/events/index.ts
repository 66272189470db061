// The door of the spine.
export {
  type AuditLine,
  type AuditQuestion,
  readAudit,
  readAuditedActs,
  type StoredAuditLine,
  writeAudit,
} from './audit.ts'
export type { Actor, Append, Ground, NewEvent, StoredEvent } from './event.ts'
export {
  appendEvents,
  appendForeignEvents,
  type ForeignEvent,
  lastPosition,
  readEventIds,
  readEventIdsAt,
  readEventsAfter,
  readStream,
  readStreamEnds,
  readStreams,
  readStreamsAfter,
  StreamMovedOn,
} from './store.ts'
