// The invented inspections of a demonstration, through the same operations that the inspectorate uses.
import {
  askToMend,
  cancelInspection,
  carryOutInspection,
  closeInspection,
  planInspection,
  proposeFromInspection,
  replanInspection,
} from '../../modules/register/index.ts'
import type { OpenNode } from '../../node.ts'
import { checklistOn, type InspectionExample, type InspectionStep } from '../../packs/index.ts'
import type { Who } from '../../people/index.ts'
import type { KindOfFile, Performing } from './files.ts'

/** How an inspection is played. */
export const INSPECTIONS: KindOfFile<InspectionExample, InspectionStep> = { perform }

async function perform(
  node: OpenNode,
  who: Who,
  { example, step, file, people, dayOf, once }: Performing<InspectionExample, InspectionStep>,
) {
  const { licence, language } = example
  const on = { file, once, language }
  switch (step.act) {
    case 'plan': {
      const { announced } = step
      const plan = { address: licence, day: dayOf(step.on), inspector: people.account(step.by), announced, once }
      return planInspection(node, who, plan)
    }
    case 'replan': {
      const { announced } = step
      return replanInspection(node, who, {
        ...on,
        day: dayOf(step.on),
        inspector: people.account(step.by),
        announced,
      })
    }
    case 'cancel':
      return cancelInspection(node, who, { ...on, reason: step.reason })
    case 'carry-out': {
      const { notInOrder, remarks } = step
      const day = dayOf(step.day)
      // The questions that were kept are those of the day for which it was planned.
      const planned = example.steps.findLast((one) => one.act === 'plan' || one.act === 'replan')
      const questions = checklistOn(node.pack, node.country, planned && 'on' in planned ? dayOf(planned.on) : day)
      const answers = Object.fromEntries(
        questions.map(({ id }) => [id, notInOrder[id] === undefined ? 'in order' : 'not in order'] as const),
      )
      return carryOutInspection(node, who, { ...on, on: day, answers, notes: notInOrder, remarks })
    }
    case 'close':
      return closeInspection(node, who, { ...on, reason: step.reason })
    case 'ask-to-mend':
      return askToMend(node, who, { ...on, until: dayOf(step.until) })
    case 'propose-sanction': {
      const { sanction, facts, precaution } = step
      return proposeFromInspection(node, who, { file, once, charge: { sanction, facts, precaution, language } })
    }
  }
}
