// The texts of the warning list: those of public pages in every written language, those of the desk beside them.
import ar from './ar.json' with { type: 'json' }
import deskEn from './desk.en.json' with { type: 'json' }
import deskEs from './desk.es.json' with { type: 'json' }
import en from './en.json' with { type: 'json' }
import es from './es.json' with { type: 'json' }
import fr from './fr.json' with { type: 'json' }
import pt from './pt.json' with { type: 'json' }

export type WarningKey = Exclude<keyof typeof es | keyof typeof deskEs, '$state'>
type Texts = Readonly<Record<WarningKey | '$state', string>>

// The desk's words are still to be written in French, Portuguese and Arabic: until then the English ones stand in their place.
export const warningTexts = {
  ar: { ...deskEn, ...ar },
  en: { ...deskEn, ...en },
  es: { ...deskEs, ...es },
  fr: { ...deskEn, ...fr },
  pt: { ...deskEn, ...pt },
} satisfies Readonly<Record<string, Texts>>
