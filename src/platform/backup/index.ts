// The door of backups.
export { BackupFault } from './fault.ts'
export type { About, Header } from './format.ts'
export { type VerifiedBackup, verifyBackup } from './read.ts'
export { type Restoration, restoreBackup } from './restore.ts'
export { type BackupMade, writeBackup } from './write.ts'
