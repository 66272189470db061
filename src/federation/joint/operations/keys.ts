// An officer's own key for joint acts: made, replaced when its words are lost, revoked.
import { ok } from '../../../kernel/result.ts'
import { actorFor, operate, type Who } from '../../../people/index.ts'
import type { Queryable } from '../../../platform/database/database.ts'
import type { DecisionKey } from '../../trust/trust.ts'
import { LONGEST_SECRET, makeDecisionKey, SHORTEST_SECRET } from '../decision-key.ts'
import { decisionKeyName, type JointDesk, refusal } from '../joint-desk.ts'
import { JOINT_POLICY, type JointAction } from '../policy.ts'
import { countOfficers, insertKey, labelOf, liveKey, liveKeys, revokeKey } from '../store/decision-keys.ts'

/** The public halves of this node's decision keys, for its list of keys. */
export async function ownDecisionKeys(db: Queryable): Promise<readonly DecisionKey[]> {
  return (await liveKeys(db)).map(({ officer, key }) => ({ officer, key }))
}

/**
 * Makes a key for whoever is signed in; one that they had is revoked. Refuses `secret-short`, `secret-long`, `secret-differs`
 * and `secret-is-password`.
 */
export async function makeOwnKey(
  desk: JointDesk,
  who: Who,
  { secret, again }: { readonly secret: string; readonly again: string },
  once?: string,
) {
  const words = secret.normalize('NFC')
  if ([...words].length < SHORTEST_SECRET) return refusal('secret-short', { least: String(SHORTEST_SECRET) })
  if (words.length > LONGEST_SECRET) return refusal('secret-long')
  if (words !== again.normalize('NFC')) return refusal('secret-differs')
  if (await desk.isPassword?.(who.account, secret)) return refusal('secret-is-password')
  const { database } = desk.node
  const officer = (await labelOf(database, who.account)) ?? `officer-${(await countOfficers(database)) + 1}`
  const made = await makeDecisionKey(decisionKeyName(desk, officer), words, desk.logN)
  const done = await operate(
    desk.node,
    JOINT_POLICY,
    attempt(desk, who, 'joint.make-key', once),
    async (tx, madeAt) => {
      // Two who begin at once would get one label: the second begins again.
      if (!(await labelOf(tx, who.account)) && `officer-${(await countOfficers(tx)) + 1}` !== officer)
        return refusal('try-again')
      await revokeKey(tx, who.account, madeAt)
      await insertKey(tx, { ...made, account: who.account, officer, madeAt })
      return ok({ value: { officer, key: made.key }, events: [] })
    },
  )
  if (done.ok) await desk.announce()
  return done
}

/** Revokes one's own key. Refuses `no-key`. */
export async function revokeOwnKey(desk: JointDesk, who: Who, once?: string) {
  const done = await operate(desk.node, JOINT_POLICY, attempt(desk, who, 'joint.revoke-key', once), async (tx, at) =>
    (await revokeKey(tx, who.account, at)) ? ok({ value: true as const, events: [] }) : refusal('no-key'),
  )
  if (done.ok) await desk.announce()
  return done
}

/** The key of whoever is signed in, and whether the others know of it. */
export async function showOwnKey({ node, trust, country }: JointDesk, who: Who) {
  const live = await liveKey(node.database, who.account)
  if (!live) return undefined
  const announced = trust.partyOf(country)?.decision.officers.some(({ key }) => key === live.key) ?? false
  return { officer: live.officer, key: live.key, madeAt: live.madeAt, announced }
}

function attempt(desk: JointDesk, who: Who, action: JointAction, once: string | undefined) {
  return {
    actor: actorFor(who, JOINT_POLICY, action),
    action,
    country: desk.country,
    subject: who.account,
    detail: {},
    once,
  }
}
