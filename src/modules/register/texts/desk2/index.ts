// The texts of the desk's later parts: a recruiter at the desk, the paper register, judgements on links, the audit, the calendar.
import en from './en.json' with { type: 'json' }
import es from './es.json' with { type: 'json' }

export type Desk2Key = Exclude<keyof typeof es, '$state'>

// French, Portuguese and Arabic are still to be written: until then the English text stands in their place.
export const desk2Texts = { ar: en, en, es, fr: en, pt: en } satisfies Readonly<
  Record<string, Readonly<Record<Desk2Key | '$state', string>>>
>
