// The invented applications of a demonstration, step by step through the same operations that the desks use.
import {
  ApplicationForm,
  answerApplication,
  appealRefusal,
  askForMore,
  assignApplication,
  checkRequirement,
  confirmComplete,
  decideRefusalAppeal,
  grantApplication,
  lapseApplication,
  noteOnFile,
  proposeDecision,
  refuseApplication,
  returnToReview,
  stopWaiting,
  submitApplication,
  withdrawApplication,
} from '../../modules/register/index.ts'
import type { OpenNode } from '../../node.ts'
import { type ApplicationExample, type ApplicationStep, requirementsOn } from '../../packs/index.ts'
import type { Who } from '../../people/index.ts'
import type { KindOfFile, Performing } from './files.ts'

/** How an application is played. */
export const APPLICATIONS: KindOfFile<ApplicationExample, ApplicationStep> = {
  perform,
  /** A check of `*` as one check of each requirement that no other step of the file checks. */
  spread(node, { country, kind, recruiterKind, steps }, step, dayOf) {
    if (step.act !== 'check') return [{ step, part: '' }]
    if (step.requirement !== '*') return [{ step, part: `/${step.requirement}` }]
    const handedIn = dayOf(steps[0]?.day ?? step.day)
    const checked = new Set(steps.map((one) => (one.act === 'check' ? one.requirement : undefined)))
    return requirementsOn(node.pack, country, { for: kind, kind: recruiterKind, day: handedIn })
      .filter(({ id }) => !checked.has(id))
      .map(({ id }) => ({ step: { ...step, requirement: id }, part: `/${id}` }))
  },
}

async function perform(
  node: OpenNode,
  who: Who,
  { example, step, file, people, dayOf, once }: Performing<ApplicationExample, ApplicationStep>,
) {
  const { country, kind, recruiterKind, licence, language } = example
  const on = { file, once, language }
  switch (step.act) {
    case 'submit':
      return submitApplication(node, who, { kind, country, recruiterKind, form: formOf(example), licence, once })
    case 'complete':
      return confirmComplete(node, who, on)
    case 'ask':
      return askForMore(node, who, { ...on, items: step.items, ...(step.until && { until: dayOf(step.until) }) })
    case 'answer':
      return answerApplication(node, who, { ...on, form: formOf(example, step.form) })
    case 'check':
      return checkRequirement(node, who, {
        ...on,
        requirement: step.requirement,
        result: step.result,
        reason: step.reason,
      })
    case 'stop-waiting':
      return stopWaiting(node, who, on)
    case 'propose': {
      const { outcome, reason, terms } = step
      const until = terms?.validUntil && { terms: { validUntil: dayOf(terms.validUntil) } }
      return proposeDecision(node, who, { ...on, outcome, reason, ...until })
    }
    case 'return':
      return returnToReview(node, who, { ...on, reason: step.reason })
    case 'grant':
      return grantApplication(node, who, { ...on, reason: step.reason, licence: step.licence })
    case 'refuse':
      return refuseApplication(node, who, { ...on, reason: step.reason })
    case 'withdraw':
      return withdrawApplication(node, who, on)
    case 'lapse':
      return lapseApplication(node, who, on)
    case 'appeal':
      return appealRefusal(node, who, { ...on, reasons: step.reasons })
    case 'appeal-decided':
      return decideRefusalAppeal(node, who, { ...on, outcome: step.outcome, reason: step.reason })
    case 'assign':
      return assignApplication(node, who, { ...on, to: people.account(step.to) })
    case 'note':
      return noteOnFile(node, who, { ...on, text: step.text })
  }
}

function formOf({ form, language }: ApplicationExample, corrected: object = {}): ApplicationForm {
  return ApplicationForm.parse({ ...form, ...corrected, language })
}
