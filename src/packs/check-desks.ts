// What a country's desks must hold to beyond their shape: requirements, terms, calendar, guarantee and sanctions that make sense.
import { type Day, dayOf, parseDay } from '../kernel/day.ts'
import { checkOnce, isCurrency, type Report } from './checks.ts'
import { oneOf, type Path } from './faults.ts'
import type { Requirement } from './schema/desks.ts'
import { Law } from './schema/parts.ts'
import { type CountryOfPack, type Pack, Pack as PackSchema } from './schema.ts'
import { walk } from './walk.ts'

/** Everything that each country's desks ask. */
export function checkDesks(pack: Pack, report: Report): void {
  for (const [index, country] of pack.countries.entries()) {
    const at = ['countries', index]
    checkOnce(country.requirements, [...at, 'requirements'], report)
    for (const [place, requirement] of country.requirements.entries())
      checkRequirement(requirement, country, [...at, 'requirements', place], report)
    checkDeadlines(country, at, report)
    checkCalendar(country, [...at, 'calendar'], report)
    checkGuarantee(country, [...at, 'guarantee'], report)
    checkSanctions(country, at, report)
    checkOnce(country.inspection.checklist, [...at, 'inspection', 'checklist'], report)
    checkWhile(country.sanctions, [...at, 'sanctions'], report)
    checkWhile(country.inspection.checklist, [...at, 'inspection', 'checklist'], report)
    checkWhile(country.requirements, [...at, 'requirements'], report)
    checkCertificate(pack, country, [...at, 'certificateLanguages'], report)
  }
  checkLaws(pack, report)
}

function checkRequirement(requirement: Requirement, country: CountryOfPack, at: Path, report: Report): void {
  const { fields, papers } = requirement
  checkKinds(requirement.kinds, country, at, report)
  checkOnce(fields, [...at, 'fields'], report)
  if (papers.most < papers.least)
    report([...at, 'papers', 'most'], `is less than the least, ${papers.least}`, `Write ${papers.least} or more`)
  for (const [place, field] of fields.entries()) {
    const options = [...at, 'fields', place, 'options']
    if (field.type === 'choice' && !field.options)
      report(options, 'is missing', 'Write the answers to choose from, two at least, or give the field another type')
    if (field.type !== 'choice' && field.options)
      report(
        options,
        `do not belong to a field of the type "${field.type}"`,
        'Give the field the type "choice", or take them away',
      )
    if (field.options) checkOnce(field.options, options, report)
  }
}

type While = { readonly from?: Day | undefined; readonly to?: Day | undefined }

/** No rule of a list ends before it begins. */
function checkWhile(rules: readonly While[], at: Path, report: Report): void {
  for (const [index, { from, to }] of rules.entries())
    if (from !== undefined && to !== undefined && to < from)
      report(
        [...at, index, 'to'],
        `is before the first day, ${from}`,
        'Write the last day on which it holds, or take it away',
      )
}

function checkKinds(kinds: readonly string[] | undefined, country: CountryOfPack, at: Path, report: Report): void {
  const known = country.kindsOfRecruiter.map((kind) => kind.id)
  for (const [place, kind] of (kinds ?? []).entries())
    if (!known.includes(kind))
      report([...at, 'kinds', place], `the country has no kind of recruiter "${kind}"`, oneOf(kind, known))
}

/** What was not found names no article: that would be law of one's own making. */
function checkLaws(pack: Pack, report: Report): void {
  walk(PackSchema, pack, (schema, value, path) => {
    if (schema !== Law) return
    const law = value as Law
    if (law.provenance.flag === 'not found' && law.article !== undefined)
      report(
        [...path, 'article'],
        'names an article of a law that was not found',
        'Take the article away, or use the flag "background" until it has been read',
      )
  })
}

function checkDeadlines(country: CountryOfPack, at: Path, report: Report): void {
  for (const [kind, term] of Object.entries(country.deadlines)) {
    if (!term) continue
    const path = [...at, 'deadlines', kind]
    if ((term.days === undefined) === (term.months === undefined))
      report(path, 'needs days or months, one of the two', 'Write "days" or "months"')
    else if (term.months !== undefined && term.counted === 'working')
      report([...path, 'counted'], 'months cannot be counted in working days', 'Write "calendar", or the term in days')
  }
}

