// The configuration file of an independent witness: who it is, where it listens, whose logs it signs.
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { z } from 'zod'
import { fail, ok, type Result } from '../kernel/result.ts'
import { isKeyName, NOTE_TYPE, parseVerifierKey, type VerifierKey } from '../transparency/format/key.ts'

const Log = z.strictObject({
  key: z
    .string({ error: 'missing: the log’s key, as its /log/vkey shows it' })
    .transform((text, context): VerifierKey => {
      try {
        const key = parseVerifierKey(text)
        if (key.type === NOTE_TYPE) return key
        context.addIssue({ code: 'custom', message: 'the key of a witness, not of a log: take the one of /log/vkey' })
      } catch {
        context.addIssue({
          code: 'custom',
          message: 'no key, or one with an error in it: copy the whole line of /log/vkey',
        })
      }
      return z.NEVER
    }),
  url: z
    .url({ protocol: /^https?$/, error: 'not an address: https://…/log, where its /checkpoint is' })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
})

const WitnessConfiguration = z
  .strictObject({
    name: z
      .string({ error: 'missing: the name of its key, such as "witness.example.org/ombuds"' })
      .refine(isKeyName, 'a key’s name has neither spaces nor plus signs: "witness.example.org/ombuds"'),
    folder: z.string({ error: 'missing: where its key and its memory lie; no other program may write there' }).min(1),
    host: z.string({ error: 'an address to listen on, as text' }).min(1).default('127.0.0.1'),
    port: z
      .int({ error: 'a whole number from 1 to 65535, or 0 for a free port' })
      .min(0, 'a whole number from 1 to 65535, or 0 for a free port')
      .max(65_535, 'a whole number from 1 to 65535, or 0 for a free port'),
    watchSeconds: z
      .number({ error: 'a number of seconds from 0.1 to 3600' })
      .min(0.1, 'at least 0.1 seconds')
      .max(3600, 'at most 3600 seconds')
      .default(60),
    logs: z
      .array(Log, { error: 'missing: the logs to witness, [{"key": …, "url": …}]' })
      .min(1, 'name at least one log'),
  })
  .superRefine(({ logs }, context) => {
    for (const [at, { key }] of logs.entries())
      if (logs.findIndex((other) => other.key.text === key.text) < at)
        context.addIssue({
          code: 'custom',
          path: ['logs', at, 'key'],
          message: 'this key stands here twice: take one out',
        })
  })
export type WitnessConfiguration = z.output<typeof WitnessConfiguration>

/** Reads and checks the file; `folder` becomes absolute. Every fault is one line with file, key and mend. */
export function readWitnessConfiguration(file: string): Result<WitnessConfiguration, readonly string[]> {
  let content: unknown
  try {
    content = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return fail([`${file}: no such file: docs/how-to/run-a-witness.md shows one`])
    return fail([`${file}: not readable ${code === undefined ? 'as JSON' : `(${code})`}`])
  }
  const read = WitnessConfiguration.safeParse(content)
  if (read.success) return ok({ ...read.data, folder: resolve(dirname(resolve(file)), read.data.folder) })
  return fail(
    read.error.issues.flatMap((issue) => {
      const at = issue.path.join('.')
      if (issue.code === 'unrecognized_keys')
        return issue.keys.map((key) => `${file}: ${[...issue.path, key].join('.')}: no such key: take it out`)
      return [`${file}: ${at || 'the whole'}: ${at ? issue.message : 'not a JSON object'}`]
    }),
  )
}
