// From what was typed to a whole application; what is wrong or missing is named by page and field, and nothing is guessed.
import type { Requirement, RequirementField } from '../../../packs/index.ts'
import type { ApplicationKind } from '../domain/application.ts'
import { ApplicationForm } from '../forms.ts'
import { amount, chosen, type Fault, type FaultCode, line, lines, pastDay } from './read-fields.ts'
import {
  answerField,
  MOST_REPRESENTATIVES,
  paperField,
  representativeField,
  type Step,
  stepsOf,
  type Typed,
  textOf,
} from './typed.ts'
import { moneyText, parseMoney, parseTypedDay, parseWhole } from './values.ts'

/** One thing that is wrong or missing. `values` are for the sentence that says so. */
export type FormFault = {
  readonly step: Step['id']
  readonly field: string
  readonly code: FaultCode
  readonly values: Readonly<Record<string, string | number>>
}

/** What the form is read against. */
export type FormContext = {
  readonly kind: ApplicationKind
  readonly requirements: readonly Requirement[]
  /** Ids of papers by requirement. */
  readonly papers: Readonly<Record<string, readonly string[]>>
  /** How many of them are new: an answer may add to what the file holds already, and the bound is on what is added. */
  readonly added: Readonly<Record<string, number>>
  readonly sectors: readonly string[]
  readonly occupations: readonly string[]
  readonly countries: readonly string[]
  /** Decimals of the country's currency. */
  readonly decimals: number
  readonly today: string
  readonly language: string
}

const LONGEST_ANSWER = 5000

/** Reads the whole of it. `form` is there when nothing is wrong and nothing is missing. */
export function readApplication(
  typed: Typed,
  context: FormContext,
): { readonly faults: readonly FormFault[]; readonly form?: ApplicationForm } {
  const steps = stepsOf(context.kind, context.requirements)
  const reading = steps.map((step) => readStep(step, typed, context))
  const faults = reading.flatMap((read) => read.faults)
  if (faults.length > 0) return { faults }
  const answers = Object.assign({}, ...reading.map((read) => read.answers))
  const values = Object.assign({}, ...reading.map((read) => read.values))
  const papers = Object.fromEntries(Object.entries(context.papers).filter(([, ids]) => ids.length > 0))
  const form = ApplicationForm.parse({ ...values, language: context.language, answers, papers })
  return { faults, form }
}

type Read = {
  readonly faults: readonly FormFault[]
  readonly values: Readonly<Record<string, unknown>>
  readonly answers: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** One page of it: its values as the form keeps them, and what is wrong. */
export function readStep(step: Step, typed: Typed, context: FormContext): Read {
  const faults: FormFault[] = []
  const fault = (field: string, code: FaultCode, values: FormFault['values'] = {}) =>
    void faults.push({ step: step.id, field, code, values })
  if ('requirement' in step) {
    const answers = readAnswers(step.requirement, typed, context, fault)
    return { faults, values: {}, answers: Object.keys(answers).length > 0 ? { [step.requirement.id]: answers } : {} }
  }
  const values = CORE[step.id](typed, context, fault)
  return {
    faults,
    values: Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)),
    answers: {},
  }
}

type ReadCore = (typed: Typed, context: FormContext, fault: Fault) => Readonly<Record<string, unknown>>

