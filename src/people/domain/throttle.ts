// How long somebody waits who gave a wrong password: longer each time, never for ever, and nobody's address is kept.

const FREE = 5
const FIRST_SECONDS = 2
const MOST_SECONDS = 15 * 60
/** After so long without a try an account begins anew. */
const FORGOTTEN_MS = 60 * 60_000

export type Tries = { readonly failed: number; readonly last: number }

/** Milliseconds that are still to wait at `now`; 0 when the next try may come. Five tries are free, then the wait doubles up to a quarter of an hour. */
export function waitAfter(tries: Tries | undefined, now: number): number {
  if (!tries || tries.failed < FREE || now - tries.last > FORGOTTEN_MS) return 0
  const seconds = Math.min(MOST_SECONDS, FIRST_SECONDS * 2 ** (tries.failed - FREE))
  return Math.max(0, tries.last + seconds * 1000 - now)
}

/** Counts failed tries by name of signing in, in memory. At most `most` names: the oldest is forgotten first. */
export function createThrottle(most = 10_000) {
  const tries = new Map<string, Tries>()
  return {
    wait: (name: string, now: number) => waitAfter(tries.get(name), now),
    failed(name: string, now: number): void {
      const before = tries.get(name)
      const failed = before && now - before.last <= FORGOTTEN_MS ? before.failed + 1 : 1
      tries.delete(name)
      tries.set(name, { failed, last: now })
      const [oldest] = tries.keys()
      if (tries.size > most && oldest !== undefined) tries.delete(oldest)
    },
    succeeded: (name: string) => void tries.delete(name),
  }
}
export type Throttle = ReturnType<typeof createThrottle>
