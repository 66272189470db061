// What to do now: two to five steps, chosen by what the register answered.
import { fill, type Html, html } from '../../../../platform/html.ts'
import type { CheckResult } from '../../views.ts'
import { telephoneLink } from './calls.ts'
import { number, type RegisterReader } from './words.ts'

export type Advice = 'yes' | 'no' | 'mismatch' | 'none' | 'ask' | 'choose'

const STEPS = {
  yes: ['pay', 'phone', 'contract', 'papers'],
  no: ['notpaid', 'paid', 'call'],
  mismatch: ['photos', 'real', 'call'],
  none: ['number', 'nothing', 'call'],
  ask: ['ask', 'nothing', 'papers'],
  choose: ['compare', 'pay', 'call'],
} as const satisfies Record<Advice, readonly string[]>

/** The steps; those about the recruiter's telephone only when one is registered. `past`: the answer is about another day. */
export function steps(
  advice: Advice,
  past: boolean,
  recruiter: CheckResult | undefined,
  today: string,
  reader: RegisterReader,
): Html {
  const { say } = reader
  const telephone = recruiter?.telephones[0]
  const item = (title: string, text: Html | string) => html`<li><b>${title}</b><span>${text}</span></li>`
  const link = telephone && html`<a class="nb" href="${telephoneLink(telephone)}">${number(telephone)}</a>`
  const chosen = STEPS[advice].filter((step) => telephone || (step !== 'phone' && step !== 'real'))
  return html`<h2>${say('steps.heading')}</h2><ol class="steps">${past && item(say('step.today.title'), html`<a href="${today}">${say('step.today.text')}</a>`)}${chosen.map(
    (step) =>
      item(
        say(`step.${step}.title`),
        link && (step === 'phone' || step === 'real')
          ? fill(say, `step.${step}.text`, { telephone: link })
          : say(`step.${step}.text`),
      ),
  )}</ol>`
}
