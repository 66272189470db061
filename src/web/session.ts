// Who is signed in: one cookie, read on the routes of those who are signed in and on no other, and who may do what there.

import type { Who } from '../people/index.ts'
import type { FormMarks, Permission, SessionChange } from '../platform/http.ts'
import { randomToken } from '../platform/seal/digest.ts'

/** Knows the sessions; of what a token stands for this room learns nothing but who and the token of their forms. */
export type Sessions = {
  readonly of: (token: string) => Promise<{ readonly who: Who; readonly formToken: string } | undefined>
}

/** Somebody signed in, as a request found them. */
export type SignedIn = { readonly who: Who; readonly formToken: string }

/** The desk whose shell stands around a page; without `signedIn` the page is one of signing in. */
export type DeskOfPage = { readonly desk: Who['desk']; readonly signedIn?: SignedIn }

/** With `__Host-` a browser takes the cookie only over TLS and from this very host, so that no neighbour can set it. */
function cookieName(tls: boolean): string {
  return tls ? '__Host-sursur_session' : 'sursur_session'
}

/** The session's token in a `Cookie` header; undefined when none is there or it cannot be one. */
export function sessionToken(header: string | undefined, tls: boolean): string | undefined {
  for (const part of (header ?? '').split(';')) {
    const [name, value = ''] = part.trim().split('=', 2)
    if (name === cookieName(tls)) return /^[A-Za-z0-9_-]{16,128}$/.test(value) ? value : undefined
  }
  return undefined
}

/** The `Set-Cookie` of a session that begins or ends. No script reads it, and another site's form does not carry it. */
export function sessionCookie(change: SessionChange, tls: boolean): string {
  const value = 'begin' in change ? change.begin : ''
  const ends = 'begin' in change ? '' : '; Max-Age=0'
  return `${cookieName(tls)}=${value}; Path=/; HttpOnly; SameSite=Lax${ends}${tls ? '; Secure' : ''}`
}

/** Fresh marks for the forms of one page. */
export function marksOf({ formToken }: SignedIn): FormMarks {
  return { token: formToken, once: randomToken(16) }
}

/** Whether somebody may call a route of those who are signed in. */
export function mayCall({ desk, roles }: Who, permission: Exclude<Permission, 'public'>): boolean {
  if (permission === 'recruiter') return desk === 'recruiter'
  if (desk !== 'staff') return false
  return permission === 'staff' || roles.some((role) => permission.roles.includes(role))
}

/** The desk at which somebody signs in for a route. */
export function deskOf(permission: Exclude<Permission, 'public'>): Who['desk'] {
  return permission === 'recruiter' ? 'recruiter' : 'staff'
}

/** The desk to which a public page belongs by its address, such as a page of signing in; undefined for all others. */
export function deskOfPath(path: string): Who['desk'] | undefined {
  const first = /^\/(staff|recruiter)(?:\/|$)/.exec(path)?.[1]
  return first === 'staff' || first === 'recruiter' ? first : undefined
}
