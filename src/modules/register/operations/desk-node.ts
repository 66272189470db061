// What the operations of the desks need of the node: the pack whose law they apply, its country, and the legal day it is there.

import type { Country } from '../../../kernel/country.ts'
import { type Day, dayIn } from '../../../kernel/day.ts'
import { countryOfPack, type Pack } from '../../../packs/index.ts'
import type { OperatingNode } from '../../../people/index.ts'

export type DeskNode = OperatingNode & { readonly pack: Pack; readonly country: Country }

/** The legal day at the desk of a country. */
export function deskDay({ pack }: DeskNode, country: Country, instant: Date): Day {
  return dayIn(countryOfPack(pack, country)?.zone ?? 'UTC', instant)
}
