// The parties of the link check as bytes outside the heap, one row each: what comparing needs, read again when it is needed.
import type { Country } from '../../../../kernel/country.ts'
import type { StoredParty } from './compared-party.ts'
import type { ContactKey } from './contact-keys.ts'

export type PartyRows = {
  readonly write: (slot: number, party: StoredParty) => void
  /** Undefined for an empty slot. */
  readonly read: (slot: number) => StoredParty | undefined
  readonly erase: (slot: number) => void
}

const CHUNK = 1 << 20
type Place = { readonly chunk: Buffer; readonly start: number; readonly length: number }

/** Rows follow one another in buffers of a megabyte; when the holes of erased rows are half of all, the rows are written anew. */
export function createPartyRows(): PartyRows {
  const places: (Place | undefined)[] = []
  let last = Buffer.alloc(0)
  let [used, live, total] = [0, 0, 0]

  const append = (slot: number, bytes: Buffer): void => {
    if (used + bytes.length > last.length) {
      last = Buffer.allocUnsafeSlow(Math.max(CHUNK, bytes.length))
      total += last.length
      used = 0
    }
    last.set(bytes, used)
    places[slot] = { chunk: last, start: used, length: bytes.length }
    used += bytes.length
    live += bytes.length
  }
  const erase = (slot: number): void => {
    live -= places[slot]?.length ?? 0
    places[slot] = undefined
  }
  return {
    erase,
    write: (slot, party) => {
      erase(slot)
      append(slot, Buffer.from(JSON.stringify(packed(party)), 'utf8'))
      if (total <= 2 * live + 4 * CHUNK) return
      const rows = [...places]
      last = Buffer.alloc(0)
      used = live = total = 0
      for (const [at, row] of rows.entries()) if (row) append(at, row.chunk.subarray(row.start, row.start + row.length))
    },
    read: (slot) => {
      const place = places[slot]
      if (!place) return undefined
      return unpacked(JSON.parse(place.chunk.toString('utf8', place.start, place.start + place.length)) as Packed)
    },
  }
}

type Packed = readonly [
  summary: readonly [string, StoredParty['kind'], string, string, StoredParty['standing'] | null],
  names: readonly string[],
  addresses: readonly string[],
  representatives: readonly (readonly [string, string, string])[],
  guarantors: readonly string[],
  contacts: readonly (readonly [ContactKey['kind'], string, string])[],
]

/** Lists instead of names of fields: a third less. */
function packed(party: StoredParty): Packed {
  const { id, kind, label, country, standing, names, addresses, representatives, guarantors, contacts } = party
  return [
    [id, kind, label, country, standing ?? null],
    names,
    addresses,
    representatives.map(({ name, document = '', born = '' }) => [name, document, born]),
    guarantors,
    contacts.map(({ kind: contact, key, text }) => [contact, key, text === key ? '' : text]),
  ]
}

function unpacked([
  [id, kind, label, country, standing],
  names,
  addresses,
  people,
  guarantors,
  contacts,
]: Packed): StoredParty {
  return {
    id,
    kind,
    label,
    country: country as Country,
    ...(standing && { standing }),
    names,
    addresses,
    representatives: people.map(([name, document, born]) => ({ name, document, born })),
    guarantors,
    contacts: contacts.map(([contact, key, text]) => ({ kind: contact, key, text: text || key })),
  }
}
