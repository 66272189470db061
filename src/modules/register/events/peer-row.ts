// What travels between nodes beside the log: the private part of one public event, as the other side must find it.
import { z } from 'zod'
import type { Particulars } from '../particulars.ts'
import type { EventWords } from './entry.ts'

const line = z.string().max(2000)
const lines = z.array(line).max(200)
const Words = z.record(z.string().max(40), z.string().max(20_000)).optional()
const salt = z.string().regex(/^[A-Za-z0-9_-]{43}$/)

const ParticularsShape = z.strictObject({
  names: z.array(z.strictObject({ text: line, kind: z.enum(['name', 'trade name', 'former name']) })).max(200),
  telephones: lines,
  telephoneHashes: lines,
  emails: lines,
  webs: lines,
  place: line.optional(),
  validFrom: line.optional(),
  validUntil: line.optional(),
})

/** One event's private part; a part that was erased is left out. */
export const PeerRowShape = z.strictObject({
  /** Identifier of the event as its own node made it, `evt_…`. */
  event: z.string().regex(/^evt_[0-9a-z]{1,60}$/),
  /** The stream: `rec_…` or `rec_….CC`. */
  subject: z.string().regex(/^rec_[0-9a-z]{1,60}(\.[A-Z]{2})?$/),
  particulars: z.strictObject({ version: z.number().int().positive(), record: ParticularsShape, salt }).optional(),
  words: z
    .strictObject({ record: z.strictObject({ ground: Words, reason: Words, conditions: Words, places: Words }), salt })
    .optional(),
})

export type PeerRow = {
  readonly event: string
  readonly subject: string
  readonly particulars?: { readonly version: number; readonly record: Particulars; readonly salt: string }
  readonly words?: { readonly record: EventWords; readonly salt: string }
}
