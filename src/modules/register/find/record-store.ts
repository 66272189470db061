// What the index must give back or take away again of each recruiter, as bytes outside the heap: one row a recruiter, not one object.
import type { Country } from '../../../kernel/country.ts'
import type { NameKind } from './name-parts.ts'

export type FindableRecruiter = {
  readonly id: string
  readonly licence: string
  readonly country: Country
  readonly names: readonly { readonly text: string; readonly kind: NameKind }[]
  /** E.164. */
  readonly telephones: readonly string[]
  /** Normal forms (`normalEmail`, `normalWeb`). */
  readonly emails: readonly string[]
  readonly webs: readonly string[]
  /** `${digits}:${hexLength}:${hash}` for lists that carry only hashes. */
  readonly telephoneHashes: readonly string[]
}

export type RecordStore = {
  readonly write: (slot: number, recruiter: FindableRecruiter) => void
  readonly read: (slot: number) => FindableRecruiter
  readonly erase: (slot: number) => void
}

const FIELD = '\u001f'
const ITEM = '\u001e'
const KINDS: readonly NameKind[] = ['name', 'trade name', 'former name']
const CHUNK = 1 << 20

/**
 * Rows are written one after another into buffers of a megabyte. An erased or replaced row leaves a hole; when holes are half of all,
 * the rows are written anew.
 */
export function createRecordStore(): RecordStore {
  let chunks: Buffer[] = []
  let used = CHUNK
  let live = 0
  let total = 0
  const places: { chunk: number[]; start: number[]; length: number[] } = { chunk: [], start: [], length: [] }

  const append = (slot: number, bytes: Buffer): void => {
    if (used + bytes.length > (chunks.at(-1)?.length ?? 0)) {
      chunks.push(Buffer.allocUnsafeSlow(Math.max(CHUNK, bytes.length)))
      used = 0
    }
    chunks.at(-1)?.set(bytes, used)
    places.chunk[slot] = chunks.length - 1
    places.start[slot] = used
    places.length[slot] = bytes.length
    used += bytes.length
    live += bytes.length
    total += bytes.length
  }
  const bytesOf = (slot: number): Buffer => {
    const start = places.start[slot] ?? 0
    return chunks[places.chunk[slot] ?? 0]?.subarray(start, start + (places.length[slot] ?? 0)) ?? Buffer.alloc(0)
  }
  const erase = (slot: number): void => {
    live -= places.length[slot] ?? 0
    places.length[slot] = 0
  }
  const compact = (): void => {
    const rows = places.length.map((length, slot) => (length > 0 ? bytesOf(slot) : undefined))
    chunks = []
    used = CHUNK
    live = 0
    total = 0
    for (const [slot, row] of rows.entries()) if (row) append(slot, row)
  }

  return {
    erase,
    read: (slot) => decode(bytesOf(slot).toString('utf8')),
    write: (slot, recruiter) => {
      if (places.length[slot]) erase(slot)
      append(slot, Buffer.from(encode(recruiter), 'utf8'))
      if (total > 2 * live + 4 * CHUNK) compact()
    },
  }
}

function encode({ id, licence, country, names, telephones, emails, webs, telephoneHashes }: FindableRecruiter): string {
  const written = names.map(({ text, kind }) => `${KINDS.indexOf(kind)}${plain(text)}`)
  return [[id, licence, country], written, telephones, emails, webs, telephoneHashes]
    .map((list) => list.join(ITEM))
    .join(FIELD)
}

function decode(text: string): FindableRecruiter {
  const [
    [id = '', licence = '', country = ''] = [],
    names = [],
    telephones = [],
    emails = [],
    webs = [],
    telephoneHashes = [],
  ] = text.split(FIELD).map((list) => (list === '' ? [] : list.split(ITEM)))
  return {
    id,
    licence,
    country: country as Country,
    names: names.map((name) => ({ kind: KINDS[Number(name[0])] ?? 'name', text: name.slice(1) })),
    telephones,
    emails,
    webs,
    telephoneHashes,
  }
}

/** Separators inside a name would part it; they are control characters that no page shows. */
function plain(text: string): string {
  return text.includes(FIELD) || text.includes(ITEM) ? text.replaceAll(FIELD, ' ').replaceAll(ITEM, ' ') : text
}
