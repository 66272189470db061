// What an inspector found: the whole checklist with notes and evidence, and what follows from it.
import type { Day } from '../../../../kernel/day.ts'
import { ok } from '../../../../kernel/result.ts'
import type { Who } from '../../../../people/index.ts'
import { type Answer, decideInspection, findingsOf } from '../../domain/inspection.ts'
import { refuse } from '../../domain/refusal.ts'
import { commitTo } from '../../particulars.ts'
import { readEvidence } from '../../store/evidence.ts'
import { insertFileRecord } from '../../store/inspections.ts'
import type { DeskNode } from '../desk-node.ts'
import { type ActOnFile, processGround, writtenGround } from '../on-file.ts'
import { openSanction, type SanctionProposal } from '../sanction/propose.ts'
import { actOnInspection, type InspectionRecord, inspecting } from './acting.ts'

export type Findings = ActOnFile & {
  /** The day of the visit. */
  readonly on: Day
  readonly answers: Readonly<Record<string, Answer>>
  readonly notes: Readonly<Record<string, string>>
  readonly remarks: string
  /** Identifiers of papers of this file, by question. */
  readonly evidence?: Readonly<Record<string, readonly string[]>> | undefined
}

/**
 * Records what was found, or corrects it while nothing follows from it yet: a new version of the record, the older ones stay.
 * Refuses what the rules refuse (domain/inspection.ts), and `no-such-paper` for a paper that is not of this file.
 */
export function carryOutInspection(node: DeskNode, who: Who, on: Findings) {
  return actOnInspection(node, who, 'register.inspect', on, async (acting) => {
    const { inspection, questions, day, tx, now } = acting
    const act = inspection.state === 'planned' ? 'carry out' : 'correct'
    const asked = new Set(questions.map(({ id }) => id))
    const answers = ofAsked(on.answers, asked)
    const notes = ofAsked(on.notes, asked)
    const evidence = ofAsked(on.evidence ?? inspection.evidence, asked)
    const allowed = decideInspection(inspection, act, { ...inspecting(acting), on: on.on, answers, notes })
    if (!allowed.ok) return allowed
    const there = new Set((await readEvidence(tx, inspection.id)).map(({ id }) => id))
    const missing = Object.values(evidence)
      .flat()
      .find((id) => !there.has(id))
    if (missing !== undefined) return refuse('no-such-paper', { paper: missing })
    const record: InspectionRecord = { notes, remarks: on.remarks }
    const { salt, commitment } = commitTo(record)
    const version = inspection.recordVersion + 1
    await insertFileRecord(tx, inspection.id, version, { record, salt }, now)
    const type = act === 'carry out' ? 'inspection.carried-out' : 'inspection.corrected'
    const data = { on: on.on, answers, evidence, record: { version, commitment } }
    return ok({ fact: { type, legalDay: day, data }, ground: processGround('inspected') })
  })
}

function ofAsked<T>(answers: Readonly<Record<string, T>>, asked: ReadonlySet<string>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(answers).filter(([id]) => asked.has(id)))
}

/** Closes it: everything was in order, or what was asked for has been mended (then with what was seen: `no-ground`). */
export function closeInspection(
  node: DeskNode,
  who: Who,
  on: ActOnFile & { readonly reason?: string | undefined; readonly language: string },
) {
  return actOnInspection(node, who, 'register.inspect', on, async (acting) => {
    const { inspection, day } = acting
    const mended = inspection.state === 'to be mended'
    const allowed = decideInspection(inspection, mended ? 'confirm mended' : 'close', inspecting(acting))
    if (!allowed.ok) return allowed
    if (mended && !on.reason) return refuse('no-ground', {})
    const ground = on.reason ? writtenGround(on.language, on.reason) : processGround('in order')
    const data = { outcome: mended ? 'mended' : 'in order' } as const
    return ok({ fact: { type: 'inspection.closed', legalDay: day, data }, ground })
  })
}

/** Asks the recruiter to mend what was not in order, until a day. */
export function askToMend(node: DeskNode, who: Who, on: ActOnFile & { readonly until: Day }) {
  return actOnInspection(node, who, 'register.inspect', on, async (acting) => {
    const { inspection, day } = acting
    const { until } = on
    const allowed = decideInspection(inspection, 'ask to mend', { ...inspecting(acting), until })
    if (!allowed.ok) return allowed
    const data = { items: findingsOf(inspection), until }
    return ok({ fact: { type: 'inspection.mending-asked', legalDay: day, data }, ground: processGround('to mend') })
  })
}

/** Proposes a sanction for what was found: opens its file in the same transaction. Who inspected never decides it. */
export function proposeFromInspection(
  node: DeskNode,
  who: Who,
  { charge, ...on }: ActOnFile & { readonly charge: SanctionProposal },
) {
  return actOnInspection(node, who, 'register.inspect', on, async (acting) => {
    const { inspection, day, tx, now } = acting
    const allowed = decideInspection(inspection, 'propose sanction', inspecting(acting))
    if (!allowed.ok) return allowed
    const { recruiter, country, id, inspectors } = inspection
    const opened = await openSanction(
      node,
      { tx, who, now, day },
      { ...charge, recruiter, country, inspection: id, inspectors },
    )
    if (!opened.ok) return opened
    const { file, ground, event } = opened.value
    const fact = { type: 'inspection.sanction-proposed', legalDay: day, data: { sanction: file } } as const
    return ok({ fact, ground, more: [event] })
  })
}
