// The file that pins a corridor: who its parties are, where they are, their root keys, and the witnesses beside them.
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { z } from 'zod'

const Party = z.strictObject({
  country: z.string().regex(/^[A-Z]{2}$/),
  /** Verifier key of the root, compared by people over another way than this network. */
  root: z.string().min(1),
  /** The list of keys, signed by the root: where one begins; later ones come through the party's log. */
  manifest: z.string().min(1),
  /** When it left the agreement, and the last size of its log that counts. */
  left: z.strictObject({ day: z.string(), size: z.number().int().min(0) }).optional(),
})
const Witness = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]+$/, 'small letters, digits and hyphens'),
  key: z.string().min(1),
  url: z.url(),
})

export const TrustFile = z.strictObject({
  corridor: z.string().min(1),
  parties: z.array(Party).min(1),
  witnesses: z.array(Witness).default([]),
})
export type TrustFile = z.output<typeof TrustFile>
export type PinnedParty = TrustFile['parties'][number]

/** The file cannot be used: what, where, and the mend. */
export class TrustFault extends Error {
  override readonly name = 'TrustFault'
}

/** Reads the file. Throws TrustFault. */
export function readTrustFile(path: string): TrustFile {
  let content: unknown
  try {
    content = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    throw new TrustFault(
      missing
        ? `${path}: no such file; "sursur corridor start" makes one, or take "federation" out of the configuration`
        : `${path}: not readable as JSON`,
    )
  }
  const read = TrustFile.safeParse(content)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new TrustFault(`${path}: ${issue?.path.join('.') || 'the whole'}: ${issue?.message}`)
}

/** Writes the file, whole or not at all. */
export function writeTrustFile(path: string, file: TrustFile): void {
  const mine = `${path}.${process.pid}`
  writeFileSync(mine, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600 })
  renameSync(mine, path)
}
