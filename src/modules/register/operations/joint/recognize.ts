// The desk of a host country: one officer proposes to recognize another country's recruiter, a second decides; a restriction needs one.
import { ok } from '../../../../kernel/result.ts'
import { actorFor, operate, type Who } from '../../../../people/index.ts'
import type { Transaction } from '../../../../platform/database/database.ts'
import { addressOf, keyOfAddress } from '../../address.ts'
import { hostStream, type RecognitionAct, recognitionState } from '../../domain/recognition.ts'
import { refuse } from '../../domain/refusal.ts'
import { POLICY } from '../../policy.ts'
import { readRecognitions } from '../../store/joint.ts'
import { keepProposal, readProposal, takeProposal } from '../../store/recognition-proposals.ts'
import { findIdByKey, readRecruitersById } from '../../store/recruiters.ts'
import type { RecognitionView } from '../../views/joint.ts'
import { nameIn, type StaffDesk } from '../desk/staff-desk.ts'
import { type DeskNode, deskDay } from '../desk-node.ts'
import { writtenGround } from '../on-file.ts'
import { sayAsHost } from './say-as-host.ts'

export type RecognitionDeskAct = {
  /** Address of the recruiter. */
  readonly address: string
  readonly act: 'propose' | RecognitionAct
  /** Why, as the officer wrote it; it becomes public with a decision. */
  readonly words: string
  /** Language in which it is written. */
  readonly language: string
  readonly once?: string | undefined
}

/** Acts that only permit, or decide about permitting: they need a proposal by somebody else (four eyes). */
const DECIDES: ReadonlySet<string> = new Set(['accept', 'refuse'])

/**
 * Does one of them for the officer's country. Refuses `not-entered`, `own-recruiter` for one of the officer's own country,
 * `no-ground`, `already-proposed`, `not-proposed`, `proposed-it-yourself`, and what the table of life refuses.
 */
export function actOnRecognition(node: DeskNode, who: Who, command: RecognitionDeskAct) {
  const { address, act, words, language, once } = command
  const action = act === 'propose' ? 'register.propose-recognition' : 'register.recognize'
  const actor = actorFor(who, POLICY, action)
  const { country, account } = who
  return operate(node, POLICY, { actor, action, country, subject: keyOfAddress(address), detail: { act }, once }, work)

  async function work(tx: Transaction, now: Date) {
    const id = await findIdByKey(tx, keyOfAddress(address))
    const recruiter = id === undefined ? undefined : (await readRecruitersById(tx, [id]))[0]?.recruiter
    if (!recruiter) return refuse('not-entered', {})
    if (recruiter.country === country) return refuse('own-recruiter', {})
    if (words === '') return refuse('no-ground', {})
    const day = deskDay(node, country, now)
    if (act === 'propose') {
      const stream = hostStream(recruiter.id, country)
      const state = recognitionState((await readRecognitions(tx, [stream])).get(stream))
      if (state !== 'none' && state !== 'refused') return refuse('not-in-its-life', { act, status: state })
      const kept = await keepProposal(tx, { recruiter: recruiter.id, country, by: account, at: now, day, words })
      return kept ? ok({ value: { status: 'proposed' }, events: [] }) : refuse('already-proposed', {})
    }
    if (DECIDES.has(act)) {
      const proposal = await takeProposal(tx, recruiter.id, country)
      if (!proposal) return refuse('not-proposed', {})
      if (proposal.by === account) return refuse('proposed-it-yourself', {})
    }
    const { licence, country: home } = recruiter
    return sayAsHost(tx, node, { act, home, licence, country, day, ground: writtenGround(language, words) })
  }
}

/** What the desk's page shows of it; undefined for a recruiter of the officer's own country, or an unknown one. */
export async function showRecognition(
  desk: StaffDesk,
  who: Who,
  address: string,
): Promise<RecognitionView | undefined> {
  const { database } = desk.node
  const id = await findIdByKey(database, keyOfAddress(address))
  const recruiter = id === undefined ? undefined : (await readRecruitersById(database, [id]))[0]?.recruiter
  if (!recruiter || recruiter.country === who.country) return undefined
  const stream = hostStream(recruiter.id, who.country)
  const state = recognitionState((await readRecognitions(database, [stream])).get(stream))
  const proposal = await readProposal(database, recruiter.id, who.country)
  const names = proposal && (await desk.names([proposal.by]))
  const decides = who.roles.includes('deciding officer')
  const proposes = decides || who.roles.includes('register officer')
  const open = state === 'none' || state === 'refused'
  return {
    address: addressOf(recruiter.country, recruiter.licence),
    state,
    ...(proposal && {
      proposal: {
        by: nameIn(names ?? new Map(), proposal.by),
        day: proposal.day,
        words: proposal.words,
        yours: proposal.by === who.account,
      },
    }),
    acts: [
      ...(proposes && open && !proposal ? (['propose'] as const) : []),
      ...(decides && proposal && proposal.by !== who.account ? (['accept', 'refuse'] as const) : []),
      ...(decides && state !== 'suspended' ? (['suspend'] as const) : []),
      ...(decides && state === 'suspended' ? (['restore'] as const) : []),
    ],
  }
}
