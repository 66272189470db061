// Who was asked and how fresh the answer is: this country's register, the lists that are held, the countries that cannot be asked.
import { type Day, day } from '../../kernel/day.ts'
import { type Contact, contactToAsk, countryOfPack } from '../../packs/index.ts'
import { headline, standingsOn } from './domain/standing.ts'
import type { KnownRegister } from './known.ts'
import { countryName, type Speaker } from './summary.ts'
import type { SourceState, Status } from './views.ts'

type Counts = Partial<Record<Status, number>>

/**
 * How long a peer's log is taken as heard after its last valid checkpoint. Witnesses sign anew every ten minutes even when
 * nothing happened (federation.md, 6.5), so a log that was silent for longer may hold a suspension that is not known here.
 */
const HEARD_FOR_MS = 10 * 60_000

/** The sources of an answer, own country first, then the lists, then the countries that cannot be asked. */
export function sourcesOf(
  speaker: Speaker,
  register: Pick<KnownRegister, 'refreshedAt'>,
  counts: ReadonlyMap<string, Counts>,
): readonly SourceState[] {
  const { pack, country, sample, lists } = speaker
  const heads = speaker.heads?.filter((head) => !speaker.left?.includes(head.country))
  const named = (code: typeof country) => ({ country: code, countryName: countryName(speaker, code) })
  // With peers in the agreement an own word waits for them, even before the first was confirmed.
  const peers = heads?.some(({ own: ours, heardAt }) => !ours && heardAt !== undefined) === true
  const joined = (code: typeof country) =>
    peers && heads?.some((head) => head.country === code) ? { joined: true as const } : {}
  const fromLists = lists.map(({ mapping, asOf, loadedAt }): SourceState => {
    const { id, name, publisher, url, terms } = mapping.source
    return {
      ...named(mapping.country),
      name,
      heardAt: loadedAt.toISOString(),
      complete: true,
      list: {
        id,
        publisher,
        terms,
        ...(url && { url }),
        asOf: day(asOf),
        meaning: mapping.meaning,
        sample: mapping.sample,
      },
      counts: counts.get(id) ?? {},
    }
  })
  if (sample) return fromLists
  const own: SourceState = {
    ...named(country),
    name:
      countryOfPack(pack, country)?.authorities.find(({ does }) => does.includes('register'))?.name ??
      countryName(speaker, country),
    heardAt: register.refreshedAt().toISOString(),
    complete: true,
    ...joined(country),
    counts: counts.get(country) ?? {},
  }
  const silent = pack.countries
    .filter(({ code }) => code !== country)
    .map(({ code, name, authorities }): SourceState => {
      const ask = contactToAsk(pack, code)
      const heardAt = heads?.find((head) => head.country === code)?.heardAt
      const complete = heardAt !== undefined && register.refreshedAt().getTime() - heardAt.getTime() <= HEARD_FOR_MS
      return {
        ...named(code),
        name: authorities.find(({ does }) => does.includes('register'))?.name ?? name,
        ...(heardAt && { heardAt: heardAt.toISOString() }),
        complete,
        ...joined(code),
        ...(heardAt && !complete && { stale: true as const }),
        ...(ask && !complete && { ask }),
        counts: complete ? (counts.get(code) ?? {}) : {},
      }
    })
  return [own, ...fromLists, ...silent]
}

/** How many recruiters of each source stand how on a day: by list, or by country for what its register says itself. */
export function countStandings(register: Pick<KnownRegister, 'effects'>, on: Day): ReadonlyMap<string, Counts> {
  const counts = new Map<string, Counts>()
  // Thousands of recruiters share one array of effects: its standing is computed once.
  const words = new Map<unknown, { readonly source: string; readonly status: Status } | undefined>()
  for (const effects of register.effects()) {
    let word = words.get(effects)
    if (!word && !words.has(effects)) {
      const standings = standingsOn(effects, on)
      const status = headline(standings)
      const list = standings.find(({ source }) => source !== undefined)?.source
      const home = effects.find(({ track }) => track === 'authorization')?.country
      word = status && { source: list ?? home ?? '', status }
      words.set(effects, word)
    }
    if (!word) continue
    const ofSource = counts.get(word.source) ?? {}
    ofSource[word.status] = (ofSource[word.status] ?? 0) + 1
    counts.set(word.source, ofSource)
  }
  return counts
}

/** Whom to call, own country first; a contact without a telephone comes after those with one. */
export function contactsOf({ pack, country, sample }: Speaker): readonly Contact[] {
  if (sample) return []
  const own = pack.countries.filter(({ code }) => code === country)
  const others = pack.countries.filter(({ code }) => code !== country)
  const contacts = [...own, ...others].flatMap((one) => one.contacts)
  return [...contacts.filter(({ telephone }) => telephone), ...contacts.filter(({ telephone }) => !telephone)]
}

type Surroundings = { readonly sources: readonly SourceState[]; readonly contacts: readonly Contact[] }

// They change when the register has looked for new events; every answer until then shares them.
const shared = new WeakMap<
  object,
  { readonly look: Date; readonly lists: Speaker['lists']; readonly made: Surroundings }
>()

/** Who was asked and whom to call, as of the register's last look. */
export function surroundingsOf(speaker: Speaker, register: Pick<KnownRegister, 'refreshedAt'>): Surroundings {
  const look = register.refreshedAt()
  const known = shared.get(register)
  if (known?.look === look && known.lists === speaker.lists) return known.made
  const made = { sources: sourcesOf(speaker, register, new Map()), contacts: contactsOf(speaker) }
  shared.set(register, { look, lists: speaker.lists, made })
  return made
}
