// The texts of the register by written language, one set for each part of it; a key missing in one of them fails the types.
import type { TextFile } from '../../../platform/texts.ts'
import { type AccountKey, accountTexts } from './account/index.ts'
import ar from './ar.json' with { type: 'json' }
import { type DeskKey, deskTexts } from './desk/index.ts'
import { type Desk2Key, desk2Texts } from './desk2/index.ts'
import en from './en.json' with { type: 'json' }
import es from './es.json' with { type: 'json' }
import { type EvidenceKey, evidenceTexts } from './evidence/index.ts'
import fr from './fr.json' with { type: 'json' }
import { type InspectionKey, inspectionTexts } from './inspections/index.ts'
import { type JointRegisterKey, jointRegisterTexts } from './joint/index.ts'
import { type PrintKey, printTexts } from './print/index.ts'
import pt from './pt.json' with { type: 'json' }
import { type WarningKey, warningTexts } from './warnings/index.ts'

type PublicKey = Exclude<keyof typeof es, '$state'>
export type RegisterKey =
  | PublicKey
  | DeskKey
  | Desk2Key
  | AccountKey
  | EvidenceKey
  | InspectionKey
  | JointRegisterKey
  | PrintKey
  | WarningKey

type Language = 'ar' | 'en' | 'es' | 'fr' | 'pt'
type Part = Readonly<Record<Language, Readonly<Record<string, string>>>>

const PUBLIC: Readonly<Record<Language, Readonly<Record<PublicKey | '$state', string>>>> = { ar, en, es, fr, pt }
const PARTS: readonly Part[] = [
  deskTexts,
  desk2Texts,
  accountTexts,
  evidenceTexts,
  inspectionTexts,
  jointRegisterTexts,
  printTexts,
  warningTexts,
]

export const registerTexts = {
  ar: joined('ar'),
  en: joined('en'),
  es: joined('es'),
  fr: joined('fr'),
  pt: joined('pt'),
} satisfies Readonly<Record<string, TextFile<RegisterKey>>>

// That no part lacks a key in a language, the part itself says. JSON is read with `string` where a state is meant; the test
// holds every `$state` against the allowed words.
function joined(language: Language): TextFile<RegisterKey> {
  return Object.assign({}, ...PARTS.map((part) => part[language]), PUBLIC[language]) as TextFile<RegisterKey>
}
