// Erases a recruiter's particulars: names, telephones, addresses go; the acts, the number and the log stay.
import type { Actor, Ground } from '../../../events/index.ts'
import type { Country } from '../../../kernel/country.ts'
import type { Day } from '../../../kernel/day.ts'
import { ok } from '../../../kernel/result.ts'
import { type OperatingNode, operate } from '../../../people/index.ts'
import { keyOf } from '../address.ts'
import { evolve } from '../domain/recruiter.ts'
import { refuse } from '../domain/refusal.ts'
import { EVENT_VERSION, type NewRegisterEvent } from '../events/recruiter.ts'
import { POLICY } from '../policy.ts'
import { eraseNamesInFiles } from '../store/inspections.ts'
import { eraseWords, lockByIdOrKey } from '../store/joint.ts'
import { forgetContent } from '../store/loads.ts'
import { eraseParticulars as eraseRows, saveRecruiters } from '../store/recruiters.ts'

export type Erasure = {
  readonly country: Country
  readonly licence: string
  readonly day: Day
  readonly ground: Ground
}

/** Refuses `not-entered` for an unknown number and `erased` when nothing is left to erase, `another-register` for one of another node. */
export function eraseParticulars(node: OperatingNode, actor: Actor, erasure: Erasure) {
  const { country, licence, day, ground } = erasure
  const attempt = { actor, action: 'register.erase-particulars', country, subject: licence, detail: {} } as const
  return operate(node, POLICY, attempt, async (tx, recordedAt) => {
    const [held] = await lockByIdOrKey(tx, [], [keyOf(country, licence)])
    if (!held) return refuse('not-entered', { licence })
    // Its own country erases, and says so in its log; this node then erases what it holds (joint/foreign-fold.ts).
    if (held.origin !== node.origin) return refuse('another-register', { licence })
    const before = held.recruiter
    const versions = await eraseRows(tx, before.id, recordedAt)
    if (versions.length === 0) return refuse('erased', { licence })
    await forgetContent(tx, before.id)
    await eraseNamesInFiles(tx, before.id)
    await eraseWords(tx, [before.id], recordedAt)
    const event: NewRegisterEvent = {
      stream: before.id,
      streamVersion: before.version + 1,
      type: 'particulars.erased',
      version: EVENT_VERSION,
      legalDay: day,
      ground,
      data: { versions },
    }
    await saveRecruiters(tx, [evolve(before, event)], node.origin)
    return ok({ value: { versions }, events: [event] })
  })
}
