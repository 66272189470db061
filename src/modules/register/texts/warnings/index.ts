// The texts of the warning list: those of public pages beside those of the desk, both in every written language.
import ar from './ar.json' with { type: 'json' }
import deskAr from './desk.ar.json' with { type: 'json' }
import deskEn from './desk.en.json' with { type: 'json' }
import deskEs from './desk.es.json' with { type: 'json' }
import deskFr from './desk.fr.json' with { type: 'json' }
import deskPt from './desk.pt.json' with { type: 'json' }
import en from './en.json' with { type: 'json' }
import es from './es.json' with { type: 'json' }
import fr from './fr.json' with { type: 'json' }
import pt from './pt.json' with { type: 'json' }

export type WarningKey = Exclude<keyof typeof es | keyof typeof deskEs, '$state'>
type Texts = Readonly<Record<WarningKey | '$state', string>>

// A key that one language lacks fails the types here.
export const warningTexts = {
  ar: { ...deskAr, ...ar },
  en: { ...deskEn, ...en },
  es: { ...deskEs, ...es },
  fr: { ...deskFr, ...fr },
  pt: { ...deskPt, ...pt },
} satisfies Readonly<Record<string, Texts>>
