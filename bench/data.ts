// The recruiters of the benchmark, as a list to import and as questions to ask: real names, invented numbers, an invented country.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { listOnDay } from '../samples/uk-sponsors/day.ts'
import { manyNames } from './finding/measure-speed.ts'
import { createChance } from './finding/seeded.ts'
import { SLIPS } from './finding/slip-program.ts'

export const PACK = new URL('../test/fixtures/xa-xb', import.meta.url).pathname
export const COUNTRY = 'XA'
const CALLING_CODE = '990'

export type Entry = { readonly licence: string; readonly name: string; readonly telephone: string | undefined }

/** The sample list's names of its first day. */
export function realNames(): readonly string[] {
  return listOnDay('2026-03-18')
}

/** `count` recruiters: every one with a licence, every other with a telephone. */
export function entries(count: number): readonly Entry[] {
  return manyNames(realNames(), count, 11).map((name, at) => ({
    licence: `XA-${String(at).padStart(6, '0')}-${(at * 7) % 10}`,
    name,
    telephone: at % 2 === 0 ? `+${CALLING_CODE} ${String(20_000_000 + at * 37).replace(/(\d{4})$/, ' $1')}` : undefined,
  }))
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`

/** Writes the list and its mapping into a folder. */
export function writeList(folder: string, list: readonly Entry[]): { readonly csv: string; readonly mapping: string } {
  const [csv, mapping] = [join(folder, 'list.csv'), join(folder, 'mapping.json')]
  const lines = list.map(({ licence, name, telephone = '' }) => `${licence},${quoted(name)},${telephone}`)
  writeFileSync(csv, `licence,name,telephone\n${lines.join('\n')}\n`)
  const words = { en: 'Invented list of the benchmark', fr: 'Liste inventée du banc d’essai', ar: 'قائمة مخترعة' }
  const source = { id: 'bench', name: words, publisher: 'Nobody', terms: 'Invented', attribution: 'Invented' }
  const columns = { name: 'name', licence: 'licence', telephone: 'telephone' }
  writeFileSync(mapping, JSON.stringify({ source, country: COUNTRY, meaning: words, sample: false, columns }))
  return { csv, mapping }
}

export type Question = { readonly text: string; readonly licence: string }
export type Questions = Readonly<Record<'exact' | 'telephone' | 'fuzzy', readonly Question[]>>

/** Slips of one letter or one pair of words; what a text becomes when cut is another kind of question. */
const ONE_SLIP = ['letter dropped', 'letters swapped', 'letter doubled', 'neighbour key', 'sound', 'words swapped']

/** `count` questions of each kind, each about another recruiter. */
export function questionsAbout(list: readonly Entry[], count: number): Questions {
  const chance = createChance(12)
  const fuzzy = chance.shuffled(list).flatMap(({ name, licence }, at) => {
    const text = SLIPS[ONE_SLIP[at % ONE_SLIP.length] ?? '']?.(name, chance)
    return text === undefined ? [] : [{ text, licence }]
  })
  const exact = chance
    .shuffled(list)
    .map(({ licence }) => ({ text: licence.toLowerCase().replaceAll('-', ' '), licence }))
  const telephone = chance
    .shuffled(list)
    .flatMap(({ telephone: number, licence }) => (number ? [{ text: number.slice(5), licence }] : []))
  return { exact: exact.slice(0, count), telephone: telephone.slice(0, count), fuzzy: fuzzy.slice(0, count) }
}
