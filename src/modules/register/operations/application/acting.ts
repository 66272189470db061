// The frame of every act on an application: the file as the desks keep it, and the requirements by which it is judged.
import { ok, type Result } from '../../../../kernel/result.ts'
import type { Requirement } from '../../../../packs/index.ts'
import type { Who } from '../../../../people/index.ts'
import {
  type Application,
  type ApplicationFact,
  type ApplicationFactInStream,
  deadlineOf,
  evolveApplication,
  isOpen,
} from '../../domain/application.ts'
import type { Refusal } from '../../domain/refusal.ts'
import { APPLICATION_EVENT_VERSION, isApplicationEvent, readApplicationEvent } from '../../events/application.ts'
import type { RegisterAction } from '../../policy.ts'
import { readNewestForms, readRequirements } from '../../store/files.ts'
import type { DeskNode } from '../desk-node.ts'
import { letterOfApplication } from '../letters/kinds.ts'
import { type Acted, type ActOnFile, actOnFile, type FileLife, type OnFile } from '../on-file.ts'

/** How an application stands among the files. */
export const APPLICATION_FILE: FileLife<Application> = {
  kind: 'application',
  eventVersion: APPLICATION_EVENT_VERSION,
  letters: letterOfApplication,
  evolve: (before, fact) => evolveApplication(before, fact as unknown as ApplicationFactInStream),
  row(application) {
    const { number, kind, country, state, recruiter, applicant, assigned, submittedOn, lastDay } = application
    const open = isOpen(state)
    return {
      number,
      subkind: kind,
      country,
      open,
      waiting: state === 'incomplete' || state === 'more asked',
      recruiter: recruiter ?? null,
      account: applicant,
      assigned: assigned ?? null,
      deadline: deadlineOf(application) ?? null,
      openedOn: submittedOn,
      decidedOn: open ? null : lastDay,
    }
  },
  read: (event) => (isApplicationEvent(event) ? readApplicationEvent(event) : undefined),
  async names(tx, files) {
    const forms = await readNewestForms(
      tx,
      files.map(({ id }) => id),
    )
    return new Map([...forms].map(([file, { name }]) => [file, name]))
  },
}

/** What an act finds when it begins. */
export type Acting = Omit<OnFile<Application>, 'folded'> & {
  readonly application: Application
  readonly requirements: readonly Requirement[]
}

/** Runs an act on an application. Refuses `no-such-file`, also for another's, and `changed-meanwhile`. */
export function actOnApplication(
  node: DeskNode,
  who: Who,
  action: RegisterAction,
  on: ActOnFile,
  act: (acting: Acting) => Promise<Result<Acted<ApplicationFact>, Refusal>>,
) {
  return actOnFile(node, who, action, APPLICATION_FILE, on, async ({ folded, ...found }) => {
    const requirements = (await readRequirements<Requirement>(found.tx, folded.requirements)) ?? []
    const acted = await act({ ...found, application: folded, requirements })
    return acted.ok ? ok(acted.value) : acted
  })
}
