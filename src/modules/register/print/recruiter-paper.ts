// Looks up what a certificate or a poster says about a recruiter today.
import { dayIn } from '../../../kernel/day.ts'
import { contactToAsk, countryOfPack, type Pack } from '../../../packs/index.ts'
import type { Database } from '../../../platform/database/database.ts'
import { keyOfAddress } from '../address.ts'
import type { Scope } from '../domain/facts.ts'
import { standingsOn } from '../domain/standing.ts'
import type { KnownRegister } from '../known.ts'
import type { RegisterReader } from '../pages/parts/words.ts'
import { contactsOf } from '../sources.ts'
import { findIdByKey } from '../store/recruiters.ts'
import { countryName, type Speaker, summaryOf } from '../summary.ts'
import type { FeeView, PaperMark, PrintedScope, RecruiterPaper } from '../views/print.ts'

/** What printing needs of the node. `publicUrl` is the address under which people reach it; `readerOf` knows the pack's languages. */
export type PrintDesk = {
  readonly database: Database
  readonly register: KnownRegister
  readonly speaker: () => Speaker
  readonly now: () => Date
  readonly publicUrl: string
  readonly readerOf: (tag: string) => RegisterReader | undefined
  readonly mark: () => PaperMark | undefined
  /** The text of the signed code for paper; without it, or when it gives none, the code opens the recruiter's page. */
  readonly statusCode?: (licence: string) => Promise<string | undefined>
}

/** The paper of the recruiter at an address; undefined when there is none, or none with a standing that anybody may see. */
export async function recruiterPaper(desk: PrintDesk, address: string): Promise<RecruiterPaper | undefined> {
  const speaker = desk.speaker()
  const { pack } = speaker
  const today = dayIn(countryOfPack(pack, speaker.country)?.zone ?? 'UTC', desk.now())
  const id = await findIdByKey(desk.database, keyOfAddress(address))
  const known = id === undefined ? undefined : desk.register.get(id)
  const summary = known && summaryOf(speaker, known, today)
  if (!known || !summary) return undefined
  const scope = standingsOn(known.effects, today).find(({ country }) => country === known.country)?.scope
  const countries = [...new Set([known.country, ...summary.standings.map(({ country }) => country)])]
  const contact = contactsOf(speaker).find(({ telephone }) => telephone)
  const mark = desk.mark()
  const home = countryOfPack(pack, known.country) ?? countryOfPack(pack, speaker.country)
  const first = pack.languages[0]?.tag ?? ''
  const statusCode = await desk.statusCode?.(summary.licence)
  return {
    summary,
    ...(scope && { scope: printedScope(speaker, scope) }),
    today,
    corridor: pack.name,
    countryNames: new Map(countries.map((code) => [code, countryName(speaker, code)])),
    ask: new Map(
      countries.flatMap((code) => {
        const asked = contactToAsk(pack, code)
        return asked ? [[code, asked] as const] : []
      }),
    ),
    fees: speaker.sample ? [] : feesOf(pack),
    ...(contact && { contact }),
    pageAddress: new URL(`/recruiters/${encodeURIComponent(summary.address.toWellFormed())}`, desk.publicUrl).href,
    ...(statusCode && { statusCode }),
    siteAddress: desk.publicUrl.replace(/^https?:\/\//, '').replace(/\/$/, ''),
    languages: home?.certificateLanguages ?? [first, pack.languages[1]?.tag ?? first],
    ...(mark && { mark }),
  }
}

/** A scope in the words of the pack. */
export function printedScope(speaker: Speaker, scope: Scope): PrintedScope {
  const { pack } = speaker
  const { places, workers, conditions } = scope
  return {
    sectors: pack.sectors.filter(({ id }) => scope.sectors.includes(id)).map(({ name }) => name),
    occupations: (scope.occupations ?? []).map(
      (code) => pack.occupations.find(({ isco08 }) => isco08 === code)?.name ?? { en: code },
    ),
    countries: (scope.countries ?? []).map((code) => countryName(speaker, code)),
    ...(places && { places }),
    ...(workers !== undefined && { workers }),
    ...(conditions && { conditions }),
  }
}

function feesOf(pack: Pack): readonly FeeView[] {
  return pack.countries.map(({ name, feePolicy: { sentence, provenance } }) => {
    const read = provenance.at ?? pack.sources[provenance.sources[0] ?? '']?.title
    // Most sentences name their law themselves.
    const source = read && !Object.values(sentence).some((text) => text.includes(read)) ? read : undefined
    return { country: name, sentence, ...(source && { source }) }
  })
}
