// The invented sanctions of a demonstration, through the same operations that the desks use.
import {
  answerCharge,
  appealSanction,
  closeHearing,
  decideSanctionAppeal,
  dropSanction,
  endPrecaution,
  imposeSanction,
  liftSuspension,
  openHearing,
  proposeSanction,
  recordPayment,
  suspendAtOnce,
} from '../../modules/register/index.ts'
import type { OpenNode } from '../../node.ts'
import type { SanctionExample, SanctionStep } from '../../packs/index.ts'
import type { Who } from '../../people/index.ts'
import type { KindOfFile, Performing } from './files.ts'

/** How a sanction is played. */
export const SANCTIONS: KindOfFile<SanctionExample, SanctionStep> = { perform }

async function perform(
  node: OpenNode,
  who: Who,
  { example, step, file, dayOf, once }: Performing<SanctionExample, SanctionStep>,
) {
  const { licence, language } = example
  const on = { file, once, language }
  switch (step.act) {
    case 'propose': {
      const { sanction, facts, precaution } = step
      return proposeSanction(node, who, { address: licence, sanction, facts, precaution, language, once })
    }
    case 'suspend-at-once':
      return suspendAtOnce(node, who, { ...on, reason: step.reason })
    case 'end-precaution':
      return endPrecaution(node, who, { ...on, reason: step.reason })
    case 'open-hearing':
      return openHearing(node, who, { ...on, until: dayOf(step.until) })
    case 'answer':
      return answerCharge(node, who, { ...on, words: step.words })
    case 'close-hearing':
      return closeHearing(node, who, on)
    case 'impose': {
      const { reason, amount, until } = step
      return imposeSanction(node, who, { ...on, reason, amount, ...(until && { until: dayOf(until) }) })
    }
    case 'drop':
      return dropSanction(node, who, { ...on, reason: step.reason })
    case 'appeal':
      return appealSanction(node, who, { ...on, words: step.words })
    case 'appeal-decided':
      return decideSanctionAppeal(node, who, { ...on, outcome: step.outcome, reason: step.reason })
    case 'paid':
      return recordPayment(node, who, { ...on, paidOn: dayOf(step.day) })
    case 'unpaid':
      return recordPayment(node, who, on)
    case 'lift':
      return liftSuspension(node, who, { ...on, reason: step.reason })
  }
}
