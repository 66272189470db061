// Parties for the benchmark of links, invented and seeded: names of firms and persons with common and rare words, and planted phoenixes.
import { type Country, parseCountry } from '../../src/kernel/country.ts'
import type { Party } from '../../src/modules/register/find/links/link-index.ts'
import type { DiallingCountry } from '../../src/modules/register/find/telephone.ts'
import { type Chance, createChance } from '../finding/seeded.ts'
import { SLIPS } from '../finding/slip-program.ts'

export const COUNTRY: Country = parseCountry('XA') ?? fail()
export const COUNTRIES: readonly DiallingCountry[] = [{ code: COUNTRY, callingCode: '990', nationalNumberLengths: [8] }]

/** A party that asks, and the one that it shares something with, by what. */
export type Planted = {
  readonly party: Party
  readonly of: string
  readonly by: 'name' | 'telephone' | 'person' | 'address'
}

const ONSETS = 'b c d f g j l m n p r s t v z br cl cr gr pl tr ch qu ll'.split(' ')
const VOWELS = 'a e i o u ia ue io an en on ar er al el'.split(' ')
const TRADES = ['Servicios', 'Agencia', 'Reclutadora', 'Empleos', 'Consultores', 'Internacional', 'Ejemplo', 'Muestra']

function fail(): never {
  throw new Error('no country')
}

function wordsBy(chance: Chance, count: number): readonly string[] {
  const made = new Set<string>()
  while (made.size < count) {
    const syllables = Array.from({ length: 2 + chance.below(2) }, () => `${chance.pick(ONSETS)}${chance.pick(VOWELS)}`)
    const word = syllables.join('')
    made.add((word[0] ?? '').toUpperCase() + word.slice(1))
  }
  return [...made]
}

/** As in any language, the first words are common and the last are rare. */
function skewed(chance: Chance, words: readonly string[]): string {
  const share = chance.below(10_000) / 10_000
  return words[Math.floor(words.length * share ** 3)] ?? ''
}

/** `count` parties: every one with a name, telephone, address, tax number and representative; one in forty shares a call centre. */
export function inventedParties(count: number, seed: number): readonly Party[] {
  const chance = createChance(seed)
  const [firms, given, surnames, streets] = [6000, 300, 1500, 800].map((size) => wordsBy(chance, size))
  const pick = (words: readonly string[] = []): string => skewed(chance, words)
  const kinds = ['recruiter', 'recruiter', 'application', 'warning'] as const
  const standings = ['authorized', 'expired', 'revoked', 'refused', 'open', 'closed'] as const
  return Array.from({ length: count }, (_, at): Party => {
    const name = `${pick(firms)} ${pick(firms)} ${chance.pick(TRADES)}, S. A.`
    const telephone = at % 40 === 0 ? 20_000_000 + (at % 400) : 21_000_000 + at * 37
    const host = `${pick(firms)}${at}`.toLowerCase()
    const day = `19${50 + chance.below(50)}-0${1 + chance.below(9)}-${10 + chance.below(19)}`
    const person = `${pick(given)} ${pick(given)} ${pick(surnames)} ${pick(surnames)}`
    return {
      id: `rec_${at}`,
      kind: kinds[at % 4] ?? 'recruiter',
      label: name,
      country: COUNTRY,
      standing: standings[chance.below(standings.length)] ?? 'open',
      names: at % 3 === 0 ? [name, `${pick(firms)} ${pick(firms)}`] : [name],
      telephones: [String(telephone)],
      emails: [at % 2 === 0 ? `info@${host}.org` : `${host}@gmail.com`],
      webs: at % 2 === 0 ? [`https://www.${host}.org/`] : [`facebook.com/${host}`],
      addresses: [
        `${1 + chance.below(40)} calle ${1 + chance.below(90)}-${1 + chance.below(99)} ${pick(streets)}, zona ${1 + chance.below(25)}`,
      ],
      taxNumbers: [`${4_000_000 + at * 7}-${at % 10}`],
      representatives: [{ name: person, born: day, ...(at % 2 === 0 && { document: `${1_000_000 + at * 3} 0101` }) }],
      guarantors: [`Aseguradora ${streets?.[chance.below(30)]}`],
    }
  })
}

/** New applicants, each sharing one thing, or a name with a slip, with one of the parties, and otherwise like none. */
export function plantedIn(parties: readonly Party[], count: number, seed: number): readonly Planted[] {
  const chance = createChance(seed)
  const fresh = inventedParties(count, seed + 1)
  const slips = ['letter dropped', 'letters swapped', 'letter doubled', 'neighbour key', 'words swapped']
  return fresh.flatMap((party, at): Planted[] => {
    const of = chance.pick(parties)
    if (!of) return []
    const own = {
      ...party,
      id: `file_${at}`,
      telephones: [String(90_000_000 + at)],
      taxNumbers: [`${90_000_000 + at}`],
      emails: [`a${at}@nadie${at}.org`],
      webs: [],
    }
    const slip = SLIPS[slips[at % slips.length] ?? '']
    const slipped = (text: string): string => slip?.(text, chance) ?? text
    const [by] = [(['name', 'telephone', 'person', 'address'] as const)[at % 4]]
    if (by === 'name') return [{ party: { ...own, names: [slipped(of.names[0] ?? '')] }, of: of.id, by }]
    if (by === 'telephone') return [{ party: { ...own, telephones: of.telephones }, of: of.id, by }]
    if (by === 'address')
      return [
        {
          party: { ...own, addresses: [(of.addresses[0] ?? '').replace(/, zona.*/, '').toUpperCase()] },
          of: of.id,
          by,
        },
      ]
    const representatives = of.representatives.map(({ name, born }) => ({ name: slipped(name), ...(born && { born }) }))
    return [{ party: { ...own, representatives }, of: of.id, by: 'person' }]
  })
}
