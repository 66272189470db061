// What somebody has typed into the steps of an application, kept as it is, right or wrong, until it is handed in.
import type { Requirement } from '../../../packs/index.ts'
import type { SentForm } from '../../../platform/http.ts'
import type { ApplicationKind } from '../domain/application.ts'

/** By the name of the field: one text, or every box that was ticked. */
export type Typed = Readonly<Record<string, string | readonly string[]>>

/** A page of the application; `asked-…` is the page of one requirement. */
export type Step =
  | { readonly id: 'who' | 'reach' | 'work' | 'review' }
  | { readonly id: `asked-${string}`; readonly requirement: Requirement }

/** Most representatives, and most characters that one page takes. */
export const MOST_REPRESENTATIVES = 20
export const LONGEST_STEP = 50_000

const REPRESENTATIVE = ['name', 'document', 'born'] as const
const LISTS: readonly string[] = ['sectors', 'occupations', 'countries']
const LINES: readonly string[] = ['tradeNames', 'telephones', 'emails', 'webs', 'guarantors', 'remarks']

/** The pages of an application: what it is for decides which, the pack says what is asked. */
export function stepsOf(kind: ApplicationKind, requirements: readonly Requirement[]): readonly Step[] {
  const work = kind === 'authorization' || kind === 'renewal' || kind === 'amendment'
  return [
    { id: 'who' },
    { id: 'reach' },
    ...(work ? [{ id: 'work' } as const] : []),
    ...requirements.map((requirement) => ({ id: `asked-${requirement.id}`, requirement }) as const),
    { id: 'review' },
  ]
}

/** The name of a requirement's field within the form. */
export function answerField(requirement: string, field: string): string {
  return `a.${requirement}.${field}`
}

/** The name under which a paper for a requirement is sent. */
export function paperField(requirement: string): string {
  return `p.${requirement}`
}

export function representativeField(index: number, part: (typeof REPRESENTATIVE)[number]): string {
  return `rep-${index}-${part}`
}

/** The names of a page's fields; of representatives, of every one that it could hold. */
export function fieldsOf(step: Step): readonly string[] {
  switch (step.id) {
    case 'who': {
      const people = Array.from({ length: MOST_REPRESENTATIVES }, (_, index) =>
        REPRESENTATIVE.map((part) => representativeField(index, part)),
      )
      return ['name', 'tradeNames', 'taxNumber', ...people.flat()]
    }
    case 'reach':
      return ['telephones', 'emails', 'webs', 'address', 'place']
    case 'work':
      return ['sectors', 'occupations', 'countries', 'places', 'workers', 'guarantee', 'guarantors']
    case 'review':
      return ['remarks']
    default:
      return 'requirement' in step ? step.requirement.fields.map(({ id }) => answerField(step.requirement.id, id)) : []
  }
}

/** How many lines for representatives a page shows: those that are filled in, and one more. */
export function representativeLines(typed: Typed): number {
  let last = -1
  for (let index = 0; index < MOST_REPRESENTATIVES; index++)
    if (REPRESENTATIVE.some((part) => textOf(typed, representativeField(index, part)).trim() !== '')) last = index
  return Math.min(last + 2, MOST_REPRESENTATIVES)
}

/** What was sent with a page: its own fields and no others, each as it was typed. */
export function typedOfStep(step: Step, sent: Pick<SentForm, 'fields' | 'lists'>): Typed {
  const several = longTexts(step)
  const entries = fieldsOf(step).flatMap((name): readonly (readonly [string, string | readonly string[]])[] => {
    if (LISTS.includes(name)) return [[name, [...new Set(sent.lists[name] ?? [])]]]
    const text = sent.fields[name]
    // A page shows only as many people as it needs: what it did not send is left out, not emptied.
    if (text === undefined) return name.startsWith('rep-') ? [] : [[name, '']]
    return [[name, several.has(name) ? text : text.replace(/\s*\n\s*/g, ' ')]]
  })
  return Object.fromEntries(entries)
}

function longTexts(step: Step): ReadonlySet<string> {
  const asked = 'requirement' in step ? step.requirement : undefined
  const long = asked?.fields.filter(({ type }) => type === 'long-text').map(({ id }) => answerField(asked.id, id)) ?? []
  return new Set([...LINES, ...long])
}

/** What a draft holds of a page, without empty texts: two pages that show the same are the same. */
export function shownOf(step: Step, typed: Typed): Typed {
  const shown = fieldsOf(step).flatMap((name) => {
    const value = typed[name]
    return value === undefined || value.length === 0 ? [] : [[name, value] as const]
  })
  return Object.fromEntries(shown)
}

/** A draft's record as what was typed; whatever else stands in it is left out. */
export function typedOfRecord(record: Readonly<Record<string, unknown>>): Typed {
  const typed: [string, string | readonly string[]][] = []
  for (const [name, value] of Object.entries(record)) {
    if (typeof value === 'string') typed.push([name, value])
    else if (Array.isArray(value)) typed.push([name, value.filter((one) => typeof one === 'string')])
  }
  return Object.fromEntries(typed)
}

/** One text of what was typed; empty when it is not there. */
export function textOf(typed: Typed, name: string): string {
  const value = Object.hasOwn(typed, name) ? typed[name] : undefined
  return typeof value === 'string' ? value : ''
}

/** The boxes that were ticked under a name. */
export function tickedOf(typed: Typed, name: string): readonly string[] {
  const value = Object.hasOwn(typed, name) ? typed[name] : undefined
  return typeof value === 'string' || value === undefined ? [] : value
}
