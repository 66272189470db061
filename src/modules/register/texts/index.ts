// The texts of the register by written language, one set for each part of it; a key missing in one of them fails the types.
import type { TextFile } from '../../../platform/texts.ts'
import { type AccountKey, accountTexts } from './account/index.ts'
import ar from './ar.json' with { type: 'json' }
import { type DeskKey, deskTexts } from './desk/index.ts'
import en from './en.json' with { type: 'json' }
import es from './es.json' with { type: 'json' }
import fr from './fr.json' with { type: 'json' }
import { type InspectionKey, inspectionTexts } from './inspections/index.ts'
import pt from './pt.json' with { type: 'json' }

type PublicKey = Exclude<keyof typeof es, '$state'>
export type RegisterKey = PublicKey | DeskKey | AccountKey | InspectionKey

export const registerTexts = {
  ar: joined(ar, deskTexts.ar, accountTexts.ar, inspectionTexts.ar),
  en: joined(en, deskTexts.en, accountTexts.en, inspectionTexts.en),
  es: joined(es, deskTexts.es, accountTexts.es, inspectionTexts.es),
  fr: joined(fr, deskTexts.fr, accountTexts.fr, inspectionTexts.fr),
  pt: joined(pt, deskTexts.pt, accountTexts.pt, inspectionTexts.pt),
} satisfies Readonly<Record<string, TextFile<RegisterKey>>>

// That no part lacks a key in a language, the part itself says. JSON is read with `string` where a state is meant; the test holds every `$state` against the allowed words.
function joined(
  texts: Readonly<Record<PublicKey | '$state', string>>,
  ...parts: readonly Readonly<Record<string, string>>[]
): TextFile<RegisterKey> {
  return Object.assign({}, ...parts, texts) as TextFile<RegisterKey>
}
