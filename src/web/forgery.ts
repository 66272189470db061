// Whether a form comes from our own pages: the browser says where from, and the session's token says whose.
import type { FormMarks } from '../platform/http.ts'
import { sameSecret } from '../platform/seal/digest.ts'

const LOOPBACK = /^(localhost|127(?:\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i

/** What a browser says of where a form comes from; a script of another site cannot set these headers. */
export type Provenance = {
  /** `Sec-Fetch-Site`. */
  readonly site: string | undefined
  readonly origin: string | undefined
  readonly host: string | undefined
}

/**
 * Whether the form comes from a page of this node. `Sec-Fetch-Site` decides; a browser too old to send it is judged by
 * `Origin`: that of `publicUrl`, or on the machine itself the one that it asked. Who sends neither is refused.
 */
export function isOwnForm({ site, origin, host }: Provenance, publicUrl: string): boolean {
  if (site !== undefined) return site === 'same-origin'
  if (origin === undefined) return false
  if (origin === new URL(publicUrl).origin) return true
  return host !== undefined && LOOPBACK.test(host) && origin === `http://${host.toLowerCase()}`
}

const ONCE = /^[A-Za-z0-9_-]{16,64}$/

/** The key of a form that bears the session's token and a well-formed key; undefined when it is not of this session. */
export function onceOf(sent: Partial<FormMarks>, formToken: string): string | undefined {
  const { token, once } = sent
  if (token === undefined || once === undefined || !ONCE.test(once)) return undefined
  return sameSecret(token, formToken) ? once : undefined
}
