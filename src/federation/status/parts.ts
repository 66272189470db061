// What the making and the cosigning of status statements works with, and for how long a statement counts.
import type { Country } from '../../kernel/country.ts'
import type { Day } from '../../kernel/day.ts'
import type { StatusFacts } from '../../modules/register/index.ts'
import type { Signer } from '../../transparency/keys/signer.ts'
import type { LogHead } from '../../transparency/log/share.ts'
import type { FederationLog, PeerCalls } from '../context.ts'
import type { TrustBook } from '../trust/trust.ts'

const HOUR = 3600
/** All in seconds. */
export const STATUS_TIMES = {
  /** A statement that is fetched: by the next day a suspension must have reached whoever holds it. */
  app: 24 * HOUR,
  /** A statement on paper: printed anew each week, and amber in between unless a list was synced (federation.md, 6.5). */
  printed: 7 * 24 * HOUR,
  /** A list counts for a day without network. */
  list: 24 * HOUR,
  /** Nothing changed and all have signed: the same statement is handed out so long. */
  reuse: HOUR,
  /** A signature is missing: the peer is asked again after so long. */
  retry: 30,
  /** How far the peer's clock may be from ours when it asks (6.6). */
  skew: 300,
} as const

/** Notes in one call between nodes. */
export const MOST_NOTES = 500

export type ListedRow = { readonly licence: string; readonly status: string }

export type StatusParts = {
  readonly trust: TrustBook
  /** The node's status key. */
  readonly signer: Signer
  readonly peers: Pick<PeerCalls, 'call' | 'route'>
  readonly now: () => Date
  readonly log: FederationLog
  /** Which day it is in a country at a moment. */
  readonly dayIn: (country: Country, at: Date) => Day
  /** What the register knows of a recruiter by its licence or stream, on a day. */
  readonly facts: (licence: string, on: Day) => Promise<StatusFacts | undefined>
  /** The status of every recruiter at a moment. */
  readonly rows: (at: Date) => Promise<readonly ListedRow[]>
  readonly heads: () => Promise<readonly LogHead[]>
  /** Root of a log at a size that is known here; undefined when it is not. */
  readonly rootAt: (origin: string, size: number) => Promise<Uint8Array | undefined>
  /** Reads a country's log on before a statement about it is judged. */
  readonly catchUp: (country: Country) => Promise<void>
}
