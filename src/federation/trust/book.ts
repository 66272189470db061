// The trust of a running node: the pinned file, and the later lists of keys that its parties announced in their logs.
import type { Country } from '../../kernel/country.ts'
import { openManifest } from './manifest.ts'
import { policyText } from './policy-text.ts'
import type { KeyManifest, Party, Trust, TrustBook } from './trust.ts'
import { TrustFault, type TrustFile } from './trust-file.ts'

/** How long a log key counts on after it was replaced (federation.md, 6.9). */
export const OVERLAP_SECONDS = 90 * 24 * 3600

export type RunningBook = TrustBook & {
  /** Takes over a list of keys that was found good (store.ts has it already, or this is a test). */
  readonly take: (manifest: KeyManifest) => void
  /** The log keys of a country that count now: the current one, and replaced ones during their overlap. */
  readonly logKeys: (country: Country) => { readonly keys: readonly string[]; readonly retired: KeyManifest['retired'] }
  readonly rootOf: (country: Country) => string | undefined
}

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
  const current = new Map<string, { party: Party; former: { key: string; until: number }[] }>()
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
    const until = manifest.issued + OVERLAP_SECONDS
    const replaced = before.party.log === manifest.log ? [] : [{ key: before.party.log, until }]
    const retired = new Set(manifest.retired.map(({ log }) => log))
    current.set(manifest.country, {
      party: partyOf(manifest, before.party.root),
      former: [...before.former, ...replaced].filter(({ key }) => !retired.has(key)),
    })
  }

  function formerOf(country: string): readonly string[] {
    const seconds = now().getTime() / 1000
    return (current.get(country)?.former ?? []).filter(({ until }) => until > seconds).map(({ key }) => key)
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
        parties().map((party) => ({ ...party, former: formerOf(party.country) })),
        file.witnesses,
      ),
    }),
    partyOf: (country) => current.get(country)?.party,
    peers: () => parties().filter(({ country }) => country !== own),
    logKeys(country) {
      const party = current.get(country)?.party
      return { keys: party ? [party.log, ...formerOf(country)] : [], retired: party?.retired ?? [] }
    },
    rootOf: (country) => current.get(country)?.party.root,
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
