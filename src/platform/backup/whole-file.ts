// Writes a file so that its name holds the whole of it or what it held before, never a half.
import { createWriteStream } from 'node:fs'
import { open, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable, type Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/**
 * Writes pieces through a transformation into `path`: first beside it, as `path.part`, brought to the disk, then renamed.
 * Only its owner may read it. Throws what the disk says, with the path; the part is then removed.
 * @returns the size of the file in bytes
 */
export async function writeWholeFile(
  path: string,
  pieces: AsyncIterable<string>,
  transformation: Transform,
): Promise<number> {
  const part = `${path}.part`
  // Renaming over a device or a pipe would replace it.
  const there = await stat(path).catch(() => undefined)
  if (there && !there.isFile()) throw Object.assign(new Error(`${path} is not a file: choose another name`), { path })
  try {
    await pipeline(Readable.from(pieces), transformation, createWriteStream(part, { mode: 0o600, flush: true }))
    const { size } = await stat(part)
    await rename(part, path)
    await bringFolderToDisk(dirname(path))
    return size
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined)
    // A write says that the disk is full, but not which file it was about.
    if (error instanceof Error && 'code' in error && !('path' in error)) Object.assign(error, { path })
    throw error
  }
}

/** The new name itself is brought to the disk where the system can do that. */
async function bringFolderToDisk(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
