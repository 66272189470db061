// The texts of following by written language.
import type { Reader } from '../../../packs/reader.ts'
import type { TextFile } from '../../../platform/texts.ts'
import ar from './ar.json' with { type: 'json' }
import en from './en.json' with { type: 'json' }
import es from './es.json' with { type: 'json' }
import fr from './fr.json' with { type: 'json' }
import pt from './pt.json' with { type: 'json' }

export type FollowKey = Exclude<keyof typeof es, '$state'>
/** Who reads a page about disputes. */
export type FollowReader = Reader<FollowKey>

// JSON is read with `string` where a state is meant; the test holds every `$state` against the allowed words.
const written = (texts: Readonly<Record<FollowKey | '$state', string>>) => texts as TextFile<FollowKey>

// A key that one language lacks fails the types here.
export const followTexts = {
  ar: written(ar),
  en: written(en),
  es: written(es),
  fr: written(fr),
  pt: written(pt),
} satisfies Readonly<Record<string, TextFile<FollowKey>>>
