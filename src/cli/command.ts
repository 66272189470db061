// What a command is: its name, its help, its options, and what it does. Wrong calls end with 2, failures with 1.
import { parseArgs } from 'node:util'

/** Where a command speaks to: the terminal, or the channel of a running node. */
export type Io = {
  readonly out: (line: string) => void
  readonly err: (line: string) => void
  /** A progress bar on a terminal; nothing elsewhere. `total` is absent while unknown. */
  readonly progress: (phase: string, done: number, total?: number) => void
}

export type Options = Readonly<
  Record<string, { readonly value?: string; readonly help: string; readonly required?: true }>
>

export type Values = Readonly<Record<string, string | boolean | undefined>>

export type Call = { readonly values: Values; readonly positionals: readonly string[]; readonly io: Io }

export type Command = {
  readonly name: string
  readonly usage: string
  readonly help: string
  readonly positionals: readonly string[]
  readonly options: Options
  readonly run: (call: Call) => Promise<number>
}

/** A call that cannot be carried out as it was written; ends with 2. */
export class WrongCall extends Error {
  override readonly name = 'WrongCall'
}

/** The values of a call. Throws WrongCall for an unknown option, a missing or surplus word, a missing required option. */
export function parseCall(
  command: Command,
  words: readonly string[],
): { readonly values: Values; readonly positionals: readonly string[] } {
  const options = Object.fromEntries(
    Object.entries(command.options).map(([name, { value }]) => [
      name,
      { type: value === undefined ? ('boolean' as const) : ('string' as const) },
    ]),
  )
  let parsed: { values: Record<string, unknown>; positionals: string[] }
  try {
    parsed = parseArgs({ args: [...words], options, allowPositionals: true, strict: true })
  } catch (error) {
    throw new WrongCall((error as Error).message)
  }
  const missing = command.positionals[parsed.positionals.length]
  if (missing) throw new WrongCall(`${missing} is missing`)
  const surplus = parsed.positionals[command.positionals.length]
  if (surplus !== undefined) throw new WrongCall(`one word too many: ${surplus}`)
  for (const [name, { required }] of Object.entries(command.options)) {
    if (required && parsed.values[name] === undefined) throw new WrongCall(`--${name} is missing`)
  }
  return { values: parsed.values as Values, positionals: parsed.positionals }
}

/** The help text of one command. */
export function helpOf({ usage, help, options }: Command): string {
  const lines = Object.entries(options).map(([name, { value, help: text, required }]) => {
    const left = `--${name}${value === undefined ? '' : ` ${value}`}`
    return `  ${left.padEnd(28)} ${text}${required ? ' (required)' : ''}`
  })
  return [`Usage: sursur ${usage}`, '', help, ...(lines.length > 0 ? ['', ...lines] : [])].join('\n')
}

/** The text value of an option that the call gave. */
export function text(values: Values, name: string): string | undefined {
  const value = values[name]
  return typeof value === 'string' ? value : undefined
}
