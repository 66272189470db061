// The trust of a running node: the pinned file, and the later lists of keys that its parties announced in their logs.
import type { Country } from '../../kernel/country.ts'
import { openManifest } from './manifest.ts'
import { policyText } from './policy-text.ts'
import type { KeyManifest, Party, Trust, TrustBook } from './trust.ts'
import { TrustFault, type TrustFile } from './trust-file.ts'

/** How long a log key counts on after it was replaced (federation.md, 6.9). */
export const OVERLAP_SECONDS = 90 * 24 * 3600
/** A transport signature convinces one peer at once: its key counts on only for receipts and answers that are under way. */
export const TRANSPORT_OVERLAP_SECONDS = 7 * 24 * 3600

export type RunningBook = TrustBook & {
  /** Takes over a list of keys that was found good (store.ts has it already, or this is a test). */
  readonly take: (manifest: KeyManifest) => void
  /** The log keys of a country that count now: the current one, and replaced ones during their overlap. */
  readonly logKeys: (country: Country) => { readonly keys: readonly string[]; readonly retired: KeyManifest['retired'] }
  /** The transport keys of a country that count now: the current one first. What was under way when it changed bears the former. */
  readonly transportKeys: (country: Country) => readonly string[]
  readonly rootOf: (country: Country) => string | undefined
  /** Parties that have left the agreement. */
  readonly left: () => readonly Country[]
}

const OVERLAPS = { log: OVERLAP_SECONDS, transport: TRANSPORT_OVERLAP_SECONDS } as const
type Former = { readonly role: 'log' | 'transport'; readonly key: string; readonly until: number }

/**
 * Opens the book. `later` are lists that were accepted before, in their order. Throws TrustFault when a pinned list is not
 * signed by its pinned root, or is of another corridor.
 */
export function openTrustBook(
  file: TrustFile,
  own: Country,
  later: readonly KeyManifest[],
  now: () => Date,
): RunningBook {
  const pinned = file.parties.filter(({ left }) => left === undefined)
  const gone = file.parties.filter(({ left }) => left !== undefined).map(({ country }) => country as Country)
  const current = new Map<string, { party: Party; former: readonly Former[] }>()
  for (const { country, root, manifest: note } of pinned) {
    let manifest: KeyManifest
    try {
      manifest = openManifest(note, root).manifest
    } catch (error) {
      throw new TrustFault(`the keys of ${country} in the corridor's file: ${(error as Error).message}`)
    }
    if (manifest.country !== country || manifest.corridor !== file.corridor)
      throw new TrustFault(
        `the keys of ${country} in the corridor's file are those of ${manifest.corridor} ${manifest.country}`,
      )
    current.set(country, { party: partyOf(manifest, root), former: [] })
  }
  if (!current.has(own))
    throw new TrustFault(`the corridor's file names no party ${own}: this node is none of its parties`)
  for (const manifest of later) take(manifest)

  function take(manifest: KeyManifest): void {
    const before = current.get(manifest.country)
    if (!before || before.party.version >= manifest.version) return
    const retired = new Set(manifest.retired.map(({ log }) => log))
    // Whoever had the log key may have had the others that lay beside it: nothing overlaps then.
    const stolen = retired.has(before.party.log)
    const replaced = (['log', 'transport'] as const)
      .filter((role) => before.party[role] !== manifest[role] && !stolen)
      .map((role): Former => ({ role, key: before.party[role], until: manifest.issued + OVERLAPS[role] }))
    current.set(manifest.country, {
      party: partyOf(manifest, before.party.root),
      former: [...before.former, ...replaced].filter(({ key }) => !retired.has(key)),
    })
  }

  function formerOf(role: Former['role'], country: string): readonly string[] {
    const seconds = now().getTime() / 1000
    return (current.get(country)?.former ?? [])
      .filter((one) => one.role === role && one.until > seconds)
      .map(({ key }) => key)
  }

  const parties = () => [...current.values()].map(({ party }) => party)
  return {
    take,
    current: (): Trust => ({
      corridor: file.corridor,
      own,
      parties: parties(),
      witnesses: file.witnesses,
      policy: policyText(
        parties().map((party) => ({ ...party, former: formerOf('log', party.country) })),
        file.witnesses,
      ),
    }),
    partyOf: (country) => current.get(country)?.party,
    peers: () => parties().filter(({ country }) => country !== own),
    logKeys(country) {
      const party = current.get(country)?.party
      return { keys: party ? [party.log, ...formerOf('log', country)] : [], retired: party?.retired ?? [] }
    },
    transportKeys(country) {
      const party = current.get(country)?.party
      return party ? [party.transport, ...formerOf('transport', country)] : []
    },
    rootOf: (country) => current.get(country)?.party.root,
    left: () => gone,
  }
}

function partyOf(manifest: KeyManifest, root: string): Party {
  return {
    ...manifest,
    root,
    origin: `${manifest.url.replace(/^https?:\/\//, '')}/log`,
    node: `${manifest.corridor}/${manifest.country.toLowerCase()}`,
  }
}
