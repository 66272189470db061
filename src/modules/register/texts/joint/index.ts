// The texts of the joint register: recognition, what waits to be confirmed, where the countries differ.
import ar from './ar.json' with { type: 'json' }
import en from './en.json' with { type: 'json' }
import es from './es.json' with { type: 'json' }
import fr from './fr.json' with { type: 'json' }
import pt from './pt.json' with { type: 'json' }

export type JointRegisterKey = Exclude<keyof typeof es, '$state'>

// A key that one language lacks fails the types here.
export const jointRegisterTexts = { ar, en, es, fr, pt } satisfies Readonly<
  Record<string, Readonly<Record<JointRegisterKey | '$state', string>>>
>
