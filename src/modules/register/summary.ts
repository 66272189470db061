// From what is known of a recruiter to what a page or the API shows of it on a day.
import type { Country } from '../../kernel/country.ts'
import type { Day } from '../../kernel/day.ts'
import { countryOfPack, isPublicStanding, type Localized, type Pack } from '../../packs/index.ts'
import { addressOf } from './address.ts'
import {
  type Effect,
  headline,
  type KnownStanding,
  recognitionsOn,
  standingsOn,
  type ToldRecognition,
} from './domain/standing.ts'
import { type HeardLog, NOTHING_PENDING, type Pending } from './known-confirmed.ts'
import { namesOf, type Particulars } from './particulars.ts'
import type { ListOfSource } from './store/loads.ts'
import type { RecruiterSummary, Scope, Standing, Status } from './views.ts'

/** What a node speaks about: its pack, its own country, the lists it holds. */
export type Speaker = {
  readonly pack: Pack
  readonly country: Country
  /** A node that shows somebody's list as a sample speaks for no country of the corridor. */
  readonly sample: boolean
  readonly lists: readonly ListOfSource[]
  /** The logs that are known here (KnownRegister.heads); empty or left out on a node that keeps and follows none. */
  readonly heads?: readonly HeardLog[]
  /** Countries that have left the agreement: what they said stands, and they cannot be asked. */
  readonly left?: readonly Country[]
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

/** Whose recruiter it is, and whose newest word on it waits for the quorum. */
export type About = { readonly country: Country; readonly pending: Pending }

/**
 * The standings of a recruiter on a day, those of countries that have said nothing or cannot be asked included. Empty
 * when it had none that day. `about` is left out where nothing but the effects is known.
 */
export function publicStandings(
  speaker: Speaker,
  effects: readonly Effect[],
  on: Day,
  about?: About,
): readonly Standing[] {
  const known = standingsOn(effects, on).filter(({ status }) => isPublicStanding(speaker.pack, status))
  if (known.length === 0) return []
  const heard = known.map((standing) => toStanding(speaker, standing, about))
  if (speaker.sample) return heard
  const told = recognitionsOn(effects, on)
  const silent = speaker.pack.countries.filter(({ code }) => !known.some(({ country }) => country === code))
  return [...heard, ...silent.flatMap(({ code }) => silentStanding(speaker, code, told.get(code), about))]
}

/** A country that has no standing to show: what it told, that it said nothing, or that it cannot be asked. */
function silentStanding(
  speaker: Speaker,
  country: Country,
  told: ToldRecognition | undefined,
  about: About | undefined,
): readonly Standing[] {
  const says = authorityOf(speaker.pack, country)
  if (told) return [{ country, status: 'unknown', ...told, ...(says && { says }), confirmed: false }]
  const heads = speaker.heads ?? []
  const known = (code: Country) =>
    code === speaker.country || (heads.some((head) => head.country === code) && !speaker.left?.includes(code))
  const joined = about && heads.length > 0 && known(country) && known(about.country)
  if (joined && country !== about.country)
    return [{ country, status: 'unknown', recognition: 'none', ...(says && { says }), confirmed: false }]
  return country === speaker.country ? [] : [{ country, status: 'unknown', confirmed: false }]
}

function toStanding(
  speaker: Speaker,
  { scope: _, source, ...standing }: KnownStanding,
  about: About | undefined,
): Standing {
  const list = speaker.lists.find((one) => one.source === source)
  const says = list ? list.mapping.source.name : authorityOf(speaker.pack, standing.country)
  const head = speaker.heads?.find(({ country }) => country === standing.country)
  // A joint act counts only once every party's log has been confirmed.
  const confirmed =
    standing.joint === true || (head?.confirmed === true && about !== undefined && !about.pending.has(standing.country))
  return { ...standing, ...(says && { says }), confirmed }
}

function authorityOf(pack: Pack, country: Country): Localized | undefined {
  return countryOfPack(pack, country)?.authorities.find(({ does }) => does.includes('register'))?.name
}

/**
 * The headline: the home licence's standing, lowered by any restrictive word of either side and by dates. A recognition
 * that is missing lowers nothing, unless the pack says that it is required: then a "yes" is not said without it.
 */
function publicHeadline(pack: Pack, standings: readonly Standing[]): Status | undefined {
  const status = headline(standings)
  const missing = standings.some(({ recognition }) => recognition !== undefined)
  return status === 'authorized' && missing && pack.recognition === 'required' ? 'unknown' : status
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
    readonly pending?: Pending
  },
  on: Day,
): RecruiterSummary | undefined {
  const standings = publicStandings(speaker, recruiter.effects, on, {
    country: recruiter.country,
    pending: recruiter.pending ?? NOTHING_PENDING,
  })
  const status = publicHeadline(speaker.pack, standings)
  if (!status) return undefined
  const { licence, licenceDerived, country, name, particulars } = recruiter
  const scope = scopeOf(speaker.pack, recruiter.effects, country, on)
  return {
    licence,
    licenceDerived,
    address: addressOf(country, licence),
    // Until its name has come from its own country, or once it is erased, it is known by its number.
    name: name || licence,
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
