// Folds an act anew after something about it arrived, and moves the register when it has come to count or ceased to.
import type { Transaction } from '../../platform/database/database.ts'
import { foldAct, GRACE_SECONDS, inForce, type JointAct, repeals } from './domain.ts'
import { type DayOf, effectsOf, type Movers } from './effects.ts'
import { readStep } from './read-step.ts'
import { actsPast, keepAct, readAct, repealsOf } from './store/acts.ts'
import { readCoverage, readEntries, readOfficers } from './store/entries.ts'

export type Refresher = {
  readonly now: () => Date
  readonly movers: Movers
  /** UTC when left out. */
  readonly dayOf?: DayOf | undefined
}

const seconds = (at: Date) => Math.floor(at.getTime() / 1000)

/** What the entries that are known here make of an act; undefined while no proposal is known. Verifies every signature anew. */
export async function foldKept(tx: Pick<Transaction, 'query'>, act: string, now: Date): Promise<JointAct | undefined> {
  const entries = await readEntries(tx, act)
  const officersAt = await readOfficers(tx)
  const steps = entries.flatMap((entry) => {
    const read = readStep(entry, officersAt)
    return read?.ok ? [read.step] : []
  })
  return foldAct(act, steps, await readCoverage(tx, entries), seconds(now))
}

/** Folds an act and keeps the result; what it undoes is looked at again too. */
export async function refreshAct(tx: Transaction, act: string, refresher: Refresher): Promise<JointAct | undefined> {
  const folded = await foldKept(tx, act, refresher.now())
  if (!folded) return undefined
  const became = await keep(tx, folded, refresher)
  if (became && folded.body.kind === 'invitation') await refresher.movers.onInvitation(tx, folded)
  if (folded.body.kind === 'repeal') {
    const target = await readAct(tx, folded.body.of, 'for update')
    if (target && repeals(folded, target.act)) await keep(tx, target.act, refresher)
  }
  return folded
}

/** @returns whether it has come to count just now */
async function keep(tx: Transaction, act: JointAct, { now, movers, dayOf }: Refresher): Promise<boolean> {
  const before = await readAct(tx, act.act, 'for update')
  const force = inForce(act, await repealsOf(tx, act.act))
  await keepAct(tx, act, force, now())
  // An earlier cosignature that is heard of later may move the day: effects are set again then.
  const moved = force !== (before?.inForce ?? false) || (force && before?.act.effectiveAt !== act.effectiveAt)
  if (moved && (act.body.kind === 'recognition' || act.body.kind === 'suspension'))
    await movers.setJointEffects(tx, act.act, force ? effectsOf(act, dayOf) : [])
  return act.state === 'effective' && before?.act.state !== 'effective'
}

/** Says of acts whose time is over that they have lapsed. @returns how many were looked at */
export async function sweepActs(tx: Transaction, refresher: Refresher): Promise<number> {
  const past = await actsPast(tx, seconds(refresher.now()) - GRACE_SECONDS)
  for (const act of past) await refreshAct(tx, act, refresher)
  return past.length
}
