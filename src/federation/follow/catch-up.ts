// Brings the mirror and the cursor up to a verified tree: fetching, checking and writing run ahead of applying.
import { toBase64 } from '../../transparency/format/bytes.ts'
import { rootOf } from '../../transparency/format/merkle.ts'
import { TILE_WIDTH } from '../../transparency/format/tiles.ts'
import type { Run } from './apply.ts'
import type { Mirror } from './mirror.ts'
import type { SignedHead } from './signed-head.ts'
import type { TileFile, VerifiedTree } from './tree.ts'

/** Bundles of one run: as many as fit into 2,000 entries. */
const BUNDLES = 7
/** Runs that are fetched while one is applied. */
const AHEAD = 4

export type CatchUp = {
  readonly tree: VerifiedTree
  readonly head: SignedHead
  readonly mirror: Mirror
  /** The mirror is whole below this size. */
  readonly mirrored: number
  /** The cursor stands here. */
  readonly applied: number
  readonly apply: (run: Run) => Promise<void>
  /** Called when the files of a run stand in the mirror and its entries are not applied yet: a test may end the process here. */
  readonly between?: (() => void) | undefined
}

/** Mirrors and applies everything up to the tree's size. The mirror's checkpoint is written before the last run is applied. */
export async function catchUp({ tree, head, mirror, mirrored, applied, apply, between }: CatchUp): Promise<void> {
  const from = Math.min(mirrored, applied)
  await mirror.keep(await tilesAbove(tree, from))
  const firstBundle = Math.floor(from / TILE_WIDTH)
  const bundles = Math.ceil(tree.size / TILE_WIDTH) - firstBundle
  const runs = Math.max(1, Math.ceil(bundles / BUNDLES))
  let cursor = applied
  const fetched = ahead(runs, (run) => {
    const start = firstBundle + run * BUNDLES
    return readRun(tree, mirror, start, Math.min(start + BUNDLES, firstBundle + bundles))
  })
  let run = 0
  for await (const { first, entries } of fetched) {
    run++
    if (run === runs) await mirror.keepCheckpoint(head.note)
    between?.()
    const fresh = entries.slice(Math.max(0, cursor - first))
    if (fresh.length === 0) continue
    const root = toBase64(await rootOf(cursor + fresh.length, tree.read))
    await apply({ first: cursor, entries: fresh, root })
    cursor += fresh.length
  }
}

async function readRun(tree: VerifiedTree, mirror: Mirror, start: number, end: number) {
  const indexes = Array.from({ length: end - start }, (_, at) => start + at)
  const bundles = await Promise.all(indexes.map((index) => tree.bundle(index)))
  await mirror.keep(bundles.flatMap(({ files }) => files))
  return { first: start * TILE_WIDTH, entries: bundles.flatMap(({ entries }) => entries) }
}

/** The tiles above the leaves that are new since a size. */
async function tilesAbove(tree: VerifiedTree, from: number): Promise<readonly TileFile[]> {
  const wanted: Promise<{ readonly file: TileFile }>[] = []
  for (let level = 1; level < tree.levels; level++) {
    const span = TILE_WIDTH ** (level + 1)
    for (
      let index = Math.floor(from / span);
      index < Math.ceil(Math.floor(tree.size / TILE_WIDTH ** level) / TILE_WIDTH);
      index++
    )
      wanted.push(tree.tile(level, index))
  }
  return (await Promise.all(wanted)).map(({ file }) => file)
}

/** Results in their order, a few of them begun before they are asked for. */
async function* ahead<T>(count: number, begin: (at: number) => Promise<T>): AsyncGenerator<T> {
  const begun: Promise<T>[] = []
  for (let at = 0; at < count; at++) {
    while (begun.length < AHEAD && at + begun.length < count) {
      const one = begin(at + begun.length)
      // Told when it is its turn; until then nobody listens.
      one.catch(() => undefined)
      begun.push(one)
    }
    const next = begun.shift()
    if (next) yield await next
  }
}
