// How far the clocks of those who cosign are from this node's: what a fresh cosignature says must lie between two looks.
import type { SignedHead } from './signed-head.ts'

/** Seconds from which on a difference is told (federation.md, 6.6). */
export const CLOCK_ALARM = 120

export type Cosigner = {
  readonly name: string
  /** Unix seconds by its own clock. */
  readonly time: number
  /** Seconds by which its clock is ahead of ours, at least; negative when it is behind; 0 when nothing shows. */
  readonly ahead: number
}

/** Follows the cosignatures of one log. `own`: name of the own witness, which tells nothing. */
export function createClocks(own: string) {
  const known = new Map<string, Cosigner>()
  let before: number | undefined
  return {
    /** A checkpoint as it was served at `now` (Unix seconds). */
    saw({ cosignatures }: SignedHead, now: number): void {
      for (const { key, time } of cosignatures) {
        if (key.name === own || (known.get(key.name)?.time ?? -1) >= time) continue
        // Made since the look before, so it is not older; what was there at the first look may be of any age.
        const late = before === undefined || !known.has(key.name) ? 0 : Math.min(0, time - before)
        known.set(key.name, { name: key.name, time, ahead: time > now ? time - now : late })
      }
      before = now
    },
    /** Those who cosigned, the latest first. */
    cosigners: (): readonly Cosigner[] => [...known.values()].sort((a, b) => b.time - a.time),
    /** The largest difference that shows, in seconds. */
    difference: () =>
      [...known.values()].reduce((most, { ahead }) => (Math.abs(ahead) > Math.abs(most) ? ahead : most), 0),
  }
}
