// Tells peers that the own log has grown: a word that only wakes, and that may be lost.
import type { FederationNode } from '../federation/index.ts'

/** Without a federation nobody is told. */
export function createHints(fed: FederationNode | undefined) {
  const under = new Map<string, Promise<unknown>>()
  const again = new Set<string>()

  function tell(country: string): void {
    const peer = fed?.trust.peers().find((one) => one.country === country)
    if (!fed || !peer) return
    // One at a time a peer; what came meanwhile is told once more.
    if (under.has(country)) {
      again.add(country)
      return
    }
    const call = fed.peers
      .call(peer, { method: 'POST', path: '/fed/v1/hint', body: new Uint8Array() })
      .catch(() => undefined)
      .finally(() => {
        under.delete(country)
        if (again.delete(country)) tell(country)
      })
    under.set(country, call)
  }

  return {
    send(): void {
      for (const { country } of fed?.trust.peers() ?? []) tell(country)
    },
    async stop(): Promise<void> {
      again.clear()
      await Promise.all(under.values())
    },
  }
}
