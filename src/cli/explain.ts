// Errors as people read them on standard error: what is wrong, where, and the mend.

import { TrustFault } from '../federation/index.ts'
import { CannotStart } from '../node.ts'
import { FolderInUse } from '../platform/folder-lock.ts'
import { KeyFault } from '../platform/seal/paper-key.ts'
import { WrongCall } from './command.ts'

const SAID_IN_FULL = [CannotStart, FolderInUse, WrongCall, KeyFault, TrustFault] as const

/** One or more lines for an error; an unforeseen one keeps its stack, because only its author can mend it. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { code, path } = error as NodeJS.ErrnoException
  if (SAID_IN_FULL.some((kind) => error instanceof kind)) return error.message
  if (code === 'ENOSPC' || /No space left|could not extend file|53100/.test(`${error.message} ${code}`)) {
    return `the disk is full${path ? ` (${path})` : ''}: make room and run the same command again; nothing was half stored`
  }
  if (code === 'ENOENT') return `${path ?? 'a file'} does not exist: check the path`
  if (code === 'EACCES' || code === 'EPERM')
    return `${path ?? 'a file'} may not be read or written by this user: check its rights`
  if (code === 'EISDIR') return `${path ?? 'that'} is a folder: name a file`
  if (code === 'ECONNREFUSED') return 'the database does not answer: is PostgreSQL running, and is DATABASE_URL right?'
  if (code === '28P01' || code === '28000') return 'the database refuses the user or password of DATABASE_URL'
  if (code === '3D000') return 'the database named in DATABASE_URL does not exist: create it first'
  if (/^(the database is newer|migration )|is not a file: /.test(error.message)) return error.message
  return error.stack ?? error.message
}
