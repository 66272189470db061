// The frame of every act on an inspection: the file as the desks keep it, and the questions that it asks.
import { ok, type Result } from '../../../../kernel/result.ts'
import type { InspectionQuestion } from '../../../../packs/index.ts'
import type { Who } from '../../../../people/index.ts'
import {
  evolveInspection,
  type Inspection,
  type InspectionFact,
  type InspectionFactInStream,
  inspectionDeadline,
  isInspectionOpen,
} from '../../domain/inspection.ts'
import type { Refusal } from '../../domain/refusal.ts'
import { INSPECTION_EVENT_VERSION, isInspectionEvent, readInspectionEvent } from '../../events/inspection.ts'
import type { RegisterAction } from '../../policy.ts'
import { readRequirements } from '../../store/files.ts'
import type { DeskNode } from '../desk-node.ts'
import { letterOfInspection } from '../letters/kinds.ts'
import { type Acted, type ActOnFile, actOnFile, type FileLife, type OnFile } from '../on-file.ts'
import { namesOfRecruiters } from '../recruiter-names.ts'

/** How an inspection stands among the files. */
export const INSPECTION_FILE: FileLife<Inspection> = {
  kind: 'inspection',
  eventVersion: INSPECTION_EVENT_VERSION,
  evolve: (before, fact) => evolveInspection(before, fact as unknown as InspectionFactInStream),
  row(inspection) {
    const { number, chosen, country, state, recruiter, inspector, openedOn, lastDay } = inspection
    const open = isInspectionOpen(state)
    return {
      number,
      subkind: chosen,
      country,
      open,
      waiting: state === 'to be mended',
      recruiter,
      // It is the office's own file: the recruiter reads of it in a letter, not here.
      account: null,
      assigned: inspector,
      deadline: inspectionDeadline(inspection) ?? null,
      openedOn,
      decidedOn: open ? null : lastDay,
    }
  },
  read: (event) => (isInspectionEvent(event) ? readInspectionEvent(event) : undefined),
  names: namesOfRecruiters,
  letters: letterOfInspection,
}

/** What an inspector writes beside the answers: by question, and of the whole. Personal, erasable. */
export type InspectionRecord = { readonly notes: Readonly<Record<string, string>>; readonly remarks: string }

/** What an act finds when it begins. */
export type Inspecting = Omit<OnFile<Inspection>, 'folded'> & {
  readonly inspection: Inspection
  readonly questions: readonly InspectionQuestion[]
}

/** Runs an act on an inspection. Refuses `no-such-file` and `changed-meanwhile`. */
export function actOnInspection(
  node: DeskNode,
  who: Who,
  action: RegisterAction,
  on: ActOnFile,
  act: (inspecting: Inspecting) => Promise<Result<Acted<InspectionFact>, Refusal>>,
) {
  return actOnFile(node, who, action, INSPECTION_FILE, on, async ({ folded, ...found }) => {
    const questions = (await readRequirements<InspectionQuestion>(found.tx, folded.checklist)) ?? []
    const acted = await act({ ...found, inspection: folded, questions })
    return acted.ok ? ok(acted.value) : acted
  })
}

/** What the rules need to know about an act. */
export function inspecting({ who, day, questions }: Inspecting) {
  return { account: who.account, day, questions: questions.map(({ id }) => id) }
}
