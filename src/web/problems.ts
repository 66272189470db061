// One table of problems: code and status. Texts stand in texts/, one a language; RFC 9457 for programs.
import { PROBLEM_CODES, type ProblemCode } from './pages/error.ts'

export const PROBLEM_STATUS: Readonly<Record<ProblemCode, number>> = {
  'bad-request': 400,
  'empty-question': 400,
  'question-too-long': 413,
  'bad-date': 400,
  'bad-parameter': 400,
  'unknown-licence': 404,
  'not-found': 404,
  'forged-form': 403,
  'stale-form': 403,
  'signed-out': 403,
  'bad-form': 400,
  'slow-form': 408,
  'unsupported-form': 415,
  'too-many-requests': 429,
  'method-not-allowed': 405,
  'body-too-large': 413,
  unavailable: 503,
  internal: 500,
}

/** A code of the table; anything else is an error of ours. */
export function problemCode(code: string): ProblemCode {
  return (PROBLEM_CODES as readonly string[]).includes(code) ? (code as ProblemCode) : 'internal'
}

/** A problem as `application/problem+json` (RFC 9457). */
export function problemJson(
  code: ProblemCode,
  text: { readonly title: string; readonly next: string },
  more: { readonly detail?: string; readonly request: string },
) {
  return {
    type: `urn:sursur:problem:${code}`,
    title: text.title,
    status: PROBLEM_STATUS[code],
    detail: more.detail ?? text.next,
    instance: `urn:sursur:request:${more.request}`,
  }
}
