// How far a check has come, so that the next one goes on from there and notices what was rewritten meanwhile.
import { existsSync, readFileSync } from 'node:fs'
import { fromHex, toHex } from '../format/bytes.ts'
import { EMPTY_ROOT, type Hash } from '../format/hash.ts'
import { partialWidth, TILE_WIDTH } from '../format/tiles.ts'
import { writeDurably } from '../log/durable.ts'
import { joined } from '../log/fast-hash.ts'
import { CheckFault } from './fault.ts'

/** The size, and the hashes of the last, partial tile of each level, in hexadecimal. */
export type CheckState = {
  readonly size: number
  readonly root: string
  readonly levels: readonly (readonly string[])[]
}

/** The state of a file; undefined when there is none yet. Throws CheckFault for a damaged one, and for that of another log. */
export function readCheckState(file: string, origin: string): CheckState | undefined {
  if (!existsSync(file)) return undefined
  const damaged = new CheckFault(
    file,
    'it is no state of a check, or damaged: remove it, and the whole log is checked anew',
  )
  let content: unknown
  try {
    content = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    throw damaged
  }
  if (!isState(content)) throw damaged
  if (content.origin !== origin) throw new CheckFault(file, `it is the state of another log, ${content.origin}`)
  const { size, root, levels } = content
  return { size, root, levels }
}

export function writeCheckState(file: string, origin: string, state: CheckState): void {
  writeDurably(file, `${JSON.stringify({ origin, ...state })}\n`)
}

/** Root over the last tiles of all levels, each cut off where the next one begins. */
export function rootOfLevels(levels: readonly (readonly Hash[])[]): Hash {
  let below: Hash | undefined
  for (const tile of levels) {
    const list = below === undefined ? tile : [...tile, below]
    below = list.length === 0 ? undefined : joined(list)
  }
  return below ?? EMPTY_ROOT
}

function isState(value: unknown): value is CheckState & { readonly origin: string } {
  if (typeof value !== 'object' || value === null) return false
  const { origin, size, root, levels } = value as Readonly<Record<string, unknown>>
  if (typeof origin !== 'string' || typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0) return false
  if (typeof root !== 'string' || !Array.isArray(levels)) return false
  const fit = levels.every(
    (hashes, level) =>
      Array.isArray(hashes) &&
      hashes.length === partialWidth(level, size) &&
      hashes.every((hash) => typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash)),
  )
  if (!fit || TILE_WIDTH ** levels.length <= size) return false
  return toHex(rootOfLevels((levels as string[][]).map((hashes) => hashes.map((hash) => fromHex(hash))))) === root
}
