// The hearing: opened with its term, the recruiter's words taken, or closed when the term is over without any.
import type { Day } from '../../../../kernel/day.ts'
import { ok } from '../../../../kernel/result.ts'
import { deadlineFrom } from '../../../../packs/index.ts'
import type { Who } from '../../../../people/index.ts'
import type { Transaction } from '../../../../platform/database/database.ts'
import { newIdentifier } from '../../../../platform/seal/digest.ts'
import { refuse } from '../../domain/refusal.ts'
import { decideSanction } from '../../domain/sanction.ts'
import { insertNote } from '../../store/files.ts'
import type { DeskNode } from '../desk-node.ts'
import { type ActOnFile, processGround } from '../on-file.ts'
import { actOnSanction } from './acting.ts'

/** Opens the hearing by the pack's term; where the pack knows none, until the day that the officer names (`no-term` without one). */
export function openHearing(node: DeskNode, who: Who, on: ActOnFile & { readonly until?: Day | undefined }) {
  return actOnSanction(node, who, 'register.propose-sanction', on, async ({ folded, day }) => {
    const ofPack = deadlineFrom(node.pack, folded.country, 'hearing', day)
    // An officer may give longer than the law says, never less.
    const until = on.until && (!ofPack || on.until > ofPack) ? on.until : ofPack
    const allowed = decideSanction(folded, 'open hearing', { account: who.account, day, ...(until && { until }) })
    if (!allowed.ok) return allowed
    if (!until) return refuse('no-term', {})
    const fact = { type: 'sanction.hearing-opened', legalDay: day, data: { until } } as const
    return ok({ fact, ground: processGround('hearing') })
  })
}

/** The recruiter's answer, in its own words: a message beside the event. By itself, or by an officer for what came on paper. */
export function answerCharge(node: DeskNode, who: Who, on: ActOnFile & { readonly words: string }) {
  return actOnSanction(node, who, 'register.answer-sanction', on, async ({ folded, day, tx, now }) => {
    const allowed = decideSanction(folded, 'hear', { account: who.account, day })
    if (!allowed.ok) return allowed
    if (!on.words) return refuse('no-ground', {})
    await keepWords(tx, folded.id, who, on.words, now)
    return ok({ fact: { type: 'sanction.heard', legalDay: day, data: {} }, ground: processGround('heard') })
  })
}

/** Closes the hearing when its term is over and nothing came (`still-waiting` before). */
export function closeHearing(node: DeskNode, who: Who, on: ActOnFile) {
  return actOnSanction(node, who, 'register.propose-sanction', on, async ({ folded, day }) => {
    const allowed = decideSanction(folded, 'close hearing', { account: who.account, day })
    if (!allowed.ok) return allowed
    const fact = { type: 'sanction.hearing-closed', legalDay: day, data: {} } as const
    return ok({ fact, ground: processGround('deadline passed') })
  })
}

/** Keeps words of the recruiter as a message of the file. */
export async function keepWords(tx: Transaction, file: string, who: Who, text: string, at: Date): Promise<void> {
  await insertNote(tx, file, { id: newIdentifier('note'), at, account: who.account, kind: 'message', text })
}
