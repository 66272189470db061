// A draft as its pages show it: what was typed, what is wrong or missing, the papers, and what the pack offers.
import { countryOfPack } from '../../../../packs/index.ts'
import type { Who } from '../../../../people/index.ts'
import { representativeLines, type Step } from '../../input/typed.ts'
import type { DraftView, StepPage, StepView } from '../../views/account.ts'
import { lawView } from '../desk/show-file.ts'
import type { AccountDesk } from './account-desk.ts'
import { faultsOf, type OpenDraft, openDraft } from './context.ts'
import { stepMark } from './save-step.ts'

/** A draft and what it was read into; undefined when there is none, or it is another's. */
export async function showDraft(desk: AccountDesk, who: Who, id: string) {
  const open = await openDraft(desk.node, who, id)
  return open && { open, view: draftView(desk, open) }
}

/** One page of a draft; undefined when it has no such page. */
export async function showStep(desk: AccountDesk, who: Who, id: string, page: string) {
  const shown = await showDraft(desk, who, id)
  const step = shown?.open.steps.find((one) => one.id === page)
  if (!shown || !step) return undefined
  return { ...shown, step, page: stepView(shown.open, shown.view, step) }
}

/** Where to go on: the first page on which something is wrong or missing, else the last look. */
export function pageToGoOn({ faults }: DraftView): string {
  return faults[0]?.step ?? 'review'
}

function stepView(open: OpenDraft, view: DraftView, step: Step): StepView | undefined {
  const at = view.steps.findIndex(({ id }) => id === step.id)
  const page = view.steps[at]
  return page && { draft: view, step: page, place: at + 1, mark: stepMark(step, open.typed) }
}

function draftView({ node, papers }: AccountDesk, open: OpenDraft): DraftView {
  const { draft, kind, typed, steps, answers } = open
  const { pack } = node
  const country = countryOfPack(pack, draft.country)
  const asked = new Map(answers?.asked.map(({ requirement, text }) => [requirement, text]))
  return {
    id: draft.id,
    version: draft.version,
    kind,
    ...(draft.recruiter && { licence: draft.recruiter }),
    ...(answers && {
      answers: {
        id: answers.application.id,
        number: answers.application.number,
        ...(answers.application.until && { until: answers.application.until }),
      },
    }),
    steps: steps.map((step): StepPage => {
      if (!('requirement' in step)) return { id: step.id }
      const { requirement } = step
      const text = asked.get(requirement.id)
      return { id: step.id, requirement, law: lawView(pack, requirement.law), ...(text && { asked: text }) }
    }),
    typed,
    faults: faultsOf(node, open),
    papers: open.papers.map(({ id, requirement, name, type, size, scan, draft: of }) => ({
      id,
      requirement,
      name: name ?? '',
      type,
      size,
      scanned: scan === 'clean',
      handedIn: of === null,
    })),
    offered: {
      sectors: pack.sectors.map(({ id, name }) => ({ id, name })),
      occupations: pack.occupations.map(({ isco08, name }) => ({ isco08, name })),
      countries: pack.countries.map(({ code, name }) => ({ code, name })),
      currency: country?.currency ?? '',
      people: representativeLines(typed),
      paperLimit: papers.limitBytes,
    },
  }
}
