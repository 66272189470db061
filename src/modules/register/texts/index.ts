// The texts of the register by written language, one set for each part of it; a key missing in one of them fails the types.
import type { TextFile } from '../../../platform/texts.ts'
import ar from './ar.json' with { type: 'json' }
import { type DeskKey, deskTexts } from './desk/index.ts'
import en from './en.json' with { type: 'json' }
import es from './es.json' with { type: 'json' }
import fr from './fr.json' with { type: 'json' }
import pt from './pt.json' with { type: 'json' }
import { type WarningKey, warningTexts } from './warnings/index.ts'

type PublicKey = Exclude<keyof typeof es, '$state'>
export type RegisterKey = PublicKey | DeskKey | WarningKey

export const registerTexts = {
  ar: joined(ar, deskTexts.ar, warningTexts.ar),
  en: joined(en, deskTexts.en, warningTexts.en),
  es: joined(es, deskTexts.es, warningTexts.es),
  fr: joined(fr, deskTexts.fr, warningTexts.fr),
  pt: joined(pt, deskTexts.pt, warningTexts.pt),
} satisfies Readonly<Record<string, TextFile<RegisterKey>>>

// JSON is read with `string` where a state is meant; the test holds every `$state` against the allowed words.
function joined(
  texts: Readonly<Record<PublicKey | '$state', string>>,
  desk: Readonly<Record<DeskKey | '$state', string>>,
  warnings: Readonly<Record<WarningKey | '$state', string>>,
): TextFile<RegisterKey> {
  return { ...desk, ...warnings, ...texts } as TextFile<RegisterKey>
}
