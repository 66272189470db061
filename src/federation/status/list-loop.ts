// Keeps a signed status list ready: a new one soon after something changed, and now and then when nothing did.
import type { FederationLog } from '../context.ts'
import type { StatusOffice } from './office.ts'

export type ServedList = {
  readonly text: () => string | undefined
  /** Looks now whether a new list is due, and makes it. */
  readonly look: () => Promise<void>
  readonly stop: () => Promise<void>
}

export type ListLoopParts = {
  readonly office: Pick<StatusOffice, 'makeList'>
  /** Changes whenever something that the list tells may have changed: the sizes of the logs, and the day. */
  readonly state: () => Promise<string>
  readonly now: () => Date
  readonly log: FederationLog
  /** Milliseconds between two looks; ten seconds when left out. */
  readonly every?: number
}

const TEN_SECONDS = 10_000
const TEN_MINUTES = 600_000

export function startStatusList({ office, state, now, log, every = TEN_SECONDS }: ListLoopParts): ServedList {
  let text: string | undefined
  let made = { state: '', at: 0, complete: false }
  let running: Promise<void> = Promise.resolve()

  async function make(): Promise<void> {
    const seen = await state()
    const age = now().getTime() - made.at
    // A list that lacks a signature is tried again each time: for who holds it nothing is green.
    if (seen === made.state && made.complete && age < TEN_MINUTES) return
    const list = await office.makeList()
    if (!list) return
    text = list.text
    made = { state: seen, at: now().getTime(), complete: list.complete }
  }
  const look = () => {
    running = running
      .then(make)
      .catch((error: Error) => log.warn({ error: error.message }, 'no status list could be made'))
    return running
  }
  const timer = setInterval(look, every)
  timer.unref()
  void look()
  return {
    text: () => text,
    look,
    stop() {
      clearInterval(timer)
      return running
    },
  }
}
