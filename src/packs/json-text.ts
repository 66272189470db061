// Finds where a JSON text breaks, by line and column, and keys that an object holds twice, which JSON.parse keeps quiet about.

export type JsonFault = { readonly line: number; readonly column: number; readonly what: string }

const DEEPEST = 64
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids exactly these inside a text
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y
const WORD = /true|false|null/y
const SPACE = /[ \t\n\r]*/y

class Broken extends Error {
  readonly at: number
  constructor(at: number, what: string) {
    super(what)
    this.at = at
  }
}

/** Line and column, both from 1, of a character position. */
function placeOf(text: string, at: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, at)
  const lastBreak = before.lastIndexOf('\n')
  return { line: before.split('\n').length, column: at - lastBreak }
}

/** The first fault of a JSON text, or undefined when JSON.parse reads it and no object has the same key twice. */
export function faultOfJson(text: string): JsonFault | undefined {
  let at = 0
  const token = (form: RegExp): string | undefined => {
    form.lastIndex = at
    const found = form.exec(text)?.[0]
    at += found?.length ?? 0
    return found
  }
  const take = (character: string): boolean => {
    token(SPACE)
    if (text[at] !== character) return false
    at += 1
    return true
  }
  const expect = (character: string, where: string): void => {
    if (take(character)) return
    throw new Broken(at, at >= text.length ? `the file ends where ${where} should follow` : `expected ${where}`)
  }
  const object = (depth: number): void => {
    const keys = new Set<string>()
    if (take('}')) return
    do {
      token(SPACE)
      const start = at
      const key = token(STRING)
      if (key === undefined) throw new Broken(start, 'expected a key in double quotes (is there a comma too many?)')
      if (keys.has(key)) throw new Broken(start, `the key ${key} stands twice in the same object`)
      keys.add(key)
      expect(':', `":" after the key ${key}`)
      value(depth + 1)
    } while (take(','))
    expect('}', '"," or "}"')
  }
  const array = (depth: number): void => {
    if (take(']')) return
    do value(depth + 1)
    while (take(','))
    expect(']', '"," or "]"')
  }
  const value = (depth: number): void => {
    if (depth > DEEPEST) throw new Broken(at, `more than ${DEEPEST} levels inside one another`)
    if (take('{')) object(depth)
    else if (take('[')) array(depth)
    else if ((token(STRING) ?? token(WORD) ?? token(NUMBER)) === undefined)
      throw new Broken(at, 'expected a text in double quotes, a number, true, false, null, "{" or "["')
  }
  try {
    value(0)
    token(SPACE)
    if (at < text.length) throw new Broken(at, 'the file should end here')
    return undefined
  } catch (error) {
    if (!(error instanceof Broken)) throw error
    return { ...placeOf(text, error.at), what: error.message }
  }
}
