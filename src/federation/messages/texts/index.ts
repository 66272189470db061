// The texts of messages between authorities by written language.
import type { Reader } from '../../../packs/reader.ts'
import type { TextFile } from '../../../platform/texts.ts'
import ar from './ar.json' with { type: 'json' }
import en from './en.json' with { type: 'json' }
import es from './es.json' with { type: 'json' }
import fr from './fr.json' with { type: 'json' }
import pt from './pt.json' with { type: 'json' }

export type MessagesKey = Exclude<keyof typeof es, '$state'>
export type MessagesReader = Reader<MessagesKey>

// JSON is read with `string` where a state is meant; the test holds every `$state` against the allowed words.
const written = (texts: Readonly<Record<MessagesKey | '$state', string>>) => texts as TextFile<MessagesKey>

// A key that one language lacks fails the types here.
export const messagesTexts = {
  ar: written(ar),
  en: written(en),
  es: written(es),
  fr: written(fr),
  pt: written(pt),
} satisfies Readonly<Record<string, TextFile<MessagesKey>>>
