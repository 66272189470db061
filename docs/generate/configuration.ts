// The reference page of the configuration, from the schema that reads it.
import { z } from 'zod'
import { Configuration, variableOf } from '../../src/platform/configuration.ts'
import { code, head, table } from './markdown.ts'

type Property = { readonly description?: string }

/** The least that a configuration must hold: what is there after reading it is the default. */
const LEAST = { pack: '…', country: 'XA' }

/** Each key with its meaning, default, danger and variable. */
export function configurationPage(): string {
  const schema = z.toJSONSchema(Configuration, { io: 'input', unrepresentable: 'any' })
  const properties = (schema.properties ?? {}) as Readonly<Record<string, Property>>
  const defaults: Readonly<Record<string, unknown>> = Configuration.parse(LEAST)
  const rows = Object.entries(properties).map(([key, { description = '' }]) => {
    const [meaning = '', danger = ''] = description.split(/\s*Danger:\s*/)
    const value = defaults[key]
    const standard = key in LEAST ? '**must be given**' : value === undefined ? 'none' : code(String(value))
    return [
      code(key),
      meaning,
      standard,
      danger && `${danger[0]?.toUpperCase() ?? ''}${danger.slice(1)}`,
      code(variableOf(key)),
    ]
  })
  const intro =
    'A node reads one JSON file, named by `--config`. A variable of the environment overrides the key of the file, key by key. A node starts only when the configuration is whole; an unknown key is refused, and every fault is named by file and key.'
  return `${head('Configuration', 'src/platform/configuration.ts', intro)}\n${table(['key', 'meaning', 'default', 'danger', 'variable'], rows)}`
}
