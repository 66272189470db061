// The texts of the layout, of problems and of the API reference by written language; a key missing in one of them fails the types.
import type { TextFile } from '../../platform/texts.ts'
import ar from './ar.json' with { type: 'json' }
import en from './en.json' with { type: 'json' }
import es from './es.json' with { type: 'json' }
import fr from './fr.json' with { type: 'json' }
import pt from './pt.json' with { type: 'json' }

export type WebKey = Exclude<keyof typeof es, '$state'>

export const webTexts = {
  ar: file(ar),
  en: file(en),
  es: file(es),
  fr: file(fr),
  pt: file(pt),
} satisfies Readonly<Record<string, TextFile<WebKey>>>

// JSON is read with `string` where a state is meant; the test holds every `$state` against the allowed words.
function file(texts: Readonly<Record<WebKey | '$state', string>>): TextFile<WebKey> {
  return texts as TextFile<WebKey>
}
