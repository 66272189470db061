// What comes next for a sanction: a form for each act that this officer may do, and whose turn the others are.
import { areaField, checkField, dayField, radioField, textField } from '../../../../platform/form-parts.ts'
import { formMarks, type Html, html } from '../../../../platform/html.ts'
import type { FormMarks } from '../../../../platform/http.ts'
import type { SanctionAct } from '../../domain/sanction.ts'
import type { NextAct, SanctionView } from '../../views/sanctions.ts'
import type { RegisterReader } from '../parts/words.ts'
import type { FormBack } from './file-parts.ts'
import { money } from './sanction-proposal.ts'
import { word } from './words.ts'

/** Each form and the acts that it can be sent for, in the order of the page; its name is the last part of its address. */
export const SANCTION_FORMS = {
  hearing: ['open hearing'],
  answer: ['hear'],
  'close-hearing': ['close hearing'],
  impose: ['impose'],
  appeal: ['appeal'],
  'appeal-decision': ['confirm', 'overturn'],
  payment: ['record paid', 'record unpaid'],
  lift: ['lift'],
  suspend: ['suspend at once'],
  'end-precaution': ['end precaution'],
  drop: ['drop'],
} as const satisfies Readonly<Record<string, readonly SanctionAct[]>>
export type SanctionForm = keyof typeof SANCTION_FORMS

export function nextForms(view: SanctionView, reader: RegisterReader, marks: FormMarks, back?: FormBack): Html {
  const { say } = reader
  const forms = (Object.keys(SANCTION_FORMS) as SanctionForm[]).flatMap((name) => {
    const acts = view.next.filter(({ act }) => (SANCTION_FORMS[name] as readonly SanctionAct[]).includes(act))
    const [first] = acts
    return first ? [{ name, first, may: acts.some(({ refused }) => refused === undefined) }] : []
  })
  if (forms.length === 0)
    return html`<section><h2>${say('sanction.next')}</h2><p>${say('sanction.nothing-next')}</p></section>`
  const open = forms.filter(({ may }) => may)
  const others = forms.filter(({ may }) => !may)
  const waits = others.map(
    ({ name, first }) => html`<li><b>${word(reader, 'sanction.do', name)}</b>: ${whose(first, reader)}</li>`,
  )
  return html`<section class="flow screen"><h2>${say('sanction.next')}</h2>${open.map(({ name, first }) => one(name, first, view, reader, marks, back))}${waits.length > 0 && html`<ul class="plain">${waits}</ul>`}</section>`
}

function whose({ who, refused }: NextAct, reader: RegisterReader): Html {
  const why = refused !== undefined && refused !== 'not-allowed' && html` ${word(reader, 'refused', refused)}`
  return html`${word(reader, 'sanction.who', who)}.${why}`
}

function one(
  name: SanctionForm,
  next: NextAct,
  view: SanctionView,
  reader: RegisterReader,
  marks: FormMarks,
  came?: FormBack,
): Html {
  const back = came?.form === name ? came : undefined
  const button = word(reader, 'sanction.do', name)
  return html`<details${back && html` open`}><summary>${button}</summary><form method="post" action="${reader.to(`/staff/sanctions/${view.id}/${name}`)}" class="flow">${formMarks(marks)}<input type="hidden" name="seen" value="${view.version}"><p class="soft">${word(reader, 'sanction.who', next.who)}.</p>${FIELDS[name](view, reader, filled(name, reader, back))}<p><button class="btn">${button}</button></p></form></details>`
}

/** A field of a form: its name with the form's behind it, because one page holds several; what was typed; what is wrong. */
type Filled = (field: string) => { readonly name: string; readonly value?: string; readonly error?: string }

function filled(form: SanctionForm, reader: RegisterReader, back?: FormBack): Filled {
  return (field) => {
    const name = `${field}-${form}`
    const value = back?.typed[name]
    return {
      name,
      ...(value !== undefined && { value }),
      ...(back?.field === name && { error: word(reader, 'refused', back.code) }),
    }
  }
}

type Fields = (view: SanctionView, reader: RegisterReader, field: Filled) => Html

const reason: Fields = (_view, { say }, field) =>
  areaField({
    ...field('reason'),
    label: say('act.reason'),
    hint: say('sanction.reason-hint'),
    lines: 4,
    longest: 4000,
    required: true,
  })
const lawField: Fields = (view, { say }, field) =>
  textField({
    value: view.law,
    ...field('law'),
    label: say('act.law'),
    required: true,
    autocomplete: 'off',
    longest: 300,
  })
const show: Fields = (_view, { say }, field) => {
  const { name, value } = field('show')
  return checkField({ name, label: say('sanction.show'), hint: say('sanction.show-hint'), checked: value === 'yes' })
}
const words: Fields = (_view, { say }, field) =>
  areaField({
    ...field('words'),
    label: say('sanction.their-words'),
    hint: say('sanction.their-words-hint'),
    lines: 6,
    longest: 10_000,
    required: true,
  })
const decision: Fields = (...given) => html`${reason(...given)}${lawField(...given)}${show(...given)}`

const FIELDS: Readonly<Record<SanctionForm, Fields>> = {
  hearing: ({ hearingUntil, today }, reader, field) => {
    const hint = hearingUntil
      ? reader.say('sanction.hearing-hint', { day: reader.day(hearingUntil) })
      : reader.say('sanction.hearing-unknown')
    const value = hearingUntil !== undefined && { value: hearingUntil }
    return dayField({
      ...value,
      ...field('until'),
      label: reader.say('sanction.hearing-until'),
      hint,
      required: true,
      earliest: hearingUntil ?? today,
    })
  },
  answer: words,
  'close-hearing': () => html``,
  suspend: decision,
  'end-precaution': decision,
  impose(view, reader, field) {
    const { say } = reader
    const { least, most, unit } = view
    const hint =
      least && most
        ? say('sanction.scale', { least: money(least, reader), most: money(most, reader) })
        : say('sanction.no-scale')
    const amount =
      view.effect === 'fine' &&
      textField({
        ...field('amount'),
        label: say('sanction.amount', { unit }),
        hint,
        required: true,
        inputmode: 'decimal',
        autocomplete: 'off',
        longest: 20,
      })
    const until =
      view.effect === 'suspension' &&
      dayField({
        ...field('until'),
        label: say('sanction.until'),
        hint: say('sanction.until-hint'),
        earliest: view.today,
      })
    return html`${amount}${until}${decision(view, reader, field)}`
  },
  drop: reason,
  appeal: words,
  'appeal-decision': (view, reader, field) => {
    const choices = (['confirmed', 'overturned'] as const).map((value) => ({
      value,
      label: word(reader, 'sanction.outcome', value),
    }))
    return html`${radioField({ ...field('outcome'), label: reader.say('sanction.appeal'), choices, required: true })}${decision(view, reader, field)}`
  },
  payment: (view, { say }, field) => {
    const choices = [
      { value: 'paid', label: say('sanction.paid') },
      { value: 'not paid', label: say('sanction.not-paid') },
    ]
    return html`${radioField({ ...field('result'), label: say('sanction.payment'), choices, required: true })}${dayField({ ...field('paid'), label: say('sanction.paid-on'), hint: say('sanction.paid-on-hint'), latest: view.today })}`
  },
  lift: decision,
}
