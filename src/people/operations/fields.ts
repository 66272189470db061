// What people type into the forms of accounts, checked field by field.
import { faultOfPassword, type PasswordFault } from '../domain/password-rule.ts'

/** A field that cannot be taken, and why. */
export type FieldFault = {
  readonly field: string
  readonly code: PasswordFault | 'email' | 'name' | 'sign-in-form' | 'not-the-same' | 'passkey-label'
}

/** A line of text without control characters and surplus space; undefined when it is empty or longer than `most`. */
export function lineOf(typed: string | undefined, most: number): string | undefined {
  const line = (typed ?? '').normalize('NFC').replace(/\s+/g, ' ').trim()
  return line === '' || Array.from(line).length > most || /\p{C}/u.test(line) ? undefined : line
}

/** An address as it is used for signing in. Whether it receives anything is not asked. */
export function emailOf(typed: string | undefined): string | undefined {
  const text = (typed ?? '').trim()
  return /^[^\s@\p{C}]{1,64}@[^\s@\p{C}]{1,180}\.[^\s@.\p{C}]{2,60}$/u.test(text) ? text : undefined
}

/** A name of signing in: an address, or letters without spaces. */
export function signInOf(typed: string | undefined): string | undefined {
  const text = (typed ?? '').trim()
  return /^[^\s\p{C}]{3,100}$/u.test(text) ? text : undefined
}

/** What is wrong with a new password that was typed twice; the field is the one to correct. */
export function faultOfNewPassword(password: string, again: string, signIn: string): FieldFault | undefined {
  const fault = faultOfPassword(password, signIn)
  if (fault) return { field: 'password', code: fault }
  return password === again ? undefined : { field: 'again', code: 'not-the-same' }
}
