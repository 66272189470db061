// What a sanction does to the register: the recruiter's own event, in the same transaction, or a refusal by its table of life.
import type { Ground } from '../../../../events/index.ts'
import { ok, type Result } from '../../../../kernel/result.ts'
import { countryOfPack, type Localized } from '../../../../packs/index.ts'
import { keyOf } from '../../address.ts'
import type { Appealed, Reason } from '../../domain/facts.ts'
import { type Act, decide, type LifeState, lifeStateOf } from '../../domain/life.ts'
import { evolve, type FactInStream, type Recruiter } from '../../domain/recruiter.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import type { SanctionFile } from '../../domain/sanction.ts'
import { standingOfTrack } from '../../domain/standing.ts'
import { EVENT_VERSION, type NewRegisterEvent } from '../../events/recruiter.ts'
import { lockRecruiters, readRecruitersById, saveRecruiters } from '../../store/recruiters.ts'
import type { DeskNode } from '../desk-node.ts'
import type { OnFile } from '../on-file.ts'

const EVENT_OF_ACT = {
  suspend: 'authorization.suspended',
  reinstate: 'authorization.reinstated',
  revoke: 'authorization.revoked',
  appeal: 'authorization.appealed',
  confirm: 'authorization.appeal-decided',
  overturn: 'authorization.appeal-decided',
} as const satisfies Partial<Record<Act, NewRegisterEvent['type']>>
export type Effecting = keyof typeof EVENT_OF_ACT

/** The recruiter of a sanction, locked, and where its authorization of the sanction's country is in its life. */
export async function recruiterOf(
  { tx, day }: Pick<OnFile<SanctionFile>, 'tx' | 'day'>,
  { recruiter, country }: Pick<SanctionFile, 'recruiter' | 'country'>,
): Promise<Result<{ readonly recruiter: Recruiter; readonly state: LifeState }, Refusal>> {
  const [known] = await readRecruitersById(tx, [recruiter])
  const key = known && keyOf(known.recruiter.country, known.recruiter.licence)
  const locked = key && (await lockRecruiters(tx, [key])).get(key)
  if (!locked) return refuse('not-entered', { licence: recruiter })
  const track = locked.effects.filter((one) => one.country === country && one.source === undefined && one.from <= day)
  return ok({ recruiter: locked, state: lifeStateOf(track.length > 0 ? standingOfTrack(track, day) : undefined) })
}

/**
 * The recruiter's event for an act, its row saved. The ground that everybody reads is the sanction's name and law; the officer's own
 * words stand there only as `reason`, when they let them be shown. Refuses what the recruiter's life refuses (domain/life.ts).
 */
export async function takeEffect(
  node: DeskNode,
  { tx, folded, day }: OnFile<SanctionFile>,
  act: Effecting,
  more: { readonly reason?: Reason; readonly suspensive?: boolean } = {},
): Promise<Result<readonly NewRegisterEvent[], Refusal>> {
  const { country } = folded
  const found = await recruiterOf({ tx, day }, folded)
  if (!found.ok) return found
  const { recruiter } = found.value
  const allowed = decide(recruiter, act, { country, day })
  if (!allowed.ok) return allowed
  const against = shownAgainst(folded)
  const outcome = act === 'confirm' ? 'confirmed' : 'overturned'
  const { reason, suspensive = false } = more
  const data =
    act === 'appeal'
      ? { country, against, suspensive }
      : act === 'confirm' || act === 'overturn'
        ? { country, against, outcome, ...(reason && { reason }) }
        : { country, ...(reason && { reason }) }
  const event = {
    stream: recruiter.id,
    streamVersion: recruiter.version + 1,
    type: EVENT_OF_ACT[act],
    version: EVENT_VERSION,
    legalDay: day,
    ground: publicGround(node, folded),
    data,
  } as NewRegisterEvent
  await saveRecruiters(tx, [evolve(recruiter, event as FactInStream)], node.origin)
  return ok([event])
}

/** How the register shows that a sanction is in force; undefined for a warning or a fine, which lower no standing. */
export function shownAgainst({ effect }: Pick<SanctionFile, 'effect'>): Appealed | undefined {
  if (effect === 'suspension') return 'suspended'
  return effect === 'revocation' ? 'revoked' : undefined
}

/** The name of a sanction in the pack's scale, by language; its law alone when the pack no longer knows it. */
export function sanctionName({ pack }: DeskNode, { country, sanction, law }: SanctionFile): Localized {
  const known = countryOfPack(pack, country)?.sanctions.find(({ id }) => id === sanction)
  return known?.name ?? { und: law }
}

function publicGround(node: DeskNode, sanction: SanctionFile): Ground {
  return { text: sanctionName(node, sanction), law: sanction.law }
}
