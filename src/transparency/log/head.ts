// What was published last, in a small file outside the database and outside every backup: a log never goes back behind it (federation.md, 6.1, 6.2).
import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { fromBase64, toBase64 } from '../format/bytes.ts'
import type { Hash } from '../format/hash.ts'
import { writeDurably } from './durable.ts'

export type PublishedHead = { readonly size: number; readonly root: Hash }

const File = z.strictObject({ size: z.number().int().min(0), root: z.string() })

/** The file says something else than it may: another publisher runs, or somebody put an old file back. */
export class HeadFault extends Error {
  override readonly name = 'HeadFault'
}

/** Reads the head; undefined when nothing was ever published from here. Throws HeadFault. */
export function readHead(file: string): PublishedHead | undefined {
  if (!existsSync(file)) return undefined
  try {
    const { size, root } = File.parse(JSON.parse(readFileSync(file, 'utf8')))
    return { size, root: fromBase64(root) }
  } catch {
    throw new HeadFault(
      `${file} cannot be read: it must never be changed by hand. Put it back, or refill the node from its peer`,
    )
  }
}

/** Moves the head forward, if it still is what the caller saw. Throws HeadFault: never back, never to another root. */
export function moveHead(file: string, seen: PublishedHead | undefined, next: PublishedHead): void {
  const now = readHead(file)
  const same = (one: PublishedHead | undefined, other: PublishedHead | undefined) =>
    one?.size === other?.size &&
    (one === undefined || other === undefined || toBase64(one.root) === toBase64(other.root))
  if (!same(now, seen)) throw new HeadFault(`${file} was moved by another process: one publisher a log`)
  if (now && (next.size < now.size || (next.size === now.size && !same(now, next))))
    throw new HeadFault(`${file} is at ${now.size}: a log never goes back, and never to another root`)
  writeDurably(file, `${JSON.stringify({ size: next.size, root: toBase64(next.root) })}\n`)
}
