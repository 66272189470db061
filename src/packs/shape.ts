// Holds a value against its schema and turns every complaint of the schema into a fault with its mend.
import type { z } from 'zod'
import { fail, ok, type Result } from '../kernel/result.ts'
import { keyOf, oneOf, type PackFault, type Path, valueAt } from './faults.ts'
import { knownKeys } from './walk.ts'

export type FileOf = (path: Path) => string

/** The value as its schema's type, or a fault for each thing that the schema does not accept. `fileOf` names the file that holds a path. */
export function shaped<S extends z.ZodType>(
  schema: S,
  raw: unknown,
  fileOf: FileOf,
): Result<z.output<S>, readonly PackFault[]> {
  const parsed = schema.safeParse(raw)
  if (parsed.success) return ok(parsed.data)
  return fail(parsed.error.issues.flatMap((issue) => faultsOf(schema, raw, issue, fileOf)))
}

function faultsOf(schema: z.ZodType, raw: unknown, issue: z.core.$ZodIssue, fileOf: FileOf): readonly PackFault[] {
  const at = (path: Path, what: string, mend: string): PackFault => ({
    file: fileOf(path),
    key: keyOf(raw, path),
    what,
    mend,
  })
  const value = valueAt(raw, issue.path)
  const name = String(issue.path.at(-1) ?? '')
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) =>
        at([...issue.path, key], `nothing is called "${key}" here`, oneOf(key, knownKeys(schema, issue.path))),
      )
    case 'invalid_type':
      if (value === undefined) return [at(issue.path, 'is missing', `Add "${name}": ${wanted(issue.expected)}`)]
      return [at(issue.path, `is ${typeName(value)}`, `Write ${wanted(issue.expected)} instead`)]
    case 'invalid_value':
      if (value === undefined) return [at(issue.path, 'is missing', `Add "${name}": one of ${issue.values.join(', ')}`)]
      return [
        at(
          issue.path,
          `"${String(value)}" is not one of the words allowed here`,
          oneOf(String(value), issue.values.map(String)),
        ),
      ]
    case 'invalid_key':
      return [at(issue.path, `"${name}" cannot be a key here`, `Use ${issue.issues[0]?.message ?? 'another key'}`)]
    case 'too_small':
      return [
        at(
          issue.path,
          'holds too little',
          `At least ${issue.minimum} ${issue.origin === 'string' ? 'character' : 'entries'} must stand here`,
        ),
      ]
    case 'invalid_format':
      return [
        at(
          issue.path,
          `"${String(value)}" has not the right form`,
          `Write ${issue.format === 'url' ? 'a whole address, such as "https://example.org/"' : issue.message}`,
        ),
      ]
    default:
      return [at(issue.path, `"${String(value)}" cannot be used here`, `Write ${issue.message}`)]
  }
}

function wanted(type: string): string {
  const words: Readonly<Record<string, string>> = {
    string: 'a text in double quotes',
    number: 'a number',
    int: 'a whole number',
    boolean: 'true or false',
    array: 'a list in [ ]',
    object: 'an object in { }',
    record: 'an object in { }',
  }
  return words[type] ?? type
}

function typeName(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}
