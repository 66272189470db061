// Runs a look again and again: after a while, at once when woken, ever later while the other side does not answer.

export type Loop = {
  readonly start: () => void
  /** Something may be there. Woken often, it still looks only so often. */
  readonly wake: () => void
  /** Ends after the look that is running. */
  readonly stop: () => Promise<void>
}

/** Milliseconds between the beginnings of two looks, at least. */
const GAP_MS = 100
const LONGEST = 10

/** `look` says whether the other side answered; it never throws. `seconds` between looks, a little more or less. */
export function createLoop(seconds: number, look: () => Promise<boolean>, random: () => number = Math.random): Loop {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let again = false
  let stopped = true
  let failures = 0
  let began = 0

  function plan(milliseconds: number): void {
    clearTimeout(timer)
    if (stopped) return
    timer = setTimeout(() => {
      running = run().finally(() => {
        running = undefined
        // Two nodes that ask each other must not fall into step.
        const factor = Math.min(2 ** failures, LONGEST) * (0.8 + 0.4 * random())
        plan(again ? untilNext() : seconds * 1000 * factor)
        again = false
      })
    }, milliseconds)
    timer.unref()
  }

  async function run(): Promise<void> {
    began = Date.now()
    failures = (await look().catch(() => false)) ? 0 : failures + 1
  }

  const untilNext = () => Math.max(0, began + GAP_MS - Date.now())

  return {
    start() {
      stopped = false
      plan(0)
    },
    wake() {
      if (running) again = true
      else plan(untilNext())
    },
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
