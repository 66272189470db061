// From a warning in memory to what a page or the API shows of it.
import { countryOfPack } from '../../../packs/index.ts'
import { countryName, type Speaker } from '../summary.ts'
import type { CheckResult, PublicWarning, FoundWarning as ShownWarning } from '../views.ts'
import type { FoundWarning, KnownWarning } from './warnings.ts'

/** What is shown of a warning: no telephone and no address, for who asks with one has it already. */
export function publicWarning(speaker: Speaker, warning: KnownWarning): PublicWarning {
  const { id, name, names, place, since, source, country, contested, confirmed } = warning
  const authority = countryOfPack(speaker.pack, country)?.authorities.find((one) => one.id === source)
  return {
    id,
    name,
    names,
    ...(place && { place }),
    since,
    source: authority?.name ?? countryName(speaker, country),
    countryName: countryName(speaker, country),
    contested,
    confirmed,
  }
}

/** Warnings beside what the register answers: which authorized recruiters are others, and which are only near by name. */
export function foundWarnings(
  speaker: Speaker,
  found: readonly FoundWarning[],
  recruiters: readonly CheckResult[],
): readonly ShownWarning[] {
  const allowed = recruiters
    .filter(({ standings, country }) => standings.some((one) => one.country === country && one.status === 'authorized'))
    .map(({ name, licence }) => ({ name, licence }))
  return found.map(({ warning, match: { field, matched } }) => ({
    ...publicWarning(speaker, warning),
    match: { field, matched },
    apart: allowed.filter(({ licence }) => warning.apart.includes(licence)),
    near: allowed.filter(({ licence }) => !warning.apart.includes(licence)),
  }))
}
