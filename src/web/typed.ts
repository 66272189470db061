// What was typed into a form that was refused, so that its page can show it and nothing is lost; secrets are left out.
import type { SentForm } from '../platform/http.ts'

/** The name of a field and what was typed into it. */
export type Typed = readonly [name: string, value: string]

/** Fields of which not even their sender is shown the value again. */
const SECRET = /^_|pass|secret|code|token|credential/i

/** Every value that was typed, in the order of the form. */
export function typedIn(sent: SentForm | undefined): readonly Typed[] {
  return Object.entries(sent?.lists ?? {}).flatMap(([name, values]) =>
    SECRET.test(name) ? [] : values.filter((value) => value !== '').map((value): Typed => [name, value]),
  )
}
