// What commands may ask of a running node that holds the embedded database.
import { backupWork } from './backup.ts'
import { exportWork } from './export.ts'
import { importRecruitersWork } from './import-recruiters.ts'
import { keysCountersignWork, keysInUseWork } from './keys.ts'
import { keysExportedWork } from './keys-file.ts'
import type { NodeWork } from './run-on-node.ts'

/** By the name under which a command asks for it. */
export const WORKS: Readonly<Record<string, NodeWork>> = {
  'import recruiters': importRecruitersWork,
  backup: backupWork,
  export: exportWork,
  'keys exported': keysExportedWork,
  'keys rotate': keysInUseWork,
  'keys revoke log': keysInUseWork,
  'keys countersign': keysCountersignWork,
}
