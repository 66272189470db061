// The reference page of problems, from the table of codes and the English texts.
import { PROBLEM_STATUS } from '../../src/web/problems.ts'
import { type WebKey, webTexts } from '../../src/web/texts/index.ts'
import { code, head, table } from './markdown.ts'

/** Every code with its status and what a reader is told. */
export function problemsPage(): string {
  const rows = Object.entries(PROBLEM_STATUS).map(([name, status]) => {
    const say = (part: 'title' | 'next') => webTexts.en[`problem.${name}.${part}` as WebKey]
    return [code(name), String(status), say('title').replace(/^Error: /, ''), say('next')]
  })
  const intro =
    'Pages show a problem in the reader’s language, with a request number to quote. The API answers `application/problem+json` (RFC 9457): `type` is `urn:sursur:problem:CODE`, `instance` is `urn:sursur:request:NUMBER`.'
  return `${head('Problems', 'src/web/problems.ts and src/web/texts/en.json', intro)}\n${table(['code', 'status', 'what happened', 'what to do'], rows)}`
}
