// The forms of the acts that may happen to a warning now, each with what it asks for.
import { areaField, checksField, dayField, radioField, textField } from '../../../../platform/form-parts.ts'
import { formMarks, type Html, html } from '../../../../platform/html.ts'
import type { FormMarks } from '../../../../platform/http.ts'
import { NOTICE_WAYS, REMOVAL_REASONS, type WarningAct } from '../../domain/warning.ts'
import type { WarningFileView } from '../../views/warnings.ts'
import type { RegisterReader } from '../parts/words.ts'
import { partyFields } from './warning-new.ts'
import { type WarningBack, warningRefusal } from './warning-words.ts'
import { word } from './words.ts'

/** The name of an act in an address and before its fields. */
export function actSlug(act: string): string {
  return act.replaceAll(' ', '-')
}

export function warningActs(
  view: WarningFileView,
  reader: RegisterReader,
  marks: FormMarks,
  back?: WarningBack,
): readonly Html[] {
  return view.acts
    .filter(({ act, refused }) => refused === undefined && act !== 'erase')
    .map(({ act }, at) => form(act, at === 0, view, reader, marks, back?.act === actSlug(act) ? back : undefined))
}

function form(
  act: WarningAct,
  first: boolean,
  view: WarningFileView,
  reader: RegisterReader,
  marks: FormMarks,
  back: WarningBack | undefined,
): Html {
  const slug = actSlug(act)
  const label = word(reader, 'warning-act', act)
  // One act is open from the start; a form that came back is open too.
  return html`<details${(first || back) && html` open`}><summary>${label}</summary><form method="post" action="${reader.to(`/staff/warnings/${view.id}/${slug}`)}" class="flow">${formMarks(marks)}<input type="hidden" name="seen" value="${view.version}">${fields(act, view, reader, back)}<p><button class="btn${!first && ' quiet'}">${label}</button></p></form></details>`
}

function fields(act: WarningAct, view: WarningFileView, reader: RegisterReader, back: WarningBack | undefined): Html {
  const { say } = reader
  const prefix = `${actSlug(act)}-`
  const message = back && warningRefusal(reader, back.refused)
  const of = (name: string) => ({
    name: prefix + name,
    value: back?.typed[prefix + name],
    ...(back?.field === prefix + name && message && { error: message }),
  })
  if (act === 'amend') {
    const wrong = back && message ? { field: back.field, message } : undefined
    return html`${partyFields(prefix, back?.typed ?? partyTyped(prefix, view), reader, wrong)}${proofs(`${prefix}papers`, view, reader, back)}`
  }
  const words =
    act !== 'publish' &&
    areaField({
      ...of('text'),
      label: word(reader, 'warning-words', act),
      hint: say('warnings-desk.words-hint'),
      lines: 4,
      longest: 5000,
      required: true,
    })
  const law = textField({
    ...of('law'),
    label: say('warnings-desk.law'),
    hint: say('warnings-desk.law-hint'),
    autocomplete: 'off',
    longest: 300,
  })
  return html`${words}${act === 'give notice' && notice(of, view, reader)}${act === 'contest' && textField({ ...of('contact'), label: say('warnings-desk.contact'), autocomplete: 'off', longest: 200 })}${act === 'remove' && radioField({ ...of('why'), label: say('warnings-desk.why'), required: true, choices: REMOVAL_REASONS.map((value) => ({ value, label: word(reader, 'warning-result', value) })) })}${(act === 'approve' || act === 'publish') && view.mustName.length > 0 && textField({ ...of('apart'), label: say('warnings-desk.apart'), hint: say('warnings-desk.apart-hint', { licences: view.mustName.join(', ') }), autocomplete: 'off', longest: 1000 })}${law}`
}

type Of = (name: string) => {
  readonly name: string
  readonly value: string | undefined
  readonly error?: string
}

function notice(of: Of, view: WarningFileView, reader: RegisterReader): Html {
  const { say } = reader
  const { termOfPack, today } = view
  const hint = termOfPack
    ? say('warnings-desk.until-hint', { day: reader.day(termOfPack) })
    : say('warnings-desk.until-needed')
  const choices = NOTICE_WAYS.map((value) => ({ value, label: word(reader, 'warning-way', value) }))
  const given = of('given-on')
  return html`${radioField({ ...of('way'), label: say('warnings-desk.way'), required: true, choices })}${dayField({ ...given, label: say('warnings-desk.given-on'), latest: today, required: true, value: given.value ?? today })}${dayField({ ...of('until'), label: say('warnings-desk.until'), hint, required: termOfPack === undefined })}`
}

/** Which of the file's evidence proves what is said. */
function proofs(name: string, view: WarningFileView, reader: RegisterReader, back?: WarningBack): Html | false {
  const { papers, named } = view
  if (papers.length === 0) return false
  const choices = papers.map((paper) => ({ value: paper.id, label: html`<bdi>${paper.name}</bdi>` }))
  const values = back ? (back.lists?.[name] ?? []) : named
  return checksField({ name, label: reader.say('inspection.evidence'), choices, values })
}

function partyTyped(prefix: string, { party }: WarningFileView): Readonly<Record<string, string>> {
  if (!party) return {}
  const { name, names, telephones, emails, webs, place = '', offered = '' } = party
  const lines = { names, telephones, emails, webs }
  return Object.fromEntries([
    ...Object.entries({ name, place, offered }).map(([key, value]) => [prefix + key, value]),
    ...Object.entries(lines).map(([key, value]) => [prefix + key, value.join('\n')]),
  ])
}
