// The texts of evidence in the files of the office, and of a suspension whose last day is over.
import ar from './ar.json' with { type: 'json' }
import en from './en.json' with { type: 'json' }
import es from './es.json' with { type: 'json' }
import fr from './fr.json' with { type: 'json' }
import pt from './pt.json' with { type: 'json' }

export type EvidenceKey = Exclude<keyof typeof es, '$state'>

// A key that one language lacks fails the types here.
export const evidenceTexts = { ar, en, es, fr, pt } satisfies Readonly<
  Record<string, Readonly<Record<EvidenceKey | '$state', string>>>
>
