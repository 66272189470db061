// The appeal against a sanction and its decision, with what both do to the standing that everybody reads.
import { ok } from '../../../../kernel/result.ts'
import { countryOfPack, deadlineFrom } from '../../../../packs/index.ts'
import type { Who } from '../../../../people/index.ts'
import { refuse } from '../../domain/refusal.ts'
import { decideSanction, type SanctionFile } from '../../domain/sanction.ts'
import type { NewRegisterEvent } from '../../events/recruiter.ts'
import type { DeskNode } from '../desk-node.ts'
import { type ActOnFile, type OnFile, processGround, writtenGround } from '../on-file.ts'
import { actOnSanction, type SanctionDecision } from './acting.ts'
import { shownReason } from './decide.ts'
import { type Effecting, recruiterOf, shownAgainst, takeEffect } from './effect.ts'
import { keepWords } from './hearing.ts'

/**
 * The recruiter appeals within its term, in its own words. Whether that holds the sanction off is the pack's to say: only a plain
 * `true` does. By itself, or by an officer for what came on paper.
 */
export function appealSanction(node: DeskNode, who: Who, on: ActOnFile & { readonly words: string }) {
  return actOnSanction(node, who, 'register.answer-sanction', on, async (acting) => {
    const { folded, day, tx, now } = acting
    const allowed = decideSanction(folded, 'appeal', { account: who.account, day })
    if (!allowed.ok) return allowed
    if (!on.words) return refuse('no-ground', {})
    const suspensive = countryOfPack(node.pack, folded.country)?.appeal.suspensive === true
    const taken = await onRegister(node, acting, 'appeal', { suspensive })
    if (!taken.ok) return taken
    await keepWords(tx, folded.id, who, on.words, now)
    const decideBy = deadlineFrom(node.pack, folded.country, 'decision', day)
    const data = { suspensive, ...(decideBy && { decideBy }) }
    const fact = { type: 'sanction.appealed', legalDay: day, data } as const
    return ok({ fact, ground: processGround('appealed'), more: taken.value })
  })
}

/** Decides an appeal: by somebody who neither proposed, inspected nor decided anything of it. */
export function decideSanctionAppeal(
  node: DeskNode,
  who: Who,
  on: SanctionDecision & { readonly outcome: 'confirmed' | 'overturned' },
) {
  return actOnSanction(node, who, 'register.decide-sanction', on, async (acting) => {
    const { folded, day } = acting
    const act = on.outcome === 'confirmed' ? 'confirm' : 'overturn'
    const allowed = decideSanction(folded, act, { account: who.account, day })
    if (!allowed.ok) return allowed
    if (!on.reason) return refuse('no-ground', {})
    const taken = await onRegister(node, acting, act, { reason: shownReason(on) })
    if (!taken.ok) return taken
    const data = { outcome: on.outcome, reason: on.reason }
    const ground = writtenGround(on.language, on.reason, on.law || folded.law)
    return ok({ fact: { type: 'sanction.appeal-decided', legalDay: day, data }, ground, more: taken.value })
  })
}

/**
 * The recruiter's event, when this sanction is what restricts it. Where another act has come over it since (revoked while the
 * suspension was appealed), the appeal goes on in its file alone: it must not undo the other.
 */
async function onRegister(
  node: DeskNode,
  acting: OnFile<SanctionFile>,
  act: Effecting,
  more: Parameters<typeof takeEffect>[3],
): Promise<Awaited<ReturnType<typeof takeEffect>>> {
  const none: readonly NewRegisterEvent[] = []
  const { folded, tx, day } = acting
  const against = shownAgainst(folded)
  if (!against) return ok(none)
  const found = await recruiterOf({ tx, day }, folded)
  if (!found.ok) return found
  const needed = act === 'appeal' ? against : `${against}, appealed`
  return found.value.state === needed ? takeEffect(node, acting, act, more) : ok(none)
}
