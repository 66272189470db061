// The diagram of an authorization's life, from the table that decides about it.

import { APPLICATION_LIFE } from '../../src/modules/register/domain/application.ts'
import { INSPECTION_LIFE } from '../../src/modules/register/domain/inspection.ts'
import { LIFE } from '../../src/modules/register/domain/life.ts'
import { SANCTION_LIFE } from '../../src/modules/register/domain/sanction.ts'
import { WARNING_LIFE } from '../../src/modules/register/domain/warning.ts'
import { code, head, table } from './markdown.ts'

const LIST_ACTS = new Set(['list', 'delist'])

type Step = readonly [from: string, act: string, to: string]

/** Two diagrams (authorization, listing) and the table behind them. */
export function lifePage(): string {
  const steps = stepsOf(LIFE)
  const ofLists = steps.filter(([, act]) => LIST_ACTS.has(act))
  const ofAuthorizations = steps.filter(([, act]) => !LIST_ACTS.has(act))
  const intro =
    'What does not stand here cannot happen: the act is refused. `none` is before the first act. `expired` is never written down: it is `authorized` after its last day. A listing is a life of its own, beside the authorization; each published list has its own. Each country has its own too.'
  return [
    head('Life of an authorization and of a listing', 'src/modules/register/domain/life.ts', intro),
    `## Authorization\n\n${diagram(ofAuthorizations, '    authorized --> expired: last day passed')}`,
    `## Listing\n\n${diagram(ofLists)}`,
    `## Application\n\nEach state in which a file can be, and what leads on from it. Whoever checked, asked or proposed signs no decision; who refused does not decide the appeal.\n\n${diagram(stepsOf(APPLICATION_LIFE))}`,
    `## Inspection\n\nWhat was not in order is mended in time, or a sanction is proposed. Whoever inspected never decides it.\n\n${diagram(stepsOf(INSPECTION_LIFE))}`,
    `## Sanction\n\nNobody is sanctioned unheard. Whoever proposed or inspected decides nothing; whoever decided does not decide the appeal. A payment is recorded of fines alone, and only a suspension is lifted.\n\n${diagram(stepsOf(SANCTION_LIFE))}`,
    `## Warning\n\nNo name is published without two officers, notice, a term, and a way to contest it.\n\n${diagram(stepsOf(WARNING_LIFE))}`,
    `## As a table\n\n${table(
      ['standing', 'act', 'standing after it'],
      steps.map(([from, act, to]) => [code(from), act, code(to)]),
    )}`,
  ].join('\n')
}

function stepsOf(life: Readonly<Record<string, Readonly<Record<string, string>>>>): readonly Step[] {
  return Object.entries(life).flatMap(([from, acts]) => Object.entries(acts).map(([act, to]): Step => [from, act, to]))
}

function diagram(steps: readonly Step[], ...more: readonly string[]): string {
  // A state of several words needs an identifier of its own in this kind of diagram.
  const name = (standing: string) => (standing === 'none' ? '[*]' : standing.replaceAll(/[^a-z]+/g, '_'))
  const lines = steps.map(([from, act, to]) => `    ${name(from)} --> ${name(to)}: ${act}`)
  return `\`\`\`mermaid\nstateDiagram-v2\n${[...lines, ...more].join('\n')}\n\`\`\`\n`
}
