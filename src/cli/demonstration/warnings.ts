// The invented warnings of a demonstration, through the same operations that the desk uses.
import {
  approveWarning,
  contestWarning,
  decideContest,
  dismissWarning,
  giveNotice,
  openKnownRegister,
  proposeWarning,
  publishWarning,
  removeWarning,
  reportWarning,
  returnWarning,
  verifyWarning,
} from '../../modules/register/index.ts'
import type { OpenNode } from '../../node.ts'
import type { WarningExample, WarningStep } from '../../packs/index.ts'
import type { Who } from '../../people/index.ts'
import type { KindOfFile, Performing } from './files.ts'

/** How a warning is played. */
export const WARNINGS: KindOfFile<WarningExample, WarningStep> = { perform }

async function perform(
  node: OpenNode,
  who: Who,
  { example, step, file, dayOf, once }: Performing<WarningExample, WarningStep>,
) {
  const { country, language, party } = example
  const on = { file, once, language, text: 'text' in step ? step.text : '' }
  switch (step.act) {
    case 'report': {
      const report = { country, via: step.via, party: { ...party, language }, papers: [], once }
      return reportWarning(node, who, report)
    }
    case 'verify':
      return verifyWarning(node, who, on)
    case 'dismiss':
      return dismissWarning(node, who, on)
    case 'propose':
      return proposeWarning(node, who, on)
    case 'approve':
      return approveWarning(await withRegister(node), who, { ...on, apart: step.apart })
    case 'return':
      return returnWarning(node, who, on)
    case 'give-notice':
      return giveNotice(node, who, { ...on, way: step.way, givenOn: dayOf(step.day), until: dayOf(step.until) })
    case 'contest':
      return contestWarning(node, who, on)
    case 'decide-contest':
      return decideContest(node, who, { ...on, outcome: step.outcome })
    case 'publish':
      return publishWarning(await withRegister(node), who, { file, once, apart: step.apart })
    case 'remove':
      return removeWarning(node, who, { ...on, why: step.why })
  }
}

const registers = new WeakMap<object, ReturnType<typeof openKnownRegister>>()

/** The node with its register in memory as it is at this step: read once for a database, then followed. */
async function withRegister(node: OpenNode) {
  const opening = registers.get(node.database) ?? openKnownRegister(node.database, node.pack, node.now)
  registers.set(node.database, opening)
  const register = await opening
  await register.refresh()
  return { ...node, register }
}
