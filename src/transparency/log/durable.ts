// Files that are there whole or not at all, also after a power cut: written aside, forced to the disk, then given their name.
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

let number = 0

/** Writes a file; a reader sees the old one or the new one. Throws what the disk says; nothing half written gets the name. */
export function writeDurably(path: string, content: Uint8Array | string): void {
  writeAside(path, content, true)
  syncFolder(dirname(path))
}

/** As `writeDurably`, without waiting for the disk: for many files, before one `syncFolders`. */
export function writeWhole(path: string, content: Uint8Array): void {
  writeAside(path, content, true)
}

function writeAside(path: string, content: Uint8Array | string, force: boolean): void {
  const mine = `${path}.${process.pid}.${number++}.tmp`
  mkdirSync(dirname(path), { recursive: true })
  const handle = openSync(mine, 'w', 0o644)
  try {
    try {
      const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content
      for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at)
      if (force) fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
    renameSync(mine, path)
  } catch (error) {
    // On a full disk half a file would take the room that the next try needs.
    rmSync(mine, { force: true })
    throw error
  }
}

/** Forces the names of a folder to the disk. */
export function syncFolder(folder: string): void {
  // Windows opens no folders.
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Forces the names of several folders, each once. */
export function syncFolders(paths: Iterable<string>): void {
  for (const folder of new Set([...paths].map(dirname))) syncFolder(folder)
}
