// The texts of the register by written language, one set for each part of it; a key missing in one of them fails the types.
import type { TextFile } from '../../../platform/texts.ts'
import ar from './ar.json' with { type: 'json' }
import { type DeskKey, deskTexts } from './desk/index.ts'
import { type Desk2Key, desk2Texts } from './desk2/index.ts'
import en from './en.json' with { type: 'json' }
import es from './es.json' with { type: 'json' }
import fr from './fr.json' with { type: 'json' }
import pt from './pt.json' with { type: 'json' }

type PublicKey = Exclude<keyof typeof es, '$state'>
export type RegisterKey = PublicKey | DeskKey | Desk2Key

export const registerTexts = {
  ar: joined(ar, deskTexts.ar, desk2Texts.ar),
  en: joined(en, deskTexts.en, desk2Texts.en),
  es: joined(es, deskTexts.es, desk2Texts.es),
  fr: joined(fr, deskTexts.fr, desk2Texts.fr),
  pt: joined(pt, deskTexts.pt, desk2Texts.pt),
} satisfies Readonly<Record<string, TextFile<RegisterKey>>>

// JSON is read with `string` where a state is meant; the test holds every `$state` against the allowed words.
function joined(
  texts: Readonly<Record<PublicKey | '$state', string>>,
  ...[desk, desk2]: readonly [
    Readonly<Record<DeskKey | '$state', string>>,
    Readonly<Record<Desk2Key | '$state', string>>,
  ]
): TextFile<RegisterKey> {
  return Object.assign({}, desk, desk2, texts) as TextFile<RegisterKey>
}
