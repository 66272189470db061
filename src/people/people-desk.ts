// What the pages of accounts stand on.
import type { Country } from '../kernel/country.ts'
import type { Pack } from '../packs/index.ts'
import type { Reader } from '../packs/reader.ts'
import type { Throttle } from './domain/throttle.ts'
import type { OperatingNode } from './operate.ts'
import type { PeopleKey } from './texts/index.ts'

/** What the routes of accounts need of their node. */
export type PeopleDesk = OperatingNode & {
  readonly pack: Pack
  /** The country of the node: accounts are opened there. */
  readonly country: Country
  readonly throttle: Throttle
  /** Accounts of the practice data work only where the node can be reached from this machine alone. */
  readonly demonstrationAllowed: boolean
  /** Address under which people reach the node; passkeys are bound to it. */
  readonly publicUrl: string
}

export type PeopleReader = Reader<PeopleKey>
