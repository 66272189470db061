// Checks the steps of a demonstration's files: by known people, in the order of days, and what inspections and sanctions name of the pack.
import { checkInvented } from './check-invented.ts'
import type { Report } from './checks.ts'
import type { Demonstration } from './demonstration.ts'
import type { StepDay } from './demonstration-desks.ts'
import { oneOf, type Path } from './faults.ts'
import { countryOfPack } from './questions.ts'
import type { Pack } from './schema.ts'

type Steps = {
  readonly country: string
  readonly steps: readonly {
    readonly act: string
    readonly day: StepDay
    readonly by: string
    readonly to?: string | undefined
  }[]
}

/** The licences that a demonstration's files can be about: of its recruiters, and those that its applications bring. */
export function licencesOf({ recruiters, applications }: Demonstration): readonly string[] {
  const brought = applications.flatMap(({ form, steps }) => [
    ...(form.paper ? [form.paper.licence] : []),
    ...steps.flatMap((step) => (step.act === 'grant' && step.licence ? [step.licence] : [])),
  ])
  return [...recruiters.map(({ licence }) => licence), ...brought]
}

/** Steps of a file: `opens` is the first and only the first, each is by an account of the country, none is to come. */
export function checkSteps(
  { steps, country }: Steps,
  opens: string,
  { accounts }: Pick<Demonstration, 'accounts'>,
  path: Path,
  report: Report,
): void {
  const names = accounts.filter((account) => account.country === country).map(({ name }) => name)
  for (const [index, step] of steps.entries()) {
    const at = [...path, 'steps', index]
    if ((step.act === opens) !== (index === 0))
      report([...at, 'act'], `"${step.act}" cannot stand here`, `The first step is "${opens}", and only the first`)
    if (!names.includes(step.by))
      report([...at, 'by'], `no account of ${country} is called "${step.by}"`, oneOf(step.by, names))
    if (step.to !== undefined && !names.includes(step.to))
      report([...at, 'to'], `no account of ${country} is called "${step.to}"`, oneOf(step.to, names))
    const before = steps[index - 1]
    if (before && isAfter(before.day, step.day))
      report([...at, 'day'], `${step.day} comes after ${before.day} in the list`, 'Put the steps in the order of days')
    if (step.day.startsWith('+')) report([...at, 'day'], `${step.day} is still to come`, 'Write a day up to "0d"')
  }
}

/** Inspections and sanctions are about a known recruiter and name what the pack has; warnings name nobody real. */
export function checkOtherFiles(demonstration: Demonstration, pack: Pack, report: Report): void {
  const { inspections, sanctions, applications, warnings, marks } = demonstration
  const licences = licencesOf(demonstration)
  const ids = [...applications, ...inspections, ...sanctions, ...warnings].map(({ id }) => id)
  const files = [
    ...inspections.map((file, index) => ({ file, path: ['inspections', index], opens: 'plan' })),
    ...sanctions.map((file, index) => ({ file, path: ['sanctions', index], opens: 'propose' })),
  ]
  for (const [index, warning] of warnings.entries()) {
    const path = ['warnings', index]
    if (ids.indexOf(warning.id) < ids.lastIndexOf(warning.id))
      report([...path, 'id'], `"${warning.id}" stands twice`, 'Give one of them another id')
    const { name, names } = warning.party
    const called = [{ text: name, path: ['name'] }, ...names.map((text, at) => ({ text, path: ['names', at] }))]
    checkInvented({ ...warning.party, called }, marks, [...path, 'party'], report)
    checkSteps(warning, 'report', demonstration, path, report)
  }
  for (const { file, path, opens } of files) {
    if (ids.indexOf(file.id) < ids.lastIndexOf(file.id))
      report([...path, 'id'], `"${file.id}" stands twice`, 'Give one of them another id')
    if (!licences.includes(file.licence))
      report([...path, 'licence'], `no recruiter has the licence "${file.licence}"`, oneOf(file.licence, licences))
    checkSteps(file, opens, demonstration, path, report)
    const ofPack = countryOfPack(pack, file.country)
    const scale = ofPack?.sanctions.map(({ id }) => id) ?? []
    const questions = ofPack?.inspection.checklist.map(({ id }) => id) ?? []
    for (const [index, step] of file.steps.entries()) {
      const at = [...path, 'steps', index]
      if ('sanction' in step && !scale.includes(step.sanction))
        report([...at, 'sanction'], `no sanction is called "${step.sanction}"`, oneOf(step.sanction, scale))
      for (const id of Object.keys('notInOrder' in step ? step.notInOrder : {}))
        if (!questions.includes(id))
          report([...at, 'notInOrder', id], `no question is called "${id}"`, oneOf(id, questions))
    }
  }
}

/** Whether one day surely comes after another; days of the calendar come before those counted from the start. */
function isAfter(one: StepDay, other: StepDay): boolean {
  const [a, b] = [one, other].map((day) => (day.endsWith('d') ? Number(day.slice(0, -1)) : undefined))
  if (a === undefined && b === undefined) return one > other
  if (a === undefined || b === undefined) return a !== undefined
  return a > b
}
