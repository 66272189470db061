// What is wrong with a list or its mapping as a whole, said so that an officer can mend it; single rows are rejected instead.

export type FaultCode =
  | 'mapping unreadable'
  | 'mapping invalid'
  | 'column missing'
  | 'column twice'
  | 'empty file'
  | 'spreadsheet'
  | 'not a text'
  | 'broken compression'
  | 'unknown encoding'
  | 'wrong encoding'
  | 'row too long'
  | 'quote never closed'
  | 'too many rows'

export type Fault = {
  readonly code: FaultCode
  /** What was found, naming the file and, where there is one, the line or the key. */
  readonly message: string
  /** What to do about it. */
  readonly mend: string
  /** Physical line of the file, from 1. */
  readonly line?: number
}

/** A fault met in the middle of a file, where a generator can only throw. */
export class ListFault extends Error {
  readonly fault: Fault

  constructor(fault: Fault) {
    super(`${fault.message}. ${fault.mend}`)
    this.name = 'ListFault'
    this.fault = fault
  }
}

/** The fault inside a thrown value, or undefined when something else was thrown. */
export function faultOf(thrown: unknown): Fault | undefined {
  return thrown instanceof ListFault ? thrown.fault : undefined
}

/** Why a list was not loaded: what was seen, and what to do. */
export type ImportRefusal = {
  readonly code: 'file-refused' | 'too-many-withdrawals' | 'older-than-loaded' | 'another-register' | 'not-allowed'
  readonly message: string
  readonly mend: string
}
