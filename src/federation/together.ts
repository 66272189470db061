// Several rooms that read the same kinds of entries, as one share: each is given what it handles, in the same order.
import type { ForeignShare, VoidEntry } from '../transparency/log/share.ts'

export type CombinedShares = readonly ForeignShare[]

/** The shares as one. */
export function together(shares: CombinedShares): ForeignShare {
  return {
    handles: (type) => shares.some((share) => share.handles(type)),
    async apply(tx, entries) {
      const voids: VoidEntry[] = []
      for (const share of shares) {
        const handled = entries.filter(({ entry }) => share.handles(entry.type))
        if (handled.length > 0) voids.push(...(await share.apply(tx, handled)))
      }
      return voids
    },
    async applied() {
      for (const share of shares) await share.applied?.()
    },
  }
}
