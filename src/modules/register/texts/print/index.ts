// The texts of what is printed and sent: certificate, poster, letters, calendar.
import ar from './ar.json' with { type: 'json' }
import en from './en.json' with { type: 'json' }
import es from './es.json' with { type: 'json' }
import fr from './fr.json' with { type: 'json' }
import pt from './pt.json' with { type: 'json' }

export type PrintKey = Exclude<keyof typeof es, '$state'>

export const printTexts = { ar, en, es, fr, pt } satisfies Readonly<
  Record<string, Readonly<Record<PrintKey | '$state', string>>>
>
