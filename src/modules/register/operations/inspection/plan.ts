// Plans an inspection, changes the plan, or gives it up; the questions of the day are kept to the letter.
import canonicalize from 'canonicalize'
import type { Day } from '../../../../kernel/day.ts'
import { ok } from '../../../../kernel/result.ts'
import { checklistOn, fileNumber } from '../../../../packs/index.ts'
import { actorFor, operate, type Who } from '../../../../people/index.ts'
import { newIdentifier, sha256Hex } from '../../../../platform/seal/digest.ts'
import { keyOfAddress } from '../../address.ts'
import { decideInspection } from '../../domain/inspection.ts'
import { refuse } from '../../domain/refusal.ts'
import { nameOf } from '../../particulars.ts'
import { POLICY } from '../../policy.ts'
import { keepRequirements, readFilesOfRecruiter, takeNumber } from '../../store/files.ts'
import { lockRecruiters, readRecruitersById } from '../../store/recruiters.ts'
import { type DeskNode, deskDay } from '../desk-node.ts'
import { type ActOnFile, openFile, processGround, writtenGround } from '../on-file.ts'
import { actOnInspection, INSPECTION_FILE, inspecting } from './acting.ts'

export type InspectionPlan = {
  /** Address of the recruiter, as behind `/recruiters/`. */
  readonly address: string
  readonly day: Day
  /** Account of the inspector. */
  readonly inspector: string
  readonly announced: boolean
  /** The points with which the plan by risk named it; absent when somebody chose it by hand. */
  readonly points?: number | undefined
  readonly once?: string | undefined
}

/**
 * Plans an inspection in the country of whoever plans it. Refuses `not-entered`, `ends-before-it-begins` for a day that is past,
 * and `already-planned` when one of the same recruiter is still to be carried out.
 */
export function planInspection(node: DeskNode, who: Who, plan: InspectionPlan) {
  const { address, day: on, inspector, announced, points, once } = plan
  const { country } = who
  const actor = actorFor(who, POLICY, 'register.inspect')
  const attempt = { actor, action: 'register.inspect', country, subject: address, detail: {}, once } as const
  return operate(node, POLICY, attempt, async (tx, now) => {
    const recruiter = (await lockRecruiters(tx, [keyOfAddress(address)])).values().next().value
    if (!recruiter) return refuse('not-entered', { licence: address })
    const day = deskDay(node, country, now)
    if (on < day) return refuse('ends-before-it-begins', { day, until: on })
    const files = await readFilesOfRecruiter(tx, recruiter.id)
    const already = files.find((one) => one.kind === 'inspection' && one.state === 'planned' && one.country === country)
    if (already) return refuse('already-planned', { number: already.number })
    const questions = checklistOn(node.pack, country, on)
    const hash = sha256Hex(canonicalize(questions) ?? '')
    await keepRequirements(tx, hash, questions)
    const file = newIdentifier('file')
    const number = fileNumber(node.pack, country, 'inspection', await takeNumber(tx, country, 'inspection'))
    const fact = {
      type: 'inspection.planned',
      legalDay: day,
      data: {
        number,
        country,
        recruiter: recruiter.id,
        licence: recruiter.licence,
        chosen: points === undefined ? 'by hand' : 'by risk',
        ...(points !== undefined && { points }),
        day: on,
        inspector,
        announced,
        checklist: hash,
        pack: { id: node.pack.id, version: node.pack.version },
      },
    } as const
    const [known] = await readRecruitersById(tx, [recruiter.id])
    const name = nameOf(known?.particulars ?? null) || null
    const { event } = await openFile(tx, INSPECTION_FILE, {
      file,
      fact,
      ground: processGround('planned'),
      name,
      who,
      now,
    })
    return ok({ value: { file, number }, events: [event] })
  })
}

/** Another day, another inspector, announced or not. */
export function replanInspection(
  node: DeskNode,
  who: Who,
  on: ActOnFile & { readonly day: Day; readonly inspector: string; readonly announced: boolean },
) {
  return actOnInspection(node, who, 'register.inspect', on, async (acting) => {
    const { inspection, day } = acting
    const allowed = decideInspection(inspection, 'change plan', inspecting(acting))
    if (!allowed.ok) return allowed
    if (on.day < day) return refuse('ends-before-it-begins', { day, until: on.day })
    const data = { day: on.day, inspector: on.inspector, announced: on.announced }
    return ok({ fact: { type: 'inspection.replanned', legalDay: day, data }, ground: processGround('planned') })
  })
}

/** Gives up a planned inspection, with the reason (`no-ground`). */
export function cancelInspection(
  node: DeskNode,
  who: Who,
  on: ActOnFile & { readonly reason: string; readonly language: string },
) {
  return actOnInspection(node, who, 'register.inspect', on, async (acting) => {
    const allowed = decideInspection(acting.inspection, 'cancel', inspecting(acting))
    if (!allowed.ok) return allowed
    if (!on.reason) return refuse('no-ground', {})
    const ground = writtenGround(on.language, on.reason)
    return ok({ fact: { type: 'inspection.cancelled', legalDay: acting.day, data: {} }, ground })
  })
}
