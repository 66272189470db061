// From what is known of a recruiter to what a page or the API shows of it on a day.
import type { Country } from '../../kernel/country.ts'
import type { Day } from '../../kernel/day.ts'
import { countryOfPack, isPublicStanding, type Localized, type Pack } from '../../packs/index.ts'
import { addressOf } from './address.ts'
import { type Effect, headline, type KnownStanding, standingsOn } from './domain/standing.ts'
import { namesOf, type Particulars } from './particulars.ts'
import type { ListOfSource } from './store/loads.ts'
import type { RecruiterSummary, Scope, Standing } from './views.ts'

/** What a node speaks about: its pack, its own country, the lists it holds. */
export type Speaker = {
  readonly pack: Pack
  readonly country: Country
  /** A node that shows somebody's list as a sample speaks for no country of the corridor. */
  readonly sample: boolean
  readonly lists: readonly ListOfSource[]
}

/** The name of a country: the pack's, the list's own word for a country outside the corridor, or its code. */
export function countryName({ pack, lists }: Speaker, code: Country): Localized {
  const ofPack = countryOfPack(pack, code)?.name
  if (ofPack) return ofPack
  const languages = [
    ...new Set([
      ...pack.languages.map(({ tag }) => tag),
      ...lists.flatMap(({ mapping }) => Object.keys(mapping.source.name)),
    ]),
  ]
  return Object.fromEntries(languages.map((language) => [language, regionName(language, code)]))
}

function regionName(language: string, code: Country): string {
  return new Intl.DisplayNames([language, 'en'], { type: 'region' }).of(code) ?? code
}

/** The standings of a recruiter on a day, those of countries that cannot be asked included. Empty when it had none that day. */
export function publicStandings(speaker: Speaker, effects: readonly Effect[], on: Day): readonly Standing[] {
  const known = standingsOn(effects, on).filter(({ status }) => isPublicStanding(speaker.pack, status))
  if (known.length === 0) return []
  const heard = known.map((standing) => toStanding(speaker, standing))
  const silent = speaker.sample
    ? []
    : speaker.pack.countries.filter(
        ({ code }) => code !== speaker.country && !known.some(({ country }) => country === code),
      )
  return [...heard, ...silent.map(({ code }): Standing => ({ country: code, status: 'unknown', confirmed: false }))]
}

function toStanding(speaker: Speaker, { scope: _, source, ...standing }: KnownStanding): Standing {
  const list = speaker.lists.find((one) => one.source === source)
  const authority = countryOfPack(speaker.pack, standing.country)?.authorities.find(({ does }) =>
    does.includes('register'),
  )
  const says = list ? list.mapping.source.name : authority?.name
  return { ...standing, ...(says && { says }), confirmed: false }
}

/** What is shown of a recruiter; undefined when it had no public standing that day. */
export function summaryOf(
  speaker: Speaker,
  recruiter: {
    readonly licence: string
    readonly licenceDerived: boolean
    readonly country: Country
    readonly effects: readonly Effect[]
    readonly name: string
    readonly particulars: Particulars | undefined
  },
  on: Day,
): RecruiterSummary | undefined {
  const standings = publicStandings(speaker, recruiter.effects, on)
  const status = headline(standings)
  if (!status) return undefined
  const { licence, licenceDerived, country, name, particulars } = recruiter
  const scope = scopeOf(speaker.pack, recruiter.effects, country, on)
  return {
    licence,
    licenceDerived,
    address: addressOf(country, licence),
    name,
    country,
    countryName: countryName(speaker, country),
    status,
    standings,
    ...(scope && { scope }),
    telephones: particulars?.telephones ?? [],
    emails: particulars?.emails ?? [],
    webs: particulars?.webs ?? [],
    ...(particulars?.place && { place: particulars.place }),
    tradeNames: namesOf(particulars ?? null, 'trade name'),
    formerNames: namesOf(particulars ?? null, 'former name'),
  }
}

function scopeOf(pack: Pack, effects: readonly Effect[], home: Country, on: Day): Scope | undefined {
  const scope = standingsOn(effects, on).find(({ country }) => country === home)?.scope
  if (!scope) return undefined
  const sectors = pack.sectors.filter(({ id }) => scope.sectors.includes(id)).map(({ name }) => name)
  const occupations = pack.occupations
    .filter(({ isco08 }) => scope.occupations?.includes(isco08))
    .map(({ name }) => name)
  return {
    sectors,
    ...(occupations.length > 0 && { occupations }),
    ...(scope.places && { places: scope.places }),
    ...(scope.workers && { workers: scope.workers }),
    ...(scope.conditions && { conditions: scope.conditions }),
  }
}
