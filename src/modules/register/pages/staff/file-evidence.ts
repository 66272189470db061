// The evidence of a file at the desk: what there is, and the form that adds a photo or a PDF, which works without script.
import { fileField } from '../../../../platform/form-parts.ts'
import { formMarks, type Html, html } from '../../../../platform/html.ts'
import type { FormMarks } from '../../../../platform/http.ts'
import type { EvidenceRights, EvidenceView } from '../../views/evidence.ts'
import type { RegisterReader } from '../parts/words.ts'
import { sizeText } from '../recruiter/words.ts'
import { word } from './words.ts'

/** The field of the form that stands by itself. */
export const EVIDENCE_FIELD = 'evidence-file'

export type EvidenceOfFile = {
  readonly papers: readonly EvidenceView[]
  readonly evidence: EvidenceRights
}

/** What there is, and the form to add more when `action` says where it goes; `error` is why the last one was not taken. */
export function evidenceSection(
  { papers, evidence }: EvidenceOfFile,
  reader: RegisterReader,
  form?: { readonly action: string; readonly marks: FormMarks; readonly error?: string | undefined },
): Html | false {
  const { say } = reader
  const adding = form !== undefined && evidence.mayAdd
  if (papers.length === 0 && !adding) return false
  const list =
    papers.length === 0
      ? html`<p class="soft">${say('evidence.none')}</p>`
      : html`<ul>${papers.map((paper) => html`<li>${paperLink(paper, evidence, reader)} <span class="soft">${sizeText(reader, paper.size)}${!paper.scanned && html`, ${say('account.paper.not-scanned')}`}</span></li>`)}</ul>`
  return html`<h2>${say('evidence.title')}</h2>${list}${adding && html`<form method="post" action="${reader.to(form.action)}" enctype="multipart/form-data" class="flow screen">${formMarks(form.marks)}${evidenceField(EVIDENCE_FIELD, evidence, reader, form.error)}<p><button class="btn quiet">${say('evidence.send')}</button></p></form>`}`
}

/** The name of a paper, and the way to it for those who may open it. */
export function paperLink({ id, name }: EvidenceView, { mayOpen }: EvidenceRights, reader: RegisterReader): Html {
  const called = html`<bdi>${name || reader.say('desk.erased')}</bdi>`
  return mayOpen ? html`<a href="${reader.to(`/staff/papers/${encodeURIComponent(id)}`)}">${called}</a>` : called
}

export function evidenceField(
  name: string,
  { limitBytes }: EvidenceRights,
  reader: RegisterReader,
  error: string | undefined,
): Html {
  const { say } = reader
  return fileField({
    name,
    label: say('evidence.add'),
    hint: say('evidence.hint', { size: sizeText(reader, limitBytes) }),
    error,
    several: true,
    accept: '.pdf,.jpg,.jpeg,.png',
  })
}

/** Why evidence was not taken, and what to do. */
export function evidenceRefusal(
  reader: RegisterReader,
  { code, values = {} }: { readonly code: string; readonly values?: Readonly<Record<string, string>> },
): string {
  if (code === 'paper-refused') return word(reader, 'account.fault', `paper-${values.why ?? 'damaged'}`)
  return word(reader, 'refused', code, values)
}
