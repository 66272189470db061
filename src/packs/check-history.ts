// Checks that the invented acts upon a recruiter could have happened in that order, within the term that the pack knows.
import { addYears, type Day } from '../kernel/day.ts'
import type { Report } from './checks.ts'
import type { ActExample, RecruiterExample } from './demonstration.ts'
import { countryOfPack } from './questions.ts'
import type { Pack } from './schema.ts'

/** What may follow what in the life of an authorization. */
const FROM: Readonly<Record<ActExample['act'], readonly string[]>> = {
  authorize: ['none', 'expired', 'revoked'],
  renew: ['authorized', 'expired'],
  suspend: ['authorized'],
  reinstate: ['suspended'],
  revoke: ['authorized', 'suspended'],
  rename: ['authorized', 'suspended'],
}
const TO: Readonly<Record<ActExample['act'], string | undefined>> = {
  authorize: 'authorized',
  renew: 'authorized',
  suspend: 'suspended',
  reinstate: 'authorized',
  revoke: 'revoked',
  rename: undefined,
}

/** The acts of one recruiter make a believable life, and its names agree with them. */
export function checkHistory(
  recruiter: RecruiterExample,
  acts: readonly ActExample[],
  pack: Pack,
  at: number,
  report: Report,
): void {
  const years = countryOfPack(pack, recruiter.country)?.validity.years
  let standing = 'none'
  let until: Day | undefined
  const renamed: string[] = []
  for (const [index, act] of acts.entries()) {
    if (act.licence !== recruiter.licence) continue
    const path = ['acts', index]
    if (act.country !== recruiter.country)
      report(
        [...path, 'country'],
        `${act.country} cannot act on a licence of ${recruiter.country}`,
        `Write "${recruiter.country}"`,
      )
    if (standing === 'authorized' && until !== undefined && until < act.day) standing = 'expired'
    if (!FROM[act.act].includes(standing))
      report(
        [...path, 'act'],
        `"${act.act}" cannot follow while the recruiter is "${standing}"`,
        'Mend the order of acts, or the days',
      )
    standing = TO[act.act] ?? standing
    const ends = act.act === 'authorize' || act.act === 'renew'
    if (ends !== (act.validUntil !== undefined))
      report(
        [...path, 'validUntil'],
        ends ? 'is missing' : 'does not belong here',
        'Only "authorize" and "renew" say until when',
      )
    if (act.validUntil !== undefined) {
      // A renewal may run on from the end of what it renews.
      const start = act.act === 'renew' && until !== undefined && until > act.day ? until : act.day
      if (act.validUntil <= act.day || (years !== undefined && act.validUntil > addYears(start, years)))
        report(
          [...path, 'validUntil'],
          `${act.validUntil} is not within the term`,
          years === undefined ? 'Write a later day than the act' : `The pack allows ${years} years`,
        )
      until = act.validUntil
    }
    if ((act.act === 'rename') !== (act.newName !== undefined))
      report(
        [...path, 'newName'],
        act.act === 'rename' ? 'is missing' : 'does not belong here',
        'Only "rename" gives a new name',
      )
    if (act.newName !== undefined) renamed.push(act.newName)
  }
  if (standing === 'none')
    report(['recruiters', at], 'was never authorized', 'Add an act "authorize", or take the recruiter out')
  checkNamesBorne(recruiter, renamed, at, report)
}

/** The name now is what the last renaming gave; each renaming leaves one former name behind. */
function checkNamesBorne(recruiter: RecruiterExample, renamed: readonly string[], at: number, report: Report): void {
  const names = (kind: string) => recruiter.names.filter((name) => name.kind === kind).map((name) => name.text)
  const now = names('name')
  if (now.length !== 1)
    report(
      ['recruiters', at, 'names'],
      `has ${now.length} names of the kind "name"`,
      'Give it exactly one, and call others trade names or former names',
    )
  const former = names('former name')
  const fits =
    former.length === renamed.length &&
    renamed.slice(0, -1).every((name) => former.includes(name)) &&
    (renamed.length === 0 || renamed.at(-1) === now[0])
  if (!fits)
    report(
      ['recruiters', at, 'names'],
      'does not agree with the acts "rename"',
      'Each renaming makes the name before it a former name, and the last gives the name',
    )
}