const CORE: Readonly<Record<'who' | 'reach' | 'work' | 'review', ReadCore>> = {
  who(typed, { kind, today }, fault) {
    // In the order of the page, so that what is wrong is said in it.
    const name = line(typed, 'name', 200, fault, true)
    const tradeNames = lines(typed, 'tradeNames', fault)
    const taxNumber = line(typed, 'taxNumber', 60, fault)
    return { name, tradeNames, taxNumber, representatives: readPeople(typed, kind, today, fault) }
  },
  reach(typed, _context, fault) {
    const telephones = lines(typed, 'telephones', fault)
    const emails = lines(typed, 'emails', fault)
    for (const text of telephones)
      if ((text.match(/\p{Nd}/gu) ?? []).length < 5) fault('telephones', 'not-a-telephone', { typed: text })
    for (const text of emails)
      if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) fault('emails', 'not-an-email', { typed: text })
    if (telephones.length === 0 && emails.length === 0) fault('telephones', 'missing')
    return {
      telephones,
      emails,
      webs: lines(typed, 'webs', fault),
      address: line(typed, 'address', 300, fault),
      place: line(typed, 'place', 200, fault),
    }
  },
  work(typed, context, fault) {
    const sectors = chosen(typed, 'sectors', context.sectors, fault)
    // A renewal that names none keeps those of the authorization.
    if (sectors.length === 0 && context.kind !== 'renewal') fault('sectors', 'missing')
    const workers = amount(typed, 'workers', (text) => parseWhole(text), 'not-a-number', fault)
    if (workers === 0 || (workers ?? 0) > 1_000_000) fault('workers', 'not-a-number')
    const guarantee = amount(typed, 'guarantee', (text) => parseMoney(text, context.decimals), 'not-money', fault)
    if ((guarantee ?? 0) > 1_000_000_000_000) fault('guarantee', 'not-money')
    return {
      sectors,
      occupations: chosen(typed, 'occupations', context.occupations, fault),
      countries: chosen(typed, 'countries', context.countries, fault),
      places: line(typed, 'places', 300, fault),
      workers,
      guarantee,
      guarantors: lines(typed, 'guarantors', fault),
    }
  },
  review: (typed, _context, fault) => ({ remarks: line(typed, 'remarks', LONGEST_ANSWER, fault) }),
}

function readPeople(typed: Typed, kind: ApplicationKind, today: string, fault: Fault) {
  const needed = kind !== 'closing' && kind !== 'amendment'
  const representatives = []
  for (let index = 0; index < MOST_REPRESENTATIVES; index++) {
    const at = (part: 'name' | 'document' | 'born') => representativeField(index, part)
    const name = line(typed, at('name'), 200, fault)
    const document = line(typed, at('document'), 60, fault)
    const born = pastDay(typed, at('born'), today, fault)
    const begun = document !== undefined || textOf(typed, at('born')).trim() !== ''
    // Somebody of whom there is more than the name, or the one who signs.
    if (name === undefined && (begun || (index === 0 && needed))) fault(at('name'), 'missing')
    if (name !== undefined) representatives.push({ name, ...(document && { document }), ...(born && { born }) })
  }
  return representatives
}

function readAnswers(requirement: Requirement, typed: Typed, context: FormContext, fault: Fault) {
  const answers: Record<string, string> = {}
  for (const field of requirement.fields) {
    const name = answerField(requirement.id, field.id)
    const text = textOf(typed, name).trim()
    if (text === '') {
      if (field.required) fault(name, 'missing')
      continue
    }
    const answer = answerOf(field, text, context)
    if (typeof answer === 'string') answers[field.id] = answer
    else fault(name, answer.code, { most: LONGEST_ANSWER })
  }
  const { least, most } = requirement.papers
  const count = context.papers[requirement.id]?.length ?? 0
  if (count < least) fault(paperField(requirement.id), 'papers-missing', { least, count })
  const added = context.added[requirement.id] ?? 0
  if (added > most) fault(paperField(requirement.id), 'papers-too-many', { most, count: added })
  return answers
}

/** An answer as the form keeps it: a day `YYYY-MM-DD`, a number in digits, money with a point, `yes` or `no`, the id of a choice. */
function answerOf(
  field: RequirementField,
  text: string,
  { decimals }: FormContext,
): string | { readonly code: FaultCode } {
  switch (field.type) {
    case 'day':
      return parseTypedDay(text) ?? { code: 'not-a-day' }
    case 'number': {
      const value = parseWhole(text)
      return value === undefined ? { code: 'not-a-number' } : String(value)
    }
    case 'money': {
      const value = parseMoney(text, decimals)
      return value === undefined ? { code: 'not-money' } : moneyText(value, decimals)
    }
    case 'yes-no':
      return text === 'yes' || text === 'no' ? text : { code: 'not-a-choice' }
    case 'choice':
      return field.options?.some(({ id }) => id === text) ? text : { code: 'not-a-choice' }
    default:
      return text.length > LONGEST_ANSWER ? { code: 'too-long' } : text
  }
}
