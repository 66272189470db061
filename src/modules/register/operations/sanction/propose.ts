// Proposes a sanction from the pack's scale: the charge sealed beside the event, the law named, the file opened.
import type { Ground, NewEvent } from '../../../../events/index.ts'
import type { Country } from '../../../../kernel/country.ts'
import type { Day } from '../../../../kernel/day.ts'
import { ok, type Result } from '../../../../kernel/result.ts'
import { fileNumber, type Law, sanctionsOn } from '../../../../packs/index.ts'
import { actorFor, operate, type Who } from '../../../../people/index.ts'
import type { Transaction } from '../../../../platform/database/database.ts'
import { newIdentifier } from '../../../../platform/seal/digest.ts'
import { keyOfAddress } from '../../address.ts'
import { decide } from '../../domain/life.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import { commitTo, nameOf } from '../../particulars.ts'
import { POLICY } from '../../policy.ts'
import { takeNumber } from '../../store/files.ts'
import { accountOfRecruiter, insertFileRecord } from '../../store/inspections.ts'
import { findIdByKey, readRecruitersById } from '../../store/recruiters.ts'
import { type DeskNode, deskDay } from '../desk-node.ts'
import { openFile } from '../on-file.ts'
import { SANCTION_FILE, type SanctionCharge } from './acting.ts'

export type SanctionProposal = {
  /** Identifier in the pack's scale. */
  readonly sanction: string
  /** What happened, in the words of whoever proposes. */
  readonly facts: string
  /** The law as the file names it; of the pack's scale when left out. */
  readonly law?: string | undefined
  /** Asks for a suspension at once, until it is decided. */
  readonly precaution: boolean
  readonly language: string
}

type Opening = SanctionProposal & {
  readonly recruiter: string
  readonly country: Country
  readonly inspection?: string | undefined
  readonly inspectors: readonly string[]
}
export type OpenedSanction = {
  readonly file: string
  readonly number: string
  readonly ground: Ground
  readonly event: NewEvent
}

/**
 * Proposes a sanction by hand, in the country of whoever proposes it. Refuses `not-entered`, `no-such-sanction`, `no-ground` without
 * facts, `no-law`, and what the recruiter's life would refuse.
 */
export function proposeSanction(
  node: DeskNode,
  who: Who,
  { address, once, ...proposal }: SanctionProposal & { readonly address: string; readonly once?: string | undefined },
) {
  const { country } = who
  const actor = actorFor(who, POLICY, 'register.propose-sanction')
  const attempt = { actor, action: 'register.propose-sanction', country, subject: address, detail: {}, once } as const
  return operate(node, POLICY, attempt, async (tx, now) => {
    const recruiter = await findIdByKey(tx, keyOfAddress(address))
    if (!recruiter) return refuse('not-entered', { licence: address })
    const day = deskDay(node, country, now)
    const opened = await openSanction(node, { tx, who, now, day }, { ...proposal, recruiter, country, inspectors: [] })
    if (!opened.ok) return opened
    const { file, number, event } = opened.value
    return ok({ value: { file, number }, events: [event] })
  })
}

/** Opens the file of a sanction inside the act that proposes it. */
export async function openSanction(
  node: DeskNode,
  { tx, who, now, day }: { readonly tx: Transaction; readonly who: Who; readonly now: Date; readonly day: Day },
  opening: Opening,
): Promise<Result<OpenedSanction, Refusal>> {
  const { recruiter, country, inspection, inspectors, facts, precaution, language } = opening
  const ofScale = sanctionsOn(node.pack, country, day).find(({ id }) => id === opening.sanction)
  if (!ofScale) return refuse('no-such-sanction', { sanction: opening.sanction })
  if (!facts) return refuse('no-ground', {})
  const law = opening.law?.trim() || lawText(ofScale.law, language)
  if (!law) return refuse('no-law', {})
  const [known] = await readRecruitersById(tx, [recruiter])
  if (!known) return refuse('not-entered', { licence: recruiter })
  const { effect, fine, name } = ofScale
  // Told now, not only when it would be imposed: what the register cannot do is not proposed.
  if (effect === 'suspension' || effect === 'revocation' || precaution) {
    const possible = decide(known.recruiter, effect === 'revocation' ? 'revoke' : 'suspend', { country, day })
    if (!possible.ok) return possible
  }
  const file = newIdentifier('file')
  const number = fileNumber(node.pack, country, 'sanction', await takeNumber(tx, country, 'sanction'))
  const account = await accountOfRecruiter(tx, recruiter)
  const record: SanctionCharge = { facts, language }
  const { salt, commitment } = commitTo(record)
  await insertFileRecord(tx, file, 1, { record, salt }, now)
  const fact = {
    type: 'sanction.proposed',
    legalDay: day,
    data: {
      number,
      country,
      recruiter,
      licence: known.recruiter.licence,
      ...(account && { account }),
      sanction: ofScale.id,
      effect,
      ...(fine && { fine }),
      law,
      ...(inspection && { inspection }),
      inspectors,
      precaution,
      charge: { version: 1, commitment },
      pack: { id: node.pack.id, version: node.pack.version },
    },
  } as const
  const ground: Ground = { text: name, law }
  const named = nameOf(known.particulars) || null
  const { event } = await openFile(tx, SANCTION_FILE, { file, fact, ground, name: named, who, now })
  return ok({ file, number, ground, event })
}

/** A law of the pack in one line: instrument and article, in the language nearest at hand. */
export function lawText({ instrument, article }: Law, language: string): string {
  return [instrument[language] ?? Object.values(instrument)[0], article].filter(Boolean).join(', ')
}
