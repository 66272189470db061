// The slips people make when they type a name, made by a seeded program; each kind changes the text or gives undefined.
import type { Chance } from './seeded.ts'

export type Slip = (name: string, chance: Chance) => string | undefined

const NEIGHBOURS: Readonly<Record<string, string>> = {
  q: 'wa',
  w: 'qes',
  e: 'wrd',
  r: 'etf',
  t: 'ryg',
  y: 'tuh',
  u: 'yij',
  i: 'uok',
  o: 'ipl',
  p: 'ol',
  a: 'qsz',
  s: 'adwx',
  d: 'sfec',
  f: 'dgrv',
  g: 'fhtb',
  h: 'gjyn',
  j: 'hkum',
  k: 'jli',
  l: 'kop',
  z: 'xas',
  x: 'zcs',
  c: 'xvd',
  v: 'cbf',
  b: 'vng',
  n: 'bmh',
  m: 'nj',
}
const SOUNDS: readonly (readonly [string, string])[] = [
  ['c', 'k'],
  ['k', 'c'],
  ['s', 'z'],
  ['z', 's'],
  ['b', 'v'],
  ['v', 'b'],
  ['i', 'y'],
  ['y', 'i'],
  ['ph', 'f'],
  ['f', 'ph'],
  ['qu', 'k'],
  ['ll', 'y'],
  ['g', 'j'],
  ['j', 'h'],
  ['ee', 'i'],
  ['oo', 'u'],
  ['ce', 'se'],
  ['ci', 'si'],
  ['w', 'v'],
  ['x', 'ks'],
]
const FORMS = ['Ltd', 'Limited', 'LLP', 'PLC', 'S.A. de C.V.', 'SARL', 'Ltda.', 'GmbH', 'Inc.', '']
const WRITTEN_FORM = /\s*\b(?:ltd|limited|llp|plc|l\.l\.p|inc|co\.?,? ?ltd)\b[.,\s]*$/iu

/** Places of letters in words of at least four letters: nobody expects a two-letter word with a slip to be found. */
function letterPlaces(name: string, from = 0): number[] {
  return [...name.matchAll(/\p{L}{4,}/gu)].flatMap(({ index, 0: word }) =>
    /^(?:limited|company)$/iu.test(word)
      ? []
      : Array.from({ length: word.length - from }, (_, at) => index + from + at),
  )
}

function at(name: string, chance: Chance, change: (place: number) => string | undefined, from = 0): string | undefined {
  for (const place of chance.shuffled(letterPlaces(name, from))) {
    const changed = change(place)
    if (changed !== undefined && changed !== name) return changed
  }
  return undefined
}

const drop: Slip = (name, chance) => at(name, chance, (place) => name.slice(0, place) + name.slice(place + 1), 1)
const swap: Slip = (name, chance) =>
  at(
    name,
    chance,
    (place) => {
      const [a, b] = [name[place - 1], name[place]]
      return a && b && /\p{L}/u.test(a) ? name.slice(0, place - 1) + b + a + name.slice(place + 1) : undefined
    },
    1,
  )
const double: Slip = (name, chance) => at(name, chance, (place) => name.slice(0, place + 1) + name.slice(place))
const neighbour: Slip = (name, chance) =>
  at(name, chance, (place) => {
    const key = chance.pick([...(NEIGHBOURS[name[place]?.toLowerCase() ?? ''] ?? '')])
    return key && name.slice(0, place) + key + name.slice(place + 1)
  })
const sound: Slip = (name, chance) => {
  const places = new Set(letterPlaces(name))
  for (const [written, heard] of chance.shuffled(SOUNDS)) {
    const found = chance.pick(
      [...name.toLowerCase().matchAll(new RegExp(written, 'g'))].filter(({ index }) => places.has(index)),
    )
    if (found) return name.slice(0, found.index) + heard + name.slice(found.index + written.length)
  }
  return undefined
}

/** Each kind of slip, by the name it has in the table. */
export const SLIPS: Readonly<Record<string, Slip>> = {
  none: (name) => name,
  'letter dropped': drop,
  'letters swapped': swap,
  'letter doubled': double,
  'neighbour key': neighbour,
  sound,
  'two slips': (name, chance) => {
    const once = chance.pick([drop, swap, double, neighbour])?.(name, chance)
    return once && chance.pick([drop, swap, double, neighbour])?.(once, chance)
  },
  'accents lost': (name) => {
    const bare = name.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D').replace(/['’]/g, '')
    return bare === name.normalize('NFD') ? undefined : bare
  },
  'words swapped': (name, chance) => {
    const words = name.replace(WRITTEN_FORM, '').split(/\s+/)
    if (words.length < 2) return undefined
    const place = chance.below(words.length - 1)
    const [a, b] = [words[place] ?? '', words[place + 1] ?? '']
    return a === b ? undefined : [...words.slice(0, place), b, a, ...words.slice(place + 2)].join(' ')
  },
  'legal form changed': (name, chance) => {
    if (!WRITTEN_FORM.test(name)) return undefined
    const bare = name.replace(WRITTEN_FORM, '')
    return `${bare} ${chance.pick(FORMS) ?? ''}`.trim()
  },
  'words joined': (name, chance) => {
    const spaces = [...name.replace(WRITTEN_FORM, '').matchAll(/\s+/g)]
    const space = chance.pick(spaces)
    return space && name.slice(0, space.index) + name.slice(space.index + space[0].length)
  },
  'word cut': (name, chance) => {
    const bare = name.replace(WRITTEN_FORM, '')
    const letters = chance.below(3) + 1
    return bare.length - letters >= 6 ? bare.slice(0, bare.length - letters).trim() : undefined
  },
  'last word cut': (name) => {
    const words = name.replace(WRITTEN_FORM, '').split(/\s+/)
    return words.length >= 3 ? words.slice(0, -1).join(' ') : undefined
  },
}
