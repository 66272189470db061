// The fields of each page of a draft, once: from them the page is made, and the last look says what was typed.
import { parseDay } from '../../../../kernel/day.ts'
import type { RequirementField } from '../../../../packs/schema/desks.ts'
import {
  areaField,
  type Choice,
  checksField,
  dayField,
  radioField,
  selectField,
  textField,
} from '../../../../platform/form-parts.ts'
import { type Html, html } from '../../../../platform/html.ts'
import type { DraftView, StepPage } from '../../views/account.ts'
import { local, type RegisterReader } from '../parts/words.ts'
import { accountWord } from './words.ts'

/** One field: how it is asked, and of what kind its answer is. */
export type Asked = {
  readonly name: string
  readonly label: Html | string
  readonly hint?: Html | string | undefined
  readonly kind: 'line' | 'lines' | 'day' | 'number' | 'one' | 'several'
  readonly choices?: readonly Choice[]
  readonly autocomplete?: string
  readonly required?: boolean
}

/** The fields of a page, in their order. People are listed one after the other. */
export function fieldsOf(step: StepPage, draft: DraftView, reader: RegisterReader): readonly Asked[] {
  const { requirement } = step
  if (requirement)
    return requirement.fields.map((field) => ofPack(requirement.id, field, draft.offered.currency, reader))
  const ask = (name: string, kind: Asked['kind'], more: Partial<Asked> = {}): Asked => ({
    name,
    kind,
    label: accountWord(reader, 'field', name),
    hint: hintOf(reader, name),
    ...more,
  })
  switch (step.id) {
    case 'who':
      return [
        ask('name', 'line', { autocomplete: 'organization', required: true }),
        ask('tradeNames', 'lines'),
        ask('taxNumber', 'line'),
        ...Array.from({ length: draft.offered.people }, (_, at) => people(at, reader)).flat(),
      ]
    case 'reach':
      return [
        ask('telephones', 'lines'),
        ask('emails', 'lines'),
        ask('webs', 'lines'),
        ask('address', 'line', { autocomplete: 'street-address' }),
        ask('place', 'line', { autocomplete: 'address-level2' }),
      ]
    case 'work':
      return work(draft, ask, reader)
    default:
      return [ask('remarks', 'lines')]
  }
}

/** Three fields for each person who may act for the recruiter. */
export function people(at: number, reader: RegisterReader): readonly Asked[] {
  const number = at + 1
  const label = (part: string) => accountWord(reader, 'field', `person-${part}`, { number })
  return [
    { name: `rep-${at}-name`, kind: 'line', label: label('name'), autocomplete: 'off' },
    { name: `rep-${at}-document`, kind: 'line', label: label('document'), autocomplete: 'off' },
    { name: `rep-${at}-born`, kind: 'day', label: label('born'), autocomplete: 'off' },
  ]
}

function work(
  { offered, kind }: DraftView,
  ask: (name: string, kind: Asked['kind'], more?: Partial<Asked>) => Asked,
  reader: RegisterReader,
): readonly Asked[] {
  return [
    ask('sectors', 'several', {
      choices: offered.sectors.map(({ id, name }) => ({ value: id, label: local(reader, name) })),
      required: kind !== 'renewal',
    }),
    ...(offered.occupations.length > 0
      ? [
          ask('occupations', 'several', {
            choices: offered.occupations.map(({ isco08, name }) => ({
              value: isco08,
              label: html`${local(reader, name)} <span class="soft">${isco08}</span>`,
            })),
          }),
        ]
      : []),
    ask('countries', 'several', {
      choices: offered.countries.map(({ code, name }) => ({ value: code, label: local(reader, name) })),
    }),
    ask('places', 'line'),
    ask('workers', 'number'),
    ask('guarantee', 'number', { hint: reader.say('account.hint.money', { currency: offered.currency }) }),
    ask('guarantors', 'lines'),
  ]
}

function ofPack(requirement: string, field: RequirementField, currency: string, reader: RegisterReader): Asked {
  const { id, type, label, hint, required, options = [] } = field
  const money = type === 'money' ? reader.say('account.hint.money', { currency }) : undefined
  const own = hint ? local(reader, hint) : undefined
  const asked = {
    name: `a.${requirement}.${id}`,
    label: required ? local(reader, label) : html`${local(reader, label)} ${reader.say('account.optional')}`,
    hint: own && money ? html`${own} ${money}` : (own ?? money),
    required,
    autocomplete: 'off',
  }
  switch (type) {
    case 'yes-no':
      return {
        ...asked,
        kind: 'one',
        choices: [
          { value: 'yes', label: reader.say('account.yes') },
          { value: 'no', label: reader.say('account.no') },
        ],
      }
    case 'choice':
      return {
        ...asked,
        kind: 'one',
        choices: options.map((one) => ({ value: one.id, label: local(reader, one.name) })),
      }
    case 'number':
    case 'money':
      return { ...asked, kind: 'number' }
    case 'day':
      return { ...asked, kind: 'day' }
    default:
      return { ...asked, kind: type === 'long-text' ? 'lines' : 'line' }
  }
}

const HINTED = ['tradeNames', 'telephones', 'emails', 'webs', 'guarantors', 'workers', 'places', 'countries', 'remarks']

function hintOf(reader: RegisterReader, name: string): string | undefined {
  return HINTED.includes(name) ? accountWord(reader, 'hint', name) : undefined
}

/** The field with what was typed. Nothing is `required` for the browser: a page may be left half done. */
export function drawField(
  asked: Asked,
  value: string | readonly string[] | undefined,
  error: string | undefined,
  reader: RegisterReader,
): Html {
  const { name, label, hint, kind, choices = [], autocomplete } = asked
  const field = { name, label, hint, error }
  const text = typeof value === 'string' ? value : ''
  switch (kind) {
    case 'several':
      return checksField({ ...field, choices, values: typeof value === 'string' || !value ? [] : value })
    case 'one':
      return choices.length > 7
        ? selectField({ ...field, choices, value: text, empty: reader.say('account.choose') })
        : radioField({ ...field, choices, value: text })
    case 'lines':
      return areaField({ ...field, value: text, lines: 3 })
    case 'number':
      return textField({ ...field, value: text, inputmode: 'decimal', autocomplete: 'off' })
    case 'day':
      // A date field would drop what is no day: it is shown as it was typed.
      return text.trim() === '' || parseDay(text) !== undefined
        ? dayField({ ...field, value: text.trim() === '' ? undefined : text, autocomplete })
        : textField({ ...field, value: text, hint: reader.say('account.hint.day'), autocomplete })
    default:
      return textField({ ...field, value: text, autocomplete })
  }
}

/** What was typed, to be read: days in words, choices by their names; false when there is nothing. */
export function saidField(
  asked: Asked,
  value: string | readonly string[] | undefined,
  reader: RegisterReader,
): Html | false {
  const chosen = (one: string) => asked.choices?.find((choice) => choice.value === one)?.label ?? one
  if (value === undefined || value.length === 0) return false
  if (typeof value !== 'string') return html`${value.map((one, at) => html`${at > 0 && html`<br>`}${chosen(one)}`)}`
  if (value.trim() === '') return false
  if (asked.kind === 'one') return html`${chosen(value)}`
  const day = asked.kind === 'day' ? parseDay(value) : undefined
  if (day) return html`${reader.day(day)}`
  return html`<bdi>${value.split('\n').map((one, at) => html`${at > 0 && html`<br>`}${one}`)}</bdi>`
}
