// The texts of the desk's later parts: a recruiter at the desk, the paper register, judgements on links, the audit, the calendar.
import ar from './ar.json' with { type: 'json' }
import en from './en.json' with { type: 'json' }
import es from './es.json' with { type: 'json' }
import fr from './fr.json' with { type: 'json' }
import pt from './pt.json' with { type: 'json' }

export type Desk2Key = Exclude<keyof typeof es, '$state'>

// A key that one language lacks fails the types here.
export const desk2Texts = { ar, en, es, fr, pt } satisfies Readonly<
  Record<string, Readonly<Record<Desk2Key | '$state', string>>>
>
