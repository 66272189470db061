// Application files of ten years, invented and seeded: who applies, when, and how it ends.
import canonicalize from 'canonicalize'
import { addDays, type Day } from '../../src/kernel/day.ts'
import type { Party } from '../../src/modules/register/find/links/party.ts'
import { fileNumber, type Pack } from '../../src/packs/index.ts'
import { sha256Hex } from '../../src/platform/seal/digest.ts'
import { createChance } from '../finding/seeded.ts'
import { COUNTRY, inventedParties } from '../links/invented-parties.ts'
import type { Applicant, Kept, Open } from './applicant.ts'
import { createStory } from './story.ts'

/** Sets of two to fourteen requirements, made of the pack's by numbering them. */
export function inventedSets(pack: Pack): ReadonlyMap<number, Kept> {
  const known = pack.countries.find(({ code }) => code === COUNTRY)?.requirements ?? []
  const set = (size: number): Kept => {
    const content = Array.from({ length: size }, (_, at) => known[at % known.length]).flatMap((one, at) =>
      one ? [{ ...one, id: `${one.id}-${at + 1}` }] : [],
    )
    return { hash: sha256Hex(canonicalize(content) ?? ''), content }
  }
  return new Map([2, 3, 8, 9, 10, 11, 12, 13, 14].map((size) => [size, set(size)]))
}

const OPEN: readonly Open[] = [
  ...Array.from({ length: 8 }, () => 'under review' as const),
  'received',
  'received',
  'received',
  'more asked',
  'more asked',
  'more asked',
  'incomplete',
  'incomplete',
  'awaiting decision',
  'awaiting decision',
  'awaiting decision',
  'awaiting decision',
]

/** `files` files by as many applicants as it takes: two in five become recruiters, most of these come back to renew; `open` are not decided. */
export function* inventedApplicants(
  pack: Pack,
  { files, open, today }: { readonly files: number; readonly open: number; readonly today: Day },
): Generator<Applicant> {
  const chance = createChance(41)
  const sets = inventedSets(pack)
  const parties = inventedParties(files, 42)
  let number = 0
  const begin = (at: number) =>
    createStory(pack, sets, chance, parties[at] as Party, today, () =>
      fileNumber(pack, COUNTRY, 'application', ++number),
    )
  let at = 0
  for (; number < files - open - 1 && at < files * 0.4; at++) {
    const story = begin(at)
    const from = addDays(today, -chance.below(3590) - 50)
    const until = story.file('authorization', from, 'granted', `XA-${100_000 + at}-${(at * 7) % 10}`)
    const again = addDays(until, -60)
    if (at % 4 !== 0 && again < addDays(today, -50)) story.file('renewal', again, 'granted')
    yield story.told()
  }
  const ends = ['refused', 'withdrawn', 'refused', 'lapsed', 'refused for good'] as const
  for (; number < files - open; at++) {
    const story = begin(at)
    // Some were decided yesterday: news in the list.
    const days = number % 50 === 0 ? 21 : 50 + chance.below(3590)
    story.file('authorization', addDays(today, -days), ends[at % ends.length] ?? 'refused')
    yield story.told()
  }
  for (let one = 0; number < files; one++, at++) {
    const story = begin(at)
    // Every other one comes back under another name with the telephone and address of a dozen that were refused.
    if (one % 2 === 0) story.borrow(parties[Math.floor(files * 0.4) + (one % 40)] as Party)
    story.file('authorization', addDays(today, -chance.below(45) - 4), OPEN[one % OPEN.length] ?? 'received')
    yield story.told()
  }
}
