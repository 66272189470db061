// Which of some licences the register holds already, for whoever enters many and may have been stopped in between.
import type { Country } from '../../../kernel/country.ts'
import type { Database } from '../../../platform/database/database.ts'
import { keyOf } from '../address.ts'
import { lockRecruiters } from '../store/recruiters.ts'

/** The licences of a country that are entered. */
export async function enteredAmong(
  database: Database,
  country: Country,
  licences: readonly string[],
): Promise<ReadonlySet<string>> {
  const keys = licences.map((licence) => keyOf(country, licence))
  const found = await database.transaction((tx) => lockRecruiters(tx, keys))
  return new Set(licences.filter((_, index) => found.has(keys[index] ?? '')))
}
