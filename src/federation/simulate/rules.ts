// The rules under simulation: what a node makes of everything that has arrived, by the very functions that a running node uses.
import type { LoggedEntry } from '../../transparency/log/share.ts'
import { type CoveredAt, foldAct, type Step } from '../joint/domain.ts'
import { readStep } from '../joint/read-step.ts'
import { officersAt } from './office.ts'

/** What a node knows: entries as they arrived, repetitions included, when they were cosigned, and its clock (Unix seconds). */
export type Known = { readonly entries: readonly LoggedEntry[]; readonly coveredAt: CoveredAt; readonly now: number }

/**
 * A pure rule: what it gives must be the same on every node that knows the same. `stateOf` of an act is held against the oracle;
 * a rule about something else (the headline of a licence, say) gives a `view` alone.
 */
export type Rule = {
  readonly name: string
  readonly view: (known: Known) => unknown
  readonly stateOf?: (known: Known, act: string) => string | undefined
}

// A step depends on nothing but what is written and where: the signatures of what was written before are not checked again.
const steps = new Map<string, Step | 'void'>()
export function stepOf(logged: LoggedEntry): Step | undefined {
  const { country, index, entry } = logged
  const content = JSON.stringify([country, entry.type, entry.subject, entry.data, entry.auth])
  const step = steps.get(content) ?? read(logged)
  steps.set(content, step)
  return step === 'void' ? undefined : { ...step, index, time: entry.time }
}

function read(logged: LoggedEntry): Step | 'void' {
  const found = readStep(logged, officersAt)
  return found?.ok ? found.step : 'void'
}

const actsIn = (entries: readonly LoggedEntry[]) => [...new Set(entries.map(({ entry }) => entry.subject))].sort()

/** The rule of joint acts (federation.md, 5.1 and 5.4). */
export const JOINT_RULE: Rule = {
  name: 'joint acts',
  view(known) {
    const all = known.entries.flatMap((entry) => stepOf(entry) ?? [])
    return actsIn(known.entries).map((act) => foldAct(act, all, known.coveredAt, known.now))
  },
  stateOf(known, act) {
    const all = known.entries.flatMap((entry) => stepOf(entry) ?? [])
    return foldAct(act, all, known.coveredAt, known.now)?.state
  },
}
