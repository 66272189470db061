// A limit against floods of forms that keeps no address: counters in memory under a salted hash, the salt new every hour.
import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import { randomToken, sha256Hex } from '../platform/seal/digest.ts'

/** How many forms an address may send: `burst` at once, then `perMinute`. Generous, as a village may share one address. */
export type FloodLimit = { readonly perMinute: number; readonly burst: number }

export const GENEROUS: FloodLimit = { perMinute: 300, burst: 600 }

const HOUR = 3_600_000
/** More senders than this in an hour are no village: all begin anew, so that the counters cannot fill the memory. */
const MOST_SENDERS = 100_000

/** Counts forms by sender. `clock` tells milliseconds and only ever goes forward. */
export function createFlood({ perMinute, burst }: FloodLimit, clock: () => number = () => performance.now()) {
  let salt = ''
  let since = Number.NEGATIVE_INFINITY
  const left = new Map<string, { readonly tokens: number; readonly at: number }>()
  return {
    /** Takes one form of this address: undefined when it may pass, else the seconds to wait. */
    waitFor(address: string): number | undefined {
      const now = clock()
      if (now - since >= HOUR || left.size >= MOST_SENDERS) {
        salt = randomToken(16)
        since = now
        left.clear()
      }
      const sender = sha256Hex(salt + address)
      const before = left.get(sender) ?? { tokens: burst, at: now }
      const tokens = Math.min(burst, before.tokens + ((now - before.at) / 60_000) * perMinute)
      const passes = tokens >= 1
      left.set(sender, { tokens: passes ? tokens - 1 : tokens, at: now })
      return passes ? undefined : Math.max(1, Math.ceil(((1 - tokens) / perMinute) * 60))
    },
  }
}

const NEAR = /^(::1$|f[cd]|fe80:|(::ffff:)?(127|10)\.|(::ffff:)?192\.168\.|(::ffff:)?172\.(1[6-9]|2\d|3[01])\.)/i

/**
 * Who sent a request, for counting only. Behind a proxy beside us it is the address that the proxy adds last; a
 * stranger's own word for where they are is never taken. Of IPv6 the network counts, as one house has many addresses.
 */
export function senderOf(incoming: IncomingMessage): string {
  const peer = incoming.socket.remoteAddress ?? ''
  const forwarded = String(incoming.headers['x-forwarded-for'] ?? '')
    .split(',')
    .at(-1)
    ?.trim()
  const address = NEAR.test(peer) && forwarded !== undefined && isIP(forwarded) !== 0 ? forwarded : peer
  return isIP(address) === 6 && !address.includes('.') ? address.split(':').slice(0, 4).join(':') : address
}
