// The invented applications of a demonstration, step by step through the same operations that the desks use.
import type { Day } from '../../kernel/day.ts'
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
import { type ApplicationExample, type ApplicationStep, requirementsOn, type StepDay } from '../../packs/index.ts'
import type { Who } from '../../people/index.ts'
import type { People } from './accounts.ts'
import { type Done, expectDone, KEYS, placeOf, type Step } from './timeline.ts'

/** Identifiers of the files that were handed in, by the id of the example. */
type Files = Map<string, string>

type Playing = {
  readonly people: People
  readonly done: Done
  readonly dayOf: (of: StepDay) => Day
}

/** Every step of the applications of the node's own country. */
export function applicationSteps(
  node: OpenNode,
  applications: readonly ApplicationExample[],
  { people, done, dayOf }: Playing,
): readonly Step[] {
  const files: Files = new Map()
  return applications
    .filter(({ country }) => country === node.country)
    .flatMap((example) =>
      example.steps.flatMap((step, index) =>
        spread(node, example, step, dayOf).map((one): Step => {
          const part = one.act === 'check' ? `/${one.requirement}` : ''
          const key = `${KEYS}${example.id}/${index}${part}`
          const account = people.account(one.by)
          const earlier = done.get(placeOf({ account, key }))
          if (one.act === 'submit' && earlier !== undefined) files.set(example.id, fileOf(earlier))
          const run = async (onDay: OpenNode) => {
            const who = people.who(one.by)
            const result = await perform(onDay, who, { example, step: one, files, people, dayOf, once: key })
            const value = expectDone<unknown>(result, `${example.id}: ${one.act} of ${one.day}`)
            if (one.act === 'submit') files.set(example.id, fileOf(value))
          }
          return { at: dayOf(one.day), account, key, run }
        }),
      ),
    )
}

function fileOf(value: unknown): string {
  return (value as { readonly file: string }).file
}

/** A check of `*` as one check of each requirement that no other step of the file checks. */
function spread(
  node: OpenNode,
  { country, kind, recruiterKind, steps }: ApplicationExample,
  step: ApplicationStep,
  dayOf: Playing['dayOf'],
): readonly ApplicationStep[] {
  if (step.act !== 'check' || step.requirement !== '*') return [step]
  const handedIn = dayOf(steps[0]?.day ?? step.day)
  const checked = new Set(steps.map((one) => (one.act === 'check' ? one.requirement : undefined)))
  return requirementsOn(node.pack, country, { for: kind, kind: recruiterKind, day: handedIn })
    .filter(({ id }) => !checked.has(id))
    .map(({ id }) => ({ ...step, requirement: id }))
}

type Performing = {
  readonly example: ApplicationExample
  readonly step: ApplicationStep
  readonly files: Files
  readonly people: People
  readonly dayOf: Playing['dayOf']
  readonly once: string
}

function perform(node: OpenNode, who: Who, { example, step, files, people, dayOf, once }: Performing) {
  const { country, kind, recruiterKind, licence, language } = example
  const on = { file: files.get(example.id) ?? '', once, language }
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
