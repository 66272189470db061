// Changes a recruiter's particulars, such as its name: a new version, the old one stays and can still be found.
import type { Actor, Ground } from '../../../events/index.ts'
import type { Country } from '../../../kernel/country.ts'
import type { Day } from '../../../kernel/day.ts'
import { ok } from '../../../kernel/result.ts'
import { type OperatingNode, operate } from '../../../people/index.ts'
import { keyOf } from '../address.ts'
import type { FactData } from '../domain/facts.ts'
import { evolve } from '../domain/recruiter.ts'
import { refuse } from '../domain/refusal.ts'
import { EVENT_VERSION, type NewRegisterEvent } from '../events/recruiter.ts'
import { type Particulars, sealParticulars } from '../particulars.ts'
import { POLICY } from '../policy.ts'
import { insertParticulars, lockRecruiters, readRecruitersById, saveRecruiters } from '../store/recruiters.ts'

export type Change = {
  readonly country: Country
  readonly licence: string
  readonly day: Day
  readonly ground: Ground
  /** What changes; what is left out stays. A new name makes the old one a former name. */
  readonly newName?: string
  readonly contacts?: Pick<Particulars, 'telephones' | 'emails' | 'webs'>
  readonly place?: string
  /** The key under which it is done once, however often it is asked for. */
  readonly once?: string | undefined
}

/** Refuses `not-entered` for an unknown number, `erased` when the particulars are gone, `nothing-changed` when nothing would. */
export function changeParticulars(node: OperatingNode, actor: Actor, change: Change) {
  const { country, licence, day, ground, once } = change
  const attempt = {
    actor,
    action: 'register.change-particulars',
    country,
    subject: licence,
    detail: { day },
    once,
  } as const
  return operate(node, POLICY, attempt, async (tx, recordedAt) => {
    const before = (await lockRecruiters(tx, [keyOf(country, licence)])).values().next().value
    if (!before) return refuse('not-entered', { licence })
    const record = (await readRecruitersById(tx, [before.id]))[0]?.particulars
    if (!record) return refuse('erased', { licence })
    const { next, what } = changed(record, change)
    if (what.length === 0) return refuse('nothing-changed', { licence })
    const version = before.particularsVersion + 1
    const sealed = sealParticulars(next)
    const event: NewRegisterEvent = {
      stream: before.id,
      streamVersion: before.version + 1,
      type: 'particulars.changed',
      version: EVENT_VERSION,
      legalDay: day,
      ground,
      data: { particulars: { version, commitment: sealed.commitment }, what },
    }
    await insertParticulars(tx, [{ ...sealed, recruiter: before.id, version, legalDay: day }], recordedAt)
    await saveRecruiters(tx, [evolve(before, event)], node.origin)
    return ok({ value: { version }, events: [event] })
  })
}

function changed(record: Particulars, change: Change) {
  const what: FactData['particulars.changed']['what'][number][] = []
  let next = record
  const name = record.names.find(({ kind }) => kind === 'name')
  if (change.newName && change.newName !== name?.text) {
    // Who takes back a former name does not bear it twice.
    const others = record.names.filter((other) => other !== name && other.text !== change.newName)
    next = {
      ...next,
      names: [
        { text: change.newName, kind: 'name' },
        ...others,
        ...(name ? [{ text: name.text, kind: 'former name' as const }] : []),
      ],
    }
    what.push('name')
  }
  const { telephones, emails, webs } = record
  const contacts =
    change.contacts && JSON.stringify([change.contacts.telephones, change.contacts.emails, change.contacts.webs])
  if (contacts && contacts !== JSON.stringify([telephones, emails, webs])) {
    next = { ...next, ...change.contacts }
    what.push('contact')
  }
  if (change.place && change.place !== record.place) {
    next = { ...next, place: change.place }
    what.push('place')
  }
  return { next, what }
}
