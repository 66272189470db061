// Walks a value together with its schema, so that checks find every localized text and every provenance by themselves.
import { z } from 'zod'
import type { Path } from './faults.ts'

type Schema = z.core.$ZodType

/** The schema behind `optional`, `default` and `transform`. */
function bareSchema(schema: Schema): Schema {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return bareSchema(schema.unwrap())
  if (schema instanceof z.ZodPipe) return bareSchema(schema.in)
  return schema
}

/** The schema of one step further down, or undefined when the schema has no such step. */
function schemaBelow(schema: Schema, step: PropertyKey): Schema | undefined {
  const bare = bareSchema(schema)
  if (bare instanceof z.ZodObject) return (bare.shape as Readonly<Record<PropertyKey, Schema>>)[step]
  if (bare instanceof z.ZodArray) return bare.element
  if (bare instanceof z.ZodRecord) return bare.valueType
  return undefined
}

/** The keys that the schema knows at a path; empty where any key may stand. */
export function knownKeys(schema: Schema, path: Path): readonly string[] {
  let here: Schema | undefined = schema
  for (const step of path) here = here && schemaBelow(here, step)
  const bare = here && bareSchema(here)
  return bare instanceof z.ZodObject ? Object.keys(bare.shape) : []
}

/** Calls `visit` for the value and everything inside it, with the schema of each. */
export function walk(
  schema: Schema,
  value: unknown,
  visit: (schema: Schema, value: unknown, path: Path) => void,
  path: Path = [],
): void {
  const bare = bareSchema(schema)
  visit(bare, value, path)
  if (typeof value !== 'object' || value === null) return
  for (const [name, inner] of Object.entries(value)) {
    const step = Array.isArray(value) ? Number(name) : name
    const below = schemaBelow(bare, step)
    if (below) walk(below, inner, visit, [...path, step])
  }
}
