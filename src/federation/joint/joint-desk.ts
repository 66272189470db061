// What the desk of joint acts stands on.
import type { Country } from '../../kernel/country.ts'
import type { Pack } from '../../packs/index.ts'
import type { createThrottle, OperatingNode } from '../../people/index.ts'
import type { TrustBook } from '../trust/trust.ts'
import type { Movers } from './effects.ts'

export type JointDesk = {
  readonly node: OperatingNode
  readonly pack: Pack
  /** The country of this node. */
  readonly country: Country
  readonly trust: TrustBook
  readonly movers: Movers
  /** Counts wrong secrets by account; one for the whole node. */
  readonly throttle: ReturnType<typeof createThrottle>
  /** Tells the others of new decision keys: the own list of keys is made and signed anew. May leave it to an administrator. */
  readonly announce: () => Promise<void>
  /** Whether these words are the password of an account; they must not be its secret too. */
  readonly isPassword?: (account: string, words: string) => Promise<boolean>
  /** Name of a recruiter by its identifier, as the register has it now. */
  readonly recruiterName?: (recruiter: string) => string | undefined
  /** A proof (tlog-proof) for a place of a party's log, out of tiles that are held here; undefined when there is none yet. */
  readonly proofOf?: (country: Country, index: number) => Promise<string | undefined>
  /** Work factor of the sealed keys (age, log2 of scrypt's N); 18 when left out. */
  readonly logN?: number
}

export type JointRefusal = { readonly code: string; readonly values: Readonly<Record<string, string>> }

export function refusal(
  code: string,
  values: JointRefusal['values'] = {},
): { readonly ok: false; readonly error: JointRefusal } {
  return { ok: false, error: { code, values } }
}

/** Prefix of the names of this party's decision keys: `<host>/decision/`. */
export function decisionKeyName({ trust, country }: Pick<JointDesk, 'trust' | 'country'>, officer: string): string {
  const url = trust.partyOf(country)?.url ?? ''
  return `${url.replace(/^https?:\/\//, '')}/decision/${officer}`
}
