// The one configuration file of a node: each key with its meaning, its default and its danger; the environment overrides key by key.
import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { z } from 'zod'
import { fail, ok, type Result } from '../kernel/result.ts'

const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')])
const port = z.coerce.number().int().min(0).max(65_535)

/** Every key. `describe` is what the generated reference page prints: meaning; then "Danger:" where there is one. */
export const Configuration = z.strictObject({
  pack: z.string().describe('Folder of the corridor pack, relative to this file.'),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'two capital letters')
    .describe('Country of this node, one of the pack. It speaks for this country alone.'),
  dataFolder: z
    .string()
    .default('data')
    .describe(
      'Folder of the embedded database, the lock and the control token, relative to this file. Danger: two nodes must never share one.',
    ),
  databaseUrl: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'postgres://…')
    .optional()
    .describe(
      'PostgreSQL (15 or newer). Without it the embedded database is used, which runs without fsync: for trying, training and tests only. Also read from DATABASE_URL.',
    ),
  host: z
    .string()
    .default('127.0.0.1')
    .describe('Address to listen on. Danger: beyond loopback, put a web server with TLS in front.'),
  port: port.default(8401).describe('Port to listen on; 0 takes a free one.'),
  publicUrl: z
    .url()
    .optional()
    .describe(
      'Address under which people and other nodes reach this node; it stands in links, in the API description and in the name of every key, so it stays as it is once keys are made.',
    ),
  sample: flag
    .default(false)
    .describe(
      'This node shows somebody’s published list as a sample; every page says so and keeps search engines out. Danger: a sample node must never be presented as a register.',
    ),
  demonstration: flag
    .default(false)
    .describe('Loads the pack’s invented demonstration data at first start, and marks every page as practice.'),
  federation: z
    .string()
    .optional()
    .describe(
      'File that names the parties of the corridor, their pinned root keys and addresses, relative to this file (docs/how-to/join-a-corridor.md). Without it the node keeps its own log and follows nobody. Danger: whoever writes this file decides whom the node believes.',
    ),
  publishSeconds: z.coerce
    .number()
    .min(0.05)
    .max(60)
    .default(1)
    .describe('How often the log is published when something was appended; an act wakes it at once.'),
  followSeconds: z.coerce
    .number()
    .min(0.1)
    .max(3600)
    .default(60)
    .describe('How often the logs of the other parties are looked at when they give no hint.'),
  smtpUrl: z
    .string()
    .regex(/^smtps?:\/\//, 'smtp://… or smtps://…')
    .optional()
    .describe(
      'Mail server, with account and password in the address where it wants them. Without it no mail is sent; a demonstration writes mail into its data folder instead. Beyond loopback the connection is always encrypted. Danger: a secret; better given by the environment.',
    ),
  mailFrom: z
    .string()
    .regex(/^[^@<>\r\n]*<[^\s@<>]+@[^\s@<>]+>$|^[^\s@<>]+@[^\s@<>]+$/, 'an address, or: Name <address>')
    .optional()
    .describe('Who mail comes from: `office@example.org`, or `Name <office@example.org>`.'),
  paperLimitMegabytes: z.coerce
    .number()
    .min(0.1)
    .max(100)
    .default(10)
    .describe('Largest paper (PDF, JPEG, PNG) that may be sent with a form, in megabytes of 1,000,000 bytes.'),
  virusScanHost: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Where a virus scanner (ClamAV’s clamd, over TCP) listens. Without it papers are not scanned and are marked so. Danger: papers travel to it unencrypted; keep it on this machine or a private network.',
    ),
  virusScanPort: port.default(3310).describe('Port of the virus scanner.'),
  withdrawalShare: z.coerce
    .number()
    .min(0)
    .max(1)
    .default(0.05)
    .describe('A load that would withdraw more than this share of a list stops before changing anything.'),
  refreshSeconds: z.coerce
    .number()
    .min(0.05)
    .max(60)
    .default(1)
    .describe('How often the search index looks for new events.'),
  formsPerMinute: z.coerce
    .number()
    .int()
    .min(10)
    .max(100_000)
    .default(300)
    .describe(
      'How many forms one address may send in a minute, twice as many at once. Generous on purpose: a ministry, or a village, may share one address. No address is kept.',
    ),
  logLevel: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'])
    .default('info')
    .describe(
      'How much is logged, as JSON lines on standard output. Questions and addresses of askers are never logged.',
    ),
})
export type Configuration = z.output<typeof Configuration>

/** Environment variable of a key: `SURSUR_WITHDRAWAL_SHARE` for `withdrawalShare`. */
export function variableOf(key: string): string {
  return key === 'databaseUrl'
    ? 'DATABASE_URL'
    : `SURSUR_${key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`
}

export type ConfigurationFault = { readonly file: string; readonly key: string; readonly what: string }

/**
 * Reads the file, lays the environment over it and checks the whole; folders become absolute.
 * Every fault is named by file and key. Values are not repeated: one may be a secret.
 */
export async function readConfiguration(
  file: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Result<Configuration, readonly ConfigurationFault[]>> {
  let content: unknown
  try {
    content = JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    const what = missing ? 'no such file; `sursur init` makes one' : unreadable(error as Error)
    return fail([{ file, key: '', what }])
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    return fail([{ file, key: '', what: 'not a JSON object: {"pack": …, "country": …}' }])
  }
  const layered: Record<string, unknown> = { ...content }
  const fromEnvironment = new Set<string>()
  for (const key of Object.keys(Configuration.shape)) {
    const value = environment[variableOf(key)]
    if (value !== undefined && value !== '') {
      layered[key] = value
      fromEnvironment.add(key)
    }
  }
  const checked = Configuration.safeParse(layered)
  if (!checked.success) {
    return fail(
      checked.error.issues.flatMap((issue) => {
        if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ file, key, what: 'no such key' }))
        const key = issue.path.join('.')
        return [
          {
            file: fromEnvironment.has(key) ? `environment variable ${variableOf(key)}` : file,
            key,
            what: issue.message,
          },
        ]
      }),
    )
  }
  const folder = dirname(resolve(file))
  return ok({
    ...checked.data,
    pack: resolve(folder, checked.data.pack),
    dataFolder: resolve(folder, checked.data.dataFolder),
    ...(checked.data.federation !== undefined && { federation: resolve(folder, checked.data.federation) }),
  })
}

/** What keeps a file from being read, without the piece of it that the engine's own message may print. */
function unreadable(error: Error): string {
  if (!(error instanceof SyntaxError)) return `not readable: ${(error as NodeJS.ErrnoException).code ?? error.name}`
  const [place] = /line \d+ column \d+/.exec(error.message.replace(/".*"/s, '')) ?? []
  return `not readable as JSON${place ? `: ${place}` : ''}`
}
