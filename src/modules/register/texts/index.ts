// The texts of the register by written language, one set for each part of it; a key missing in one of them fails the types.
import type { TextFile } from '../../../platform/texts.ts'
import { type AccountKey, accountTexts } from './account/index.ts'
import ar from './ar.json' with { type: 'json' }
import { type DeskKey, deskTexts } from './desk/index.ts'
import en from './en.json' with { type: 'json' }
import es from './es.json' with { type: 'json' }
import fr from './fr.json' with { type: 'json' }
import { type PrintKey, printTexts } from './print/index.ts'
import pt from './pt.json' with { type: 'json' }

type PublicKey = Exclude<keyof typeof es, '$state'>
export type RegisterKey = PublicKey | DeskKey | AccountKey | PrintKey

export const registerTexts = {
  ar: joined(ar, deskTexts.ar, accountTexts.ar, printTexts.ar),
  en: joined(en, deskTexts.en, accountTexts.en, printTexts.en),
  es: joined(es, deskTexts.es, accountTexts.es, printTexts.es),
  fr: joined(fr, deskTexts.fr, accountTexts.fr, printTexts.fr),
  pt: joined(pt, deskTexts.pt, accountTexts.pt, printTexts.pt),
} satisfies Readonly<Record<string, TextFile<RegisterKey>>>

// JSON is read with `string` where a state is meant; the test holds every `$state` against the allowed words.
function joined(
  texts: Readonly<Record<PublicKey | '$state', string>>,
  desk: Readonly<Record<DeskKey | '$state', string>>,
  account: Readonly<Record<AccountKey | '$state', string>>,
  print: Readonly<Record<PrintKey | '$state', string>>,
): TextFile<RegisterKey> {
  return { ...desk, ...account, ...print, ...texts } as TextFile<RegisterKey>
}
