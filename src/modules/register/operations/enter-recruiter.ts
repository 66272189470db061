// Enters a recruiter into the register: number, country, kind and first particulars. It authorizes nobody.
import type { Actor, Ground } from '../../../events/index.ts'
import type { Country } from '../../../kernel/country.ts'
import type { Day } from '../../../kernel/day.ts'
import { ok } from '../../../kernel/result.ts'
import { type OperatingNode, operate } from '../../../people/index.ts'
import { newIdentifier } from '../../../platform/seal/digest.ts'
import { keyOf } from '../address.ts'
import { evolve } from '../domain/recruiter.ts'
import { refuse } from '../domain/refusal.ts'
import { EVENT_VERSION, type NewRegisterEvent } from '../events/recruiter.ts'
import { type Particulars, sealParticulars } from '../particulars.ts'
import { POLICY } from '../policy.ts'
import { insertParticulars, lockRecruiters, saveRecruiters } from '../store/recruiters.ts'

export type Entry = {
  readonly licence: string
  readonly country: Country
  readonly kind: string
  readonly day: Day
  readonly ground: Ground
  readonly particulars: Particulars
  /** The key under which it is done once, however often it is asked for. */
  readonly once?: string | undefined
}

/** Enters a recruiter. Refuses `already-entered` when the country's register holds the number already. */
export function enterRecruiter(node: OperatingNode, actor: Actor, entry: Entry) {
  const { licence, country, kind, day, ground, particulars, once } = entry
  const attempt = { actor, action: 'register.enter', country, subject: licence, detail: {}, once } as const
  return operate(node, POLICY, attempt, async (tx, recordedAt) => {
    const key = keyOf(country, licence)
    const there = await lockRecruiters(tx, [key])
    if (there.size > 0) return refuse('already-entered', { licence })
    const id = newIdentifier('rec')
    const sealed = sealParticulars(particulars)
    const event: NewRegisterEvent = {
      stream: id,
      streamVersion: 1,
      type: 'recruiter.entered',
      version: EVENT_VERSION,
      legalDay: day,
      ground,
      data: {
        licence,
        licenceDerived: false,
        country,
        kind,
        particulars: { version: 1, commitment: sealed.commitment },
      },
    }
    await insertParticulars(tx, [{ ...sealed, recruiter: id, version: 1, legalDay: day }], recordedAt)
    await saveRecruiters(tx, [evolve(undefined, event)], node.origin)
    return ok({ value: { id }, events: [event] })
  })
}
