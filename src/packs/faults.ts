// What is wrong in a pack, said so that its author can mend it: file, key, what, mend.

/** One fault of a pack. */
export type PackFault = {
  /** Path inside the pack's folder, with forward slashes. */
  readonly file: string
  /** Dotted path with the ids of list entries, such as `countries[XA].licenceNumber.form`; empty for the whole file. */
  readonly key: string
  readonly what: string
  readonly mend: string
}

/** A fault as one line for a terminal. */
export function sayFault(fault: PackFault): string {
  return `${fault.file}${fault.key ? `: ${fault.key}` : ''}: ${fault.what}. ${fault.mend}.`
}

export type Path = readonly PropertyKey[]

/** What is found in plain JSON by following a path; undefined when the path leads nowhere. */
export function valueAt(root: unknown, path: Path): unknown {
  let value = root
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
    value = (value as Readonly<Record<PropertyKey, unknown>>)[step]
  }
  return value
}

/** How an entry of a list is called: by the first of its own names that it has, else by its place from 1. */
function nameOfEntry(entry: unknown, index: number): string {
  for (const name of ['id', 'code', 'tag', 'licence', 'isco08', 'day']) {
    const value = valueAt(entry, [name])
    if (typeof value === 'string' && value !== '') return value
  }
  return String(index + 1)
}

/** The key of a fault: a path written with dots, list entries named by their id. */
export function keyOf(root: unknown, path: Path): string {
  let key = ''
  path.forEach((step, depth) => {
    if (typeof step === 'number') key += `[${nameOfEntry(valueAt(root, path.slice(0, depth + 1)), step)}]`
    else key += `${key ? '.' : ''}${String(step)}`
  })
  return key
}

/** The known word nearest to a mistyped one (at most three letters away), or undefined when none is near. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const scored = known.map((candidate) => ({ candidate, far: distance(word.toLowerCase(), candidate.toLowerCase()) }))
  const best = scored.sort((a, b) => a.far - b.far)[0]
  return best && best.far <= Math.min(3, Math.ceil(word.length / 2)) ? best.candidate : undefined
}

/** How many letters must be added, dropped or changed to make one word of the other (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1]
    for (const [j, other] of [...b].entries()) {
      const change = (row[j] ?? 0) + (letter === other ? 0 : 1)
      next.push(Math.min(change, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}

/** How to mend a mistyped word, by the words that would be right. */
export function oneOf(word: string, known: readonly string[]): string {
  const near = nearest(word, known)
  return near ? `Did you mean "${near}"` : `Known here: ${known.join(', ') || 'none yet'}`
}
