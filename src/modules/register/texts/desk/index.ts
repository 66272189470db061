// The texts of the officers' desk.
import en from './en.json' with { type: 'json' }
import es from './es.json' with { type: 'json' }

export type DeskKey = Exclude<keyof typeof es, '$state'>

// French, Portuguese and Arabic are still to be written: until then the English text stands in their place.
export const deskTexts = { ar: en, en, es, fr: en, pt: en } satisfies Readonly<
  Record<string, Readonly<Record<DeskKey | '$state', string>>>
>
