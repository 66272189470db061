// The texts of the recruiter's account.
import en from './en.json' with { type: 'json' }
import es from './es.json' with { type: 'json' }

export type AccountKey = Exclude<keyof typeof es, '$state'>

// French, Portuguese and Arabic are still to be written: until then the English text stands in their place.
export const accountTexts = { ar: en, en, es, fr: en, pt: en } satisfies Readonly<
  Record<string, Readonly<Record<AccountKey | '$state', string>>>
>
