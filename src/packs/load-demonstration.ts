// Loads a pack's demonstration data and checks that it is believable, and plainly invented.
import { fail, ok, type Result } from '../kernel/result.ts'
import { checkHistory } from './check-history.ts'
import { checkInvented } from './check-invented.ts'
import { checkText } from './check-languages.ts'
import { checkAccounts, checkApplications } from './check-practice.ts'
import { checkOtherFiles } from './check-steps.ts'
import type { Report } from './checks.ts'
import { Demonstration, type RecruiterExample } from './demonstration.ts'
import { keyOf, oneOf, type PackFault, type Path } from './faults.ts'
import { readJsonFile } from './folder.ts'
import { loadPack } from './load.ts'
import { countryOfPack, isWellFormedLicence } from './questions.ts'
import { Localized, type Pack } from './schema.ts'
import { shaped } from './shape.ts'
import { walk } from './walk.ts'

const FILE = 'demonstration.json'

/** The demonstration data in a pack's folder, or its faults. The pack is loaded too unless it is handed in; its own faults come instead. */
export async function loadDemonstration(
  folder: string,
  loaded?: Pack,
): Promise<Result<Demonstration, readonly PackFault[]>> {
  const pack = loaded ? ok(loaded) : await loadPack(folder)
  if (!pack.ok) return pack
  const read = await readJsonFile(folder, FILE)
  if (!read.ok) return fail([read.error])
  const parsed = shaped(Demonstration, read.value, () => FILE)
  if (!parsed.ok) return parsed
  const faults: PackFault[] = []
  const report: Report = (path, what, mend) => {
    faults.push({ file: FILE, key: keyOf(read.value, path), what, mend })
  }
  checkDemonstration(parsed.value, pack.value, report)
  return faults.length > 0 ? fail(faults) : ok(parsed.value)
}

/** Every fault of a pack and, where it has any, of its demonstration data. */
export async function checkPack(folder: string): Promise<readonly PackFault[]> {
  const pack = await loadPack(folder)
  if (!pack.ok) return pack.error
  const demonstration = await loadDemonstration(folder, pack.value)
  if (demonstration.ok) return []
  const absent = demonstration.error.some((fault) => fault.what === 'the file is missing')
  return absent ? [] : demonstration.error
}

function checkDemonstration(demonstration: Demonstration, pack: Pack, report: Report): void {
  const { recruiters, acts, marks } = demonstration
  walk(Demonstration, demonstration, (schema, value, path) => {
    if (schema === Localized) checkText(value as Localized, path, pack.languages, report)
  })
  const licences = recruiters.map((recruiter) => recruiter.licence)
  for (const [index, recruiter] of recruiters.entries()) {
    const path = ['recruiters', index]
    if (licences.indexOf(recruiter.licence) < index)
      report([...path, 'licence'], `"${recruiter.licence}" stands twice`, 'Give one of them another number')
    checkAgainstPack(recruiter, pack, path, report)
    const called = recruiter.names.map(({ text }, at) => ({ text, path: ['names', at, 'text'] }))
    checkInvented({ ...recruiter, called }, marks, path, report)
    checkHistory(recruiter, acts, pack, index, report)
  }
  checkAccounts(demonstration, pack, report)
  checkApplications(demonstration, pack, report)
  checkOtherFiles(demonstration, pack, report)
  for (const [index, act] of acts.entries()) {
    const before = acts[index - 1]
    if (before && before.day > act.day)
      report(
        ['acts', index, 'day'],
        `${act.day} comes after ${before.day} in the list`,
        'Put the acts in the order of their days',
      )
    if (!licences.includes(act.licence))
      report(['acts', index, 'licence'], `no recruiter has the licence "${act.licence}"`, oneOf(act.licence, licences))
  }
}

function checkAgainstPack(recruiter: RecruiterExample, pack: Pack, path: Path, report: Report): void {
  const country = countryOfPack(pack, recruiter.country)
  if (!country) {
    report(
      [...path, 'country'],
      `"${recruiter.country}" is no country of the pack`,
      `Known here: ${pack.countries.map((one) => one.code).join(', ')}`,
    )
    return
  }
  const kinds = country.kindsOfRecruiter.map((kind) => kind.id)
  if (!kinds.includes(recruiter.kind))
    report([...path, 'kind'], `no kind of recruiter is called "${recruiter.kind}"`, oneOf(recruiter.kind, kinds))
  if (!isWellFormedLicence(country, recruiter.licence))
    report(
      [...path, 'licence'],
      `"${recruiter.licence}" is no licence number of ${country.code}`,
      `Write one like ${country.licenceNumber.example}, with its check character`,
    )
  const sectors = pack.sectors.map((sector) => sector.id)
  for (const [index, sector] of recruiter.scope.sectors.entries())
    if (!sectors.includes(sector))
      report([...path, 'scope', 'sectors', index], `no sector is called "${sector}"`, oneOf(sector, sectors))
}
