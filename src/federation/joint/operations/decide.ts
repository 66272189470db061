// One officer's part in a joint act: a signature with the officer's own key, or a rejection for the whole party.
import { ok, type Result } from '../../../kernel/result.ts'
import type { Who } from '../../../people/index.ts'
import type { Transaction } from '../../../platform/database/database.ts'
import { SealFault } from '../../../platform/seal/age.ts'
import { RejectedData } from '../body.ts'
import { signOnce } from '../decision-key.ts'
import { decisionText, type JointAct } from '../domain.ts'
import { type JointDesk, type JointRefusal, refusal } from '../joint-desk.ts'
import { type Officers, signersOf } from '../read-step.ts'
import { foldKept } from '../refresh.ts'
import { insertSignature, readAct, readSignatures } from '../store/acts.ts'
import { hadAnother, liveKey } from '../store/decision-keys.ts'
import { readOfficers } from '../store/entries.ts'
import { stepOnAct } from './acting.ts'

/** How long a key that replaced another does not sign. */
const REST_MS = 24 * 3_600_000

/**
 * Signs an act with the key of whoever is signed in. With the last signature that is needed, the party's approval goes into its
 * log and cannot be taken back. `hash` is that of the text that the page showed.
 * Refuses `no-act`, `other-text`, `already-decided`, `expired`, `no-key`, `key-not-announced`, `already-signed`, `wrong-secret`,
 * `wait` (after wrong secrets), `key-rests` (whoever finds an open screen could make a new key: its officer has a day to see it).
 */
export async function signAct(
  desk: JointDesk,
  who: Who,
  { act, hash, secret }: { readonly act: string; readonly hash: string; readonly secret: string },
  once?: string,
): Promise<Result<{ readonly approved: boolean }, JointRefusal>> {
  const { database, now } = desk.node
  const time = now().getTime()
  const name = `decision/${who.account}`
  const wait = desk.throttle.wait(name, time)
  if (wait > 0) return refusal('wait', { seconds: String(Math.ceil(wait / 1000)) })
  const [live, folded] = [await liveKey(database, who.account), (await readAct(database, act))?.act]
  if (!live) return refusal('no-key')
  if (live.madeAt.getTime() + REST_MS > time && (await hadAnother(database, who.account))) return refusal('key-rests')
  if (!folded) return refusal('no-act')
  if (folded.hash !== hash) return refusal('other-text')
  let line: string | undefined
  try {
    line = await signOnce(decisionText(folded), live, secret.normalize('NFC'), desk.logN)
    desk.throttle.succeeded(name)
  } catch (error) {
    if (!(error instanceof SealFault)) throw error
    desk.throttle.failed(name, time)
  }
  return stepOnAct<{ readonly approved: boolean }>(desk, who, 'joint.sign', act, once, async (tx, signedAt) => {
    if (line === undefined) return refusal('wrong-secret')
    const open = await openAct(desk, tx, act, signedAt)
    if (!open.ok) return open
    const terms = open.value
    if (terms.hash !== hash || decisionText(terms) !== decisionText(folded)) return refusal('other-text')
    // The key may have been revoked since it was opened.
    if ((await liveKey(tx, who.account))?.key !== live.key) return refusal('no-key')
    const officers = await ownOfficers(desk, tx)
    if (!officers.officers.some(({ key }) => key === live.key)) return refusal('key-not-announced')
    const lines = (await readSignatures(tx, act)).map((signature) => signature.line)
    const before = validLines(terms, lines, officers)
    if (before.some(({ officer }) => officer === live.officer)) return refusal('already-signed')
    await insertSignature(tx, act, { officer: live.officer, account: who.account, line, signedAt })
    const all = [...before, { officer: live.officer, line }]
    const approved =
      all.length >= officers.threshold && !(all.length === 1 && proposedByAlone(desk, terms, live.officer))
    const { hash: same, parties, expires } = terms
    const approval = { party: desk.country, hash: same, parties, expires, lines: all.map((one) => one.line) }
    return ok({
      value: { approved },
      type: 'joint.signed',
      data: { officer: live.officer },
      ...(approved && { more: [{ type: 'joint.approved', data: approval }] }),
    })
  })
}

/** Rejects an act for this party, with a reason that everybody may read. Refuses as signing does, and `no-reason`. */
export function rejectAct(
  desk: JointDesk,
  who: Who,
  { act, reason, language }: { readonly act: string; readonly reason: string; readonly language: string },
  once?: string,
) {
  return stepOnAct(desk, who, 'joint.reject', act, once, async (tx, at) => {
    const data = { party: desk.country, reason: { [language]: reason.trim().normalize('NFC') } }
    if (!RejectedData.safeParse(data).success) return refusal('no-reason')
    const open = await openAct(desk, tx, act, at)
    return open.ok ? ok({ value: { act }, type: 'joint.rejected', data }) : open
  })
}

/** The act, locked and folded anew, when this party may still say something on it. */
async function openAct(
  desk: JointDesk,
  tx: Transaction,
  act: string,
  at: Date,
): Promise<Result<JointAct, JointRefusal>> {
  if (!(await readAct(tx, act, 'for update'))) return refusal('no-act')
  const folded = await foldKept(tx, act, at)
  const way = folded?.ways.find(({ party }) => party === desk.country)
  if (!folded || !way) return refusal('no-act')
  if (way.word || folded.state === 'rejected' || folded.state === 'effective') return refusal('already-decided')
  if (Math.floor(at.getTime() / 1000) > folded.expires) return refusal('expired')
  return ok(folded)
}

/** Who decides here, by the newest own list of keys in the log. */
export async function ownOfficers(
  { country }: Pick<JointDesk, 'country'>,
  db: Pick<Transaction, 'query'>,
): Promise<Officers> {
  return (
    (await readOfficers(db))(country, Number.MAX_SAFE_INTEGER) ?? { threshold: Number.MAX_SAFE_INTEGER, officers: [] }
  )
}

/** The lines that still hold, each with its officer: a key may have been replaced meanwhile. */
export function validLines(terms: JointAct, lines: readonly string[], officers: Officers) {
  return lines.flatMap((line) => signersOf(terms, [line], officers).map((officer) => ({ officer, line })))
}

function proposedByAlone({ country }: JointDesk, { proposedBy, proposer }: JointAct, officer: string): boolean {
  return proposedBy === country && proposer === officer
}
