// The texts of inspections and sanctions.
import en from './en.json' with { type: 'json' }
import es from './es.json' with { type: 'json' }

export type InspectionKey = Exclude<keyof typeof es, '$state'>

// French, Portuguese and Arabic are still to be written: until then the English text stands in their place.
export const inspectionTexts = { ar: en, en, es, fr: en, pt: en } satisfies Readonly<
  Record<string, Readonly<Record<InspectionKey | '$state', string>>>
>
