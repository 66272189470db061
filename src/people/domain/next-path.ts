// Where somebody goes after signing in: only to a page of their own desk, never to another site.
import type { Who } from '../who.ts'

const LONGEST = 500
/** A path of our own: no `//host`, no backslash, no control character, no scheme. */
const PATH = /^\/(?:staff|recruiter)(?:[/?][!-[\]-~]*)?$/

/** The path to go to, without its language: `wanted` when it belongs to the desk, else the desk's first page. */
export function nextPath(desk: Who['desk'], wanted: string | undefined): string {
  const home = `/${desk}`
  if (wanted === undefined || wanted.length > LONGEST || !PATH.test(wanted)) return home
  const [path = ''] = wanted.split('?', 1)
  if (path !== home && !path.startsWith(`${home}/`)) return home
  // A path with dots could leave the desk; a page of signing in would lead in a circle.
  if (/(^|\/)\.{1,2}(\/|$)|%2e|%2f|%5c/i.test(path) || /\/(sign-in|sign-out|enrol|register)(\/|$)/.test(path))
    return home
  return wanted
}
