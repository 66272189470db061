// A draft with everything that it is read against: the requirements that judge it, its papers, what the pack offers.
import type { Country } from '../../../../kernel/country.ts'
import { countryOfPack, type Requirement, requirementsOn } from '../../../../packs/index.ts'
import type { Who } from '../../../../people/index.ts'
import type { Queryable } from '../../../../platform/database/database.ts'
import type { Application, ApplicationKind, Asked } from '../../domain/application.ts'
import { type FormContext, type FormFault, readApplication } from '../../input/application-form.ts'
import { type Step, stepsOf, type Typed, typedOfRecord } from '../../input/typed.ts'
import { decimalsOf } from '../../input/values.ts'
import { type Draft, type Paper, readDraft, readPapersOfDraft, readPapersOfFile } from '../../store/drafts.ts'
import { readFile, readRequirements } from '../../store/files.ts'
import { type DeskNode, deskDay } from '../desk-node.ts'

/** An application on its way, opened by its owner. */
export type OpenDraft = {
  readonly draft: Draft
  readonly kind: ApplicationKind
  readonly typed: Typed
  readonly steps: readonly Step[]
  readonly requirements: readonly Requirement[]
  /** Papers of the file that is answered, then those of the draft. */
  readonly papers: readonly Paper[]
  /** The file that it answers, and what was asked. */
  readonly answers?: { readonly application: Application; readonly asked: readonly Asked[] }
}

/** The draft of an account; undefined when there is none, or it is another's. */
export async function openDraft(node: DeskNode, who: Who, id: string): Promise<OpenDraft | undefined> {
  const draft = await readDraft(node.database, id, who.account)
  return draft && openedDraft(node, node.database, draft)
}

/** The same of a draft that has been read. */
export async function openedDraft(node: DeskNode, db: Queryable, draft: Draft): Promise<OpenDraft> {
  const kind = draft.kind as ApplicationKind
  const answered = draft.file ? await readFile<Application>(db, draft.file) : undefined
  const requirements = answered
    ? ((await readRequirements<Requirement>(db, answered.folded.requirements)) ?? [])
    : requirementsToday(node, draft.country, kind, draft.recruiterKind ?? '')
  const ofFile = draft.file ? await readPapersOfFile(db, draft.file) : []
  return {
    draft,
    kind,
    typed: typedOfRecord(draft.record),
    steps: stepsOf(kind, requirements),
    requirements,
    papers: [...ofFile, ...(await readPapersOfDraft(db, draft.id))],
    ...(answered && { answers: { application: answered.folded, asked: answered.folded.asked } }),
  }
}

/** What a recruiter of a kind is asked today. */
export function requirementsToday(
  node: DeskNode,
  country: Country,
  kind: ApplicationKind,
  recruiterKind: string,
): readonly Requirement[] {
  return requirementsOn(node.pack, country, { for: kind, kind: recruiterKind, day: deskDay(node, country, node.now()) })
}

/** Against what the form of a draft is read. */
export function formContext(node: DeskNode, open: OpenDraft, language: string): FormContext {
  const { country } = open.draft
  const papers: Record<string, string[]> = {}
  const added: Record<string, number> = {}
  for (const { id, requirement, draft } of open.papers) {
    papers[requirement] = [...(papers[requirement] ?? []), id]
    if (draft !== null) added[requirement] = (added[requirement] ?? 0) + 1
  }
  return {
    kind: open.kind,
    requirements: open.requirements,
    papers,
    added,
    sectors: node.pack.sectors.map(({ id }) => id),
    occupations: node.pack.occupations.map(({ isco08 }) => isco08),
    countries: node.pack.countries.map(({ code }) => code),
    decimals: currencyDecimals(node, country),
    today: deskDay(node, country, node.now()),
    language,
  }
}

/** Everything that is wrong or missing in a draft. */
export function faultsOf(node: DeskNode, open: OpenDraft): readonly FormFault[] {
  return readApplication(open.typed, formContext(node, open, 'und')).faults
}

export function currencyDecimals(node: DeskNode, country: Country): number {
  return decimalsOf(countryOfPack(node.pack, country)?.currency ?? 'XXX')
}
