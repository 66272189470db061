// The frame of every act on a sanction: the file as the desks keep it, and what every decision carries.
import type { Result } from '../../../../kernel/result.ts'
import type { Who } from '../../../../people/index.ts'
import type { Refusal } from '../../domain/refusal.ts'
import {
  evolveSanction,
  isSanctionOpen,
  type SanctionFact,
  type SanctionFactInStream,
  type SanctionFile,
  sanctionDeadline,
} from '../../domain/sanction.ts'
import { isSanctionEvent, readSanctionEvent, SANCTION_EVENT_VERSION } from '../../events/sanction.ts'
import type { RegisterAction } from '../../policy.ts'
import type { DeskNode } from '../desk-node.ts'
import { letterOfSanction } from '../letters/kinds.ts'
import { type Acted, type ActOnFile, actOnFile, type FileLife, type OnFile } from '../on-file.ts'
import { namesOfRecruiters } from '../recruiter-names.ts'

/** How a sanction stands among the files. */
export const SANCTION_FILE: FileLife<SanctionFile> = {
  kind: 'sanction',
  eventVersion: SANCTION_EVENT_VERSION,
  evolve: (before, fact) => evolveSanction(before, fact as unknown as SanctionFactInStream),
  row(sanction) {
    const { number, effect, country, state, recruiter, account, openedOn, lastDay, until, precaution } = sanction
    const undecided = state === 'proposed' || state === 'hearing' || state === 'heard'
    return {
      number,
      subkind: effect,
      country,
      open: isSanctionOpen(sanction),
      waiting: state === 'hearing',
      recruiter,
      // A proposal is the office's own until the recruiter is to answer, or is suspended.
      account: (until !== undefined || precaution.inForce ? account : undefined) ?? null,
      assigned: null,
      deadline: sanctionDeadline(sanction) ?? null,
      openedOn,
      decidedOn: undecided ? null : lastDay,
    }
  },
  read: (event) => (isSanctionEvent(event) ? readSanctionEvent(event) : undefined),
  names: namesOfRecruiters,
  letters: letterOfSanction,
}

/** What is charged, in the words of whoever proposed it. Personal, erasable. */
export type SanctionCharge = { readonly facts: string; readonly language: string }

/** Runs an act on a sanction. Refuses `no-such-file`, also for another's, and `changed-meanwhile`. */
export function actOnSanction(
  node: DeskNode,
  who: Who,
  action: RegisterAction,
  on: ActOnFile,
  act: (acting: OnFile<SanctionFile>) => Promise<Result<Acted<SanctionFact>, Refusal>>,
) {
  return actOnFile(node, who, action, SANCTION_FILE, on, act)
}

/** A decision on a sanction: why, and in which language it is written. */
export type SanctionDecision = ActOnFile & {
  readonly reason: string
  /** The law that it rests on; the one of the proposal when left out. */
  readonly law?: string | undefined
  readonly language: string
  /** Whether the reason may be shown to anybody, beside the standing. */
  readonly show?: boolean | undefined
}
