// The frame of every step of a joint act: permission, the act locked, its rule, one event last.
import type { NewEvent } from '../../../events/index.ts'
import { readStream } from '../../../events/index.ts'
import { day } from '../../../kernel/day.ts'
import type { Result } from '../../../kernel/result.ts'
import { actorFor, operate, type Who } from '../../../people/index.ts'
import type { Transaction } from '../../../platform/database/database.ts'
import type { JointDesk, JointRefusal } from '../joint-desk.ts'
import { JOINT_POLICY, type JointAction } from '../policy.ts'

/** What a step hands back: its value, and what happened. */
export type StepWork<T> = {
  readonly value: T
  readonly type: string
  readonly data: object
  readonly more?: readonly { readonly type: string; readonly data: object }[]
}

/** Runs a step on an act by somebody who is signed in. */
export async function stepOnAct<T>(
  desk: JointDesk,
  who: Who,
  action: JointAction,
  act: string,
  once: string | undefined,
  work: (tx: Transaction, at: Date) => Promise<Result<StepWork<T>, JointRefusal>>,
) {
  const attempt = {
    actor: actorFor(who, JOINT_POLICY, action),
    action,
    country: desk.country,
    subject: act,
    detail: {},
    once,
  }
  return operate<JointAction, T, JointRefusal>(desk.node, JOINT_POLICY, attempt, async (tx, at) => {
    const done = await work(tx, at)
    if (!done.ok) return done
    const { value, type, data, more = [] } = done.value
    const before = (await readStream(tx, act)).length
    const events = [{ type, data }, ...more].map(
      (event, index): NewEvent => ({
        ...event,
        stream: act,
        streamVersion: before + index + 1,
        version: 1,
        legalDay: day(at.toISOString().slice(0, 10)),
        ground: { text: { code: action } },
      }),
    )
    return { ok: true, value: { value, events } }
  })
}
