// The fields of every form: label above, hint, error, and what a screen reader is told; nothing here knows a rule.
import { drawn, type Html, html } from './html.ts'

/** What every field is told. Texts come in the reader's language; a string is escaped, HTML stands as it is. */
export type Field = {
  /** Under which the value is sent; letters, digits, `-`, `_` and `.`, as it is part of the field's id. */
  readonly name: string
  readonly label: Html | string
  readonly hint?: Html | string | undefined
  /** What is wrong and what to do; the field is marked, the message stands above the input. */
  readonly error?: Html | string | undefined
  readonly required?: boolean | undefined
}

/** One of several things to choose. */
export type Choice = {
  readonly value: string
  readonly label: Html | string
  readonly hint?: Html | string | undefined
}

export type TextField = Field & {
  readonly value?: string | undefined
  readonly type?: 'text' | 'email' | 'tel' | 'url' | 'password' | 'search' | undefined
  /** A token of the HTML standard, such as `username` or `one-time-code`; fields about others say `off`. */
  readonly autocomplete?: string | undefined
  readonly inputmode?: 'numeric' | 'decimal' | undefined
  /** Most characters; the server holds the rule. */
  readonly longest?: number | undefined
}

/** The id of a field by its name: where the summary of errors leads. Of radios and checks it is the first one's. */
export function fieldId(name: string): string {
  return `f-${name}`
}

/** The summary above a form that came back: one line an error, each leading to its field. Without errors, nothing. */
export function errorSummary(
  title: Html | string,
  errors: readonly { readonly field: string; readonly message: Html | string }[],
): Html | false {
  return (
    errors.length > 0 &&
    html`<div class="errors" id="errors" role="alert" tabindex="-1"><h2>${title}</h2><ul class="flow">${errors.map(({ field, message }) => html`<li><a href="#${fieldId(field)}">${message}</a></li>`)}</ul></div>`
  )
}

/** One line of text. A password is never filled in again. */
export function textField(field: TextField): Html {
  const { type = 'text', value } = field
  const direction = type === 'email' || type === 'tel' || type === 'url' ? 'ltr' : 'auto'
  return around(
    field,
    html`<input type="${type}"${told(field)}${type !== 'password' && attribute('value', value)} dir="${direction}"${attribute('autocomplete', field.autocomplete)}${attribute('inputmode', field.inputmode)}${attribute('maxlength', field.longest)}>`,
  )
}

/** Several lines of text. `lines` is how many are seen at first. */
export function areaField(
  field: Field & {
    readonly value?: string | undefined
    readonly lines?: number | undefined
    readonly longest?: number | undefined
  },
): Html {
  // The first line end after the tag is not part of the text (HTML standard): one is given, so that none is lost.
  return around(
    field,
    html`<textarea${told(field)} dir="auto" rows="${field.lines ?? 4}"${attribute('maxlength', field.longest)}>
${field.value}</textarea>`,
  )
}

/** One of a list that is too long for radios. `empty` is the first line, which chooses nothing. */
export function selectField(
  field: Field & {
    readonly choices: readonly Choice[]
    readonly value?: string | undefined
    readonly empty?: string | undefined
    readonly autocomplete?: string | undefined
  },
): Html {
  const { choices, value, empty } = field
  return around(
    field,
    html`<select${told(field)}${attribute('autocomplete', field.autocomplete)}>${empty !== undefined && html`<option value="">${empty}</option>`}${choices.map((one) => html`<option value="${one.value}"${one.value === value && html` selected`}>${one.label}</option>`)}</select>`,
  )
}

/** A legal day as the browser asks for it; sent as `2026-11-24`. `earliest` and `latest` are such days. */
export function dayField(
  field: Field & {
    readonly value?: string | undefined
    readonly earliest?: string | undefined
    readonly latest?: string | undefined
    readonly autocomplete?: string | undefined
  },
): Html {
  const { value, earliest, latest } = field
  return around(
    field,
    html`<input type="date"${told(field)}${attribute('value', value)}${attribute('min', earliest)}${attribute('max', latest)}${attribute('autocomplete', field.autocomplete)}>`,
  )
}

