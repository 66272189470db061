// Checks that nothing of an invented recruiter can be taken for a real one, or reach a real person.
import type { Report } from './checks.ts'
import type { Path } from './faults.ts'

/** How somebody invented is called and reached; `path` leads from the whole to each name. */
export type Invented = {
  readonly called: readonly { readonly text: string; readonly path: Path }[]
  readonly telephones: readonly string[]
  readonly emails: readonly string[]
  readonly webs: readonly string[]
}

export function checkInvented(
  { called, telephones, emails, webs }: Invented,
  marks: readonly string[],
  path: Path,
  report: Report,
): void {
  for (const { text, path: within } of called)
    if (!marks.some((mark) => text.includes(mark)))
      report(
        [...path, ...within],
        `"${text}" could be a real recruiter or person`,
        `Put one of these words into it: ${marks.join(', ')}`,
      )
  for (const [index, telephone] of telephones.entries())
    if (!/^0+$/.test(telephone.replace(/\D/g, '').slice(0, -4)))
      report(
        [...path, 'telephones', index],
        `"${telephone}" could be a real number`,
        'Write zeros, and at most the last four digits otherwise',
      )
  const hosts = [
    ...emails.map((email, index) => ['emails', index, email.split('@').at(-1) ?? ''] as const),
    ...webs.map((web, index) => ['webs', index, new URL(web).hostname] as const),
  ]
  for (const [list, index, host] of hosts)
    if (!/(^|\.)(invalid|example|test|example\.(org|com|net))$/.test(host))
      report(
        [...path, list, index],
        `${host} could be a real address`,
        'Write an address that ends in .invalid or example.org',
      )
}
