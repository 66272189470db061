// The texts of accounts by written language.
import type { TextFile } from '../../platform/texts.ts'
import en from './en.json' with { type: 'json' }
import es from './es.json' with { type: 'json' }

export type PeopleKey = Exclude<keyof typeof es, '$state'>

// JSON is read with `string` where a state is meant; the test holds every `$state` against the allowed words.
const written = (texts: Readonly<Record<PeopleKey | '$state', string>>) => texts as TextFile<PeopleKey>

// French, Portuguese and Arabic are still to be written: until then the English text stands in their place.
export const peopleTexts = {
  ar: written(en),
  en: written(en),
  es: written(es),
  fr: written(en),
  pt: written(en),
} satisfies Readonly<Record<string, TextFile<PeopleKey>>>