/** A file to send; its form needs `enctype="multipart/form-data"`. `accept` helps the browser's list and refuses nothing. */
export function fileField(
  field: Field & { readonly accept?: string | undefined; readonly several?: boolean | undefined },
): Html {
  return around(
    field,
    html`<input type="file"${told(field)}${attribute('accept', field.accept)}${field.several === true && html` multiple`}>`,
  )
}

/** One box to tick; `value` is what is sent when it is ticked. */
export function checkField(
  field: Field & { readonly checked?: boolean | undefined; readonly value?: string | undefined },
): Html {
  const { label, hint, checked, value = 'yes' } = field
  return html`<div class="${marked(field)}">${message(field)}<label class="tick"><input type="checkbox"${told(field)} value="${value}"${checked === true && html` checked`}><span>${label}</span></label>${hintOf(field.name, hint)}</div>`
}

/** Several boxes of one name; what is ticked comes as `form.lists[name]`. */
export function checksField(
  field: Field & { readonly choices: readonly Choice[]; readonly values: readonly string[] },
): Html {
  return several(field, 'checkbox', field.choices, field.values)
}

/** One of a few, all of them seen. */
export function radioField(
  field: Field & { readonly choices: readonly Choice[]; readonly value?: string | undefined },
): Html {
  return several(field, 'radio', field.choices, field.value === undefined ? [] : [field.value])
}

function several(
  field: Field,
  type: 'radio' | 'checkbox',
  choices: readonly Choice[],
  values: readonly string[],
): Html {
  const { name, label, hint } = field
  // A group of checks cannot be `required` in HTML: every one of them would be.
  const required = type === 'radio' && field.required === true && html` required`
  return html`<fieldset class="${marked(field)}"${described(field)}><legend>${label}</legend>${hintOf(name, hint)}${message(field)}<div class="ticks">${choices.map(
    (one, index) => {
      const id = index === 0 ? fieldId(name) : `${fieldId(name)}-${index}`
      const ticked = values.includes(one.value) && html` checked`
      const own = one.hint !== undefined && html` aria-describedby="${id}-about"`
      return html`<div><label class="tick"><input type="${type}" id="${id}" name="${name}" value="${one.value}"${ticked}${required}${own}><span>${one.label}</span></label>${one.hint !== undefined && html`<span class="hint" id="${id}-about">${one.hint}</span>`}</div>`
    },
  )}</div></fieldset>`
}

function around(field: Field, input: Html): Html {
  const { name, label, hint } = field
  return html`<div class="${marked(field)}"><label for="${fieldId(name)}">${label}</label>${hintOf(name, hint)}${message(field)}${input}</div>`
}

function marked({ error }: Field): string {
  return error === undefined ? 'field' : 'field bad'
}

function hintOf(name: string, hint: Html | string | undefined): Html | false {
  return hint !== undefined && html`<span class="hint" id="${fieldId(name)}-hint">${hint}</span>`
}

function message({ name, error }: Field): Html | false {
  return (
    error !== undefined &&
    html`<p class="msg" id="${fieldId(name)}-error">${drawn('warn', 's')}<span>${error}</span></p>`
  )
}

/** Name, id and what a screen reader is told of a field. */
function told(field: Field): Html {
  return html` id="${fieldId(field.name)}" name="${field.name}"${described(field)}${field.error !== undefined && html` aria-invalid="true"`}${field.required === true && html` required`}`
}

function described({ name, hint, error }: Field): Html | false {
  const ids = [hint !== undefined && `${fieldId(name)}-hint`, error !== undefined && `${fieldId(name)}-error`]
  const there = ids.filter((id) => id !== false)
  return there.length > 0 && html` aria-describedby="${there.join(' ')}"`
}

function attribute(name: string, value: string | number | undefined): Html | false {
  return value !== undefined && html` ${name}="${value}"`
}