function checkCalendar({ calendar }: CountryOfPack, at: Path, report: Report): void {
  const { holidays, listedThrough, restDays } = calendar
  if (new Set(restDays).size < restDays.length)
    report(
      [...at, 'restDays'],
      'names a day of the week twice',
      'Write each number from 0 (Sunday) to 6 (Saturday) once',
    )
  const seen = new Set<string>()
  for (const [place, { day }] of holidays.entries()) {
    const path = [...at, 'holidays', place, 'day']
    const [month, date] = day.split('-').slice(-2).map(Number)
    const everyYear = day.length === 'MM-DD'.length
    // 2024 has a 29 February.
    const exists = everyYear ? dayOf(2024, month ?? 0, date ?? 0) : parseDay(day)
    if (!exists) report(path, `there is no ${day}`, 'Write a day that exists')
    if (seen.has(day)) report(path, `"${day}" stands twice in this list`, 'Take one of them away')
    seen.add(day)
    if (!everyYear && (listedThrough === undefined || day > listedThrough))
      report(
        [...at, 'listedThrough'],
        `does not reach the listed day ${day}`,
        'Write the last day up to which all moving holidays are listed',
      )
  }
}

function checkGuarantee(country: CountryOfPack, at: Path, report: Report): void {
  const { required, kinds, amount } = country.guarantee
  checkKinds(kinds, country, at, report)
  if (amount && required !== true)
    report(
      [...at, 'amount'],
      'is given where no guarantee is required',
      'Set "required" to true, or take the amount away',
    )
  if (amount && !isCurrency(amount.currency))
    report([...at, 'amount', 'currency'], `"${amount.currency}" is no currency known here`, 'Write a code of ISO 4217')
}

function checkSanctions(country: CountryOfPack, at: Path, report: Report): void {
  const { sanctions, fineUnits } = country
  const units = fineUnits.map((unit) => unit.id)
  checkOnce(sanctions, [...at, 'sanctions'], report)
  checkOnce(fineUnits, [...at, 'fineUnits'], report)
  for (const [index, unit] of fineUnits.entries()) {
    const path = [...at, 'fineUnits', index]
    if (isCurrency(unit.id))
      report([...path, 'id'], `"${unit.id}" is a currency`, 'Take the unit away: fines may name a currency directly')
    checkWhile(unit.values, [...path, 'values'], report)
    for (const [place, { worth }] of unit.values.entries()) {
      if (!isCurrency(worth.currency))
        report(
          [...path, 'values', place, 'worth', 'currency'],
          `"${worth.currency}" is no currency known here`,
          'Write a code of ISO 4217',
        )
    }
  }
  for (const [index, { effect, fine }] of sanctions.entries()) {
    const path = [...at, 'sanctions', index, 'fine']
    if (!fine) continue
    if (effect !== 'fine')
      report(path, `does not belong to a ${effect}`, 'Give the sanction the effect "fine", or take it away')
    if (fine.most < fine.least)
      report([...path, 'most'], `is less than the least, ${fine.least}`, `Write ${fine.least} or more`)
    if (!isCurrency(fine.unit) && !units.includes(fine.unit))
      report(
        [...path, 'unit'],
        `"${fine.unit}" is neither a currency nor one of the country's fineUnits`,
        oneOf(fine.unit, [...units, country.currency]),
      )
  }
}

function checkCertificate(pack: Pack, country: CountryOfPack, at: Path, report: Report): void {
  const written = pack.languages.filter((language) => language.standing !== 'named').map((language) => language.tag)
  for (const [place, tag] of country.certificateLanguages.entries())
    if (!written.includes(tag))
      report([...at, place], `no text of the pack is written in "${tag}"`, oneOf(tag, written))
  if (country.certificateLanguages[0] === country.certificateLanguages[1])
    report([...at, 1], 'is the same language twice', 'Name two languages')
}
