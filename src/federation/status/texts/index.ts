// The texts of the scan page by written language.
import type { Reader } from '../../../packs/reader.ts'
import type { TextFile } from '../../../platform/texts.ts'
import ar from './ar.json' with { type: 'json' }
import en from './en.json' with { type: 'json' }
import es from './es.json' with { type: 'json' }
import fr from './fr.json' with { type: 'json' }
import pt from './pt.json' with { type: 'json' }

export type StatusKey = Exclude<keyof typeof es, '$state'>
/** Who reads the scan page. */
export type StatusReader = Reader<StatusKey>

const written = (texts: Readonly<Record<StatusKey | '$state', string>>) => texts as TextFile<StatusKey>

// A key that one language lacks fails the types here.
export const statusTexts = {
  ar: written(ar),
  en: written(en),
  es: written(es),
  fr: written(fr),
  pt: written(pt),
} satisfies Readonly<Record<string, TextFile<StatusKey>>>
