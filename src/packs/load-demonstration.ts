// Loads a pack's demonstration data and checks that it is believable, and plainly invented.
import { fail, ok, type Result } from '../kernel/result.ts'
import { checkHistory } from './check-history.ts'
import { checkText } from './check-languages.ts'
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
    checkInvented(recruiter, marks, path, report)
    checkHistory(recruiter, acts, pack, index, report)
  }
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

/** Nothing of an invented recruiter can be taken for a real one, or reach a real person. */
function checkInvented(recruiter: RecruiterExample, marks: readonly string[], path: Path, report: Report): void {
  for (const [index, { text }] of recruiter.names.entries())
    if (!marks.some((mark) => text.includes(mark)))
      report(
        [...path, 'names', index, 'text'],
        `"${text}" could be a real recruiter`,
        `Put one of these words into it: ${marks.join(', ')}`,
      )
  for (const [index, telephone] of recruiter.telephones.entries())
    if (!/^0+$/.test(telephone.replace(/\D/g, '').slice(0, -4)))
      report(
        [...path, 'telephones', index],
        `"${telephone}" could be a real number`,
        'Write zeros, and at most the last four digits otherwise',
      )
  const hosts = [
    ...recruiter.emails.map((email, index) => ['emails', index, email.split('@').at(-1) ?? ''] as const),
    ...recruiter.webs.map((web, index) => ['webs', index, new URL(web).hostname] as const),
  ]
  for (const [list, index, host] of hosts)
    if (!/(^|\.)(invalid|example|test|example\.(org|com|net))$/.test(host))
      report(
        [...path, list, index],
        `${host} could be a real address`,
        'Write an address that ends in .invalid or example.org',
      )
}
