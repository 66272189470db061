// The diagram of an authorization's life, from the table that decides about it.
import { LIFE } from '../../src/modules/register/domain/life.ts'
import { code, head, table } from './markdown.ts'

const LIST_ACTS = new Set(['list', 'delist'])

type Step = readonly [from: string, act: string, to: string]

/** Two diagrams (authorization, listing) and the table behind them. */
export function lifePage(): string {
  const steps: readonly Step[] = Object.entries(LIFE).flatMap(([from, acts]) =>
    Object.entries(acts).map(([act, to]): Step => [from, act, to]),
  )
  const ofLists = steps.filter(([, act]) => LIST_ACTS.has(act))
  const ofAuthorizations = steps.filter(([, act]) => !LIST_ACTS.has(act))
  const intro =
    'What does not stand here cannot happen: the act is refused. `none` is before the first act. `expired` is never written down: it is `authorized` after its last day. A listing is a life of its own, beside the authorization; each published list has its own. Each country has its own too.'
  return [
    head('Life of an authorization and of a listing', 'src/modules/register/domain/life.ts', intro),
    `## Authorization\n\n${diagram(ofAuthorizations, '    authorized --> expired: last day passed')}`,
    `## Listing\n\n${diagram(ofLists)}`,
    `## As a table\n\n${table(
      ['standing', 'act', 'standing after it'],
      steps.map(([from, act, to]) => [code(from), act, code(to)]),
    )}`,
  ].join('\n')
}

function diagram(steps: readonly Step[], ...more: readonly string[]): string {
  const name = (standing: string) => (standing === 'none' ? '[*]' : standing)
  const lines = steps.map(([from, act, to]) => `    ${name(from)} --> ${name(to)}: ${act}`)
  return `\`\`\`mermaid\nstateDiagram-v2\n${[...lines, ...more].join('\n')}\n\`\`\`\n`
}
