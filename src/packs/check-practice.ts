// Checks the invented accounts and files of a demonstration against the pack: who, where, what is asked for, in which order.
import { checkInvented } from './check-invented.ts'
import { checkSteps, licencesOf } from './check-steps.ts'
import type { Report } from './checks.ts'
import type { Demonstration } from './demonstration.ts'
import type { ApplicationExample } from './demonstration-desks.ts'
import { oneOf, type Path } from './faults.ts'
import { countryOfPack } from './questions.ts'
import type { Pack } from './schema.ts'

/** Each account sits in an office of its country, is called as nobody real, and stands once. */
export function checkAccounts(
  { accounts, marks, password, decisionSecret }: Demonstration,
  pack: Pack,
  report: Report,
): void {
  const names = accounts.map(({ name }) => name.toLowerCase())
  if (accounts.length > 0 && password === undefined)
    report(['password'], 'is missing', 'Write one invented password of at least 12 characters for all accounts')
  if (decisionSecret !== undefined && decisionSecret === password)
    report(['decisionSecret'], 'is the password', 'Write other invented words: a desk refuses the password for a key')
  for (const [index, { name, country, display, desk, office }] of accounts.entries()) {
    const path = ['accounts', index]
    if (names.indexOf(name.toLowerCase()) < index)
      report([...path, 'name'], `"${name}" stands twice`, 'Give one of them another name')
    const called = [{ text: display, path: ['display'] }]
    checkInvented({ called, telephones: [], emails: [], webs: [] }, marks, path, report)
    const found = countryOfPack(pack, country)
    if (!found) report([...path, 'country'], `"${country}" is no country of the pack`, knownCountries(pack))
    const offices = desk === 'recruiter' ? ['recruiter'] : (found?.authorities ?? []).map(({ id }) => id)
    if (found && !offices.includes(office))
      report([...path, 'office'], `no office of ${country} is called "${office}"`, oneOf(office, offices))
  }
}

/** Each application could be handed in by this pack, and its steps stand in the order of their days. */
export function checkApplications(demonstration: Demonstration, pack: Pack, report: Report): void {
  const { applications } = demonstration
  const ids = applications.map(({ id }) => id)
  const licences = licencesOf(demonstration)
  for (const [index, application] of applications.entries()) {
    const { id, country, kind, recruiterKind, licence, form } = application
    const path = ['applications', index]
    if (ids.indexOf(id) < index) report([...path, 'id'], `"${id}" stands twice`, 'Give one of them another id')
    const called = [
      { text: form.name, path: ['name'] },
      ...form.tradeNames.map((text, at) => ({ text, path: ['tradeNames', at] })),
      ...form.representatives.map(({ name }, at) => ({ text: name, path: ['representatives', at, 'name'] })),
      ...form.guarantors.map((text, at) => ({ text, path: ['guarantors', at] })),
    ]
    checkInvented({ ...form, called }, demonstration.marks, [...path, 'form'], report)
    const ofPack = countryOfPack(pack, country)
    if (!ofPack) {
      report([...path, 'country'], `"${country}" is no country of the pack`, knownCountries(pack))
      continue
    }
    const kinds = ofPack.kindsOfRecruiter.map((one) => one.id)
    if (!kinds.includes(recruiterKind))
      report(
        [...path, 'recruiterKind'],
        `no kind of recruiter is called "${recruiterKind}"`,
        oneOf(recruiterKind, kinds),
      )
    const first = kind === 'authorization' || kind === 'backfill'
    if (first !== (licence === undefined))
      report([...path, 'licence'], first ? 'does not belong here' : 'is missing', 'Only a known recruiter has a number')
    if (licence !== undefined && !licences.includes(licence))
      report([...path, 'licence'], `no recruiter has the licence "${licence}"`, oneOf(licence, licences))
    checkSteps(application, 'submit', demonstration, path, report)
    checkRequirements(application, ofPack.requirements, path, report)
  }
}

function checkRequirements(
  { steps, form }: ApplicationExample,
  requirements: readonly { readonly id: string }[],
  path: Path,
  report: Report,
): void {
  const ids = requirements.map(({ id }) => id)
  const know = (id: string, at: Path) => {
    if (!ids.includes(id)) report(at, `no requirement is called "${id}"`, oneOf(id, ids))
  }
  for (const id of Object.keys(form.answers)) know(id, [...path, 'form', 'answers', id])
  for (const [index, step] of steps.entries()) {
    const at = [...path, 'steps', index]
    if (step.act === 'check' && step.requirement !== '*') know(step.requirement, [...at, 'requirement'])
    if (step.act === 'check' && step.result === 'not met' && !step.reason)
      report([...at, 'reason'], 'is missing', 'Say why it is not met')
    if (step.act === 'ask')
      for (const [item, { requirement }] of step.items.entries())
        know(requirement, [...at, 'items', item, 'requirement'])
  }
}

function knownCountries(pack: Pack): string {
  return `Known here: ${pack.countries.map(({ code }) => code).join(', ')}`
}
