// The key under which a node's papers are sealed: a file beside the database, never in it and never in a backup.
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { newSealKey, type SealKey, sealKeyOf } from './age.ts'
import { randomToken } from './digest.ts'

/** The key cannot be used as it is; the message names the file and what to do, never the key. */
export class KeyFault extends Error {
  override readonly name = 'KeyFault'
}

/**
 * Reads `keys/papers.key` of a data folder, or makes it when there is none (file 0600, folder 0700). An existing file is
 * never written over: with it, every paper sealed under it would be lost. Throws KeyFault.
 */
export async function openPaperKey(folder: string): Promise<SealKey> {
  const file = join(folder, 'keys', 'papers.key')
  return (await readKey(file)) ?? (await makeKey(file))
}

async function readKey(file: string): Promise<SealKey | undefined> {
  let text: string
  let mode: number
  try {
    text = readFileSync(file, 'utf8')
    mode = statSync(file).mode
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return undefined
    throw new KeyFault(`${file} cannot be read (${code}): give the account that runs the node the right to read it`)
  }
  // Windows has no such bits.
  if (process.platform !== 'win32' && (mode & 0o077) !== 0)
    throw new KeyFault(`${file} can be read by other accounts of this machine: chmod 600 ${file}`)
  const identities = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  try {
    if (identities.length !== 1) throw new Error('not one line')
    return await sealKeyOf(identities[0]?.trim() ?? '')
  } catch {
    throw new KeyFault(
      `${file} holds no key: put the file back from where it is kept safe. Do not delete it: without it no paper can be opened`,
    )
  }
}

async function makeKey(file: string): Promise<SealKey> {
  const key = await newSealKey()
  const mine = `${file}.${randomToken(9)}`
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    writeThrough(
      mine,
      `# Opens this node's papers. Keep a copy apart from the backups.\n# ${key.recipient}\n${key.identity}\n`,
    )
    // A hard link appears whole or fails: of two processes that make a key, one wins and both use it.
    linkSync(mine, file)
    return key
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const other = code === 'EEXIST' ? await readKey(file) : undefined
    if (other) return other
    throw new KeyFault(`${file} cannot be made (${code}): the node must be able to write into its data folder`)
  } finally {
    rmSync(mine, { force: true })
  }
}

/** Writes a new file, readable by its owner only, down to the disk. */
function writeThrough(file: string, text: string): void {
  const handle = openSync(file, 'wx', 0o600)
  try {
    writeSync(handle, text)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
