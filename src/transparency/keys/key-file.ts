// The files of a node's keys: made once, readable by their owner alone, never written over, in no backup.
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { newSealKey, type SealKey, sealKeyOf } from '../../platform/seal/age.ts'
import { randomToken } from '../../platform/seal/digest.ts'
import { KeyFault } from '../../platform/seal/paper-key.ts'
import { parseVerifierKey } from '../format/key.ts'
import { type KeyType, newSeed, type Signer, signerOf } from './signer.ts'

/** All keys of a node that sign or open something between nodes. */
export type NodeKeyFiles = {
  readonly root: Signer
  readonly log: Signer
  readonly witness: Signer
  readonly status: Signer
  readonly transport: Signer
  readonly seal: SealKey
  /** Identities that were set aside when a fresh one took their place: for messages that were sealed before. */
  readonly formerSeals: readonly string[]
}

/** A key's purpose, its type, and what stands behind the host in its name. */
const ROLES = {
  root: [1, 'root'],
  log: [1, 'log'],
  witness: [4, 'witness'],
  status: [1, 'status'],
  transport: [1, 'transport'],
} as const satisfies Readonly<Record<string, readonly [KeyType, string]>>

/**
 * Reads the keys of a data folder, and makes those that are not there. `host` is the node's address without its scheme: a key bears it
 * in its name, and a node that moves to another address is another party. `pinnedRoot`: the verifier key of the root that others have
 * pinned; its file may lie in a safe, and no other root is ever made beside it. Throws KeyFault.
 */
export async function openNodeKeyFiles(dataFolder: string, host: string, pinnedRoot?: string): Promise<NodeKeyFiles> {
  const folder = join(dataFolder, 'keys')
  const role = (name: keyof typeof ROLES): Signer =>
    openSigner(join(folder, `${name}.key`), ROLES[name][0], `${host}/${ROLES[name][1]}`)
  return {
    root: pinnedRoot === undefined ? role('root') : openPinnedRoot(join(folder, 'root.key'), host, pinnedRoot),
    log: role('log'),
    witness: role('witness'),
    status: role('status'),
    transport: role('transport'),
    seal: await openSeal(join(folder, 'seal.key')),
    formerSeals: await formerSeals(folder),
  }
}

const ADDRESS =
  'an address is part of the name that others trust. Set publicUrl (or the port) as it was, or begin a new node in another data folder'

/** The root that others have pinned. Without its file it has a name and signs nothing. */
function openPinnedRoot(file: string, host: string, pinned: string): Signer {
  const { name, id, publicKey } = parseVerifierKey(pinned)
  if (name !== `${host}/root`)
    throw new KeyFault(
      `the corridor's file pins this node as ${name}, its address is ${host}: an address is part of the name that others trust. Set publicUrl (or the port) as it was`,
    )
  if (keyText(file) === undefined) {
    const sign = (): never => {
      throw new KeyFault(
        `${file} is not here: put the root key back from where it is kept safe, do this again, and take it away`,
      )
    }
    return { name, id, type: 1, verifierKey: pinned, publicKey, sign }
  }
  const root = openSigner(file, 1, name)
  if (root.verifierKey !== pinned)
    throw new KeyFault(
      `${file} is not the root key that the corridor's file pins for this node: put that one back from where it is kept safe`,
    )
  return root
}

/** One key from its file, made when there is none. `mend`: what is said of a file that holds the key of another name. Throws KeyFault. */
export function openSigner(file: string, type: KeyType, name: string, mend = ADDRESS): Signer {
  const text =
    keyText(file) ?? madeOnce(file, `# Signs as ${name}. Never in a backup.\n${secretOf(name, type, newSeed())}\n`)
  return signerFrom(text, file, type, name, mend)
}

/** Log keys that were set aside when a fresh one took their place (`log.key.1`, …), the newest first. */
export function formerSigners(dataFolder: string, name: string): readonly Signer[] {
  return setAside(join(dataFolder, 'keys'), 'log').map((file) => openSigner(file, 1, name))
}

async function formerSeals(folder: string): Promise<readonly string[]> {
  const keys = await Promise.all(setAside(folder, 'seal').map(openSeal))
  return keys.map(({ identity }) => identity)
}

/** Files of keys that were set aside, the newest first. */
function setAside(folder: string, role: 'log' | 'seal'): readonly string[] {
  if (!existsSync(folder)) return []
  const number = (file: string) => Number(file.split('.').at(-1))
  return readdirSync(folder)
    .filter((file) => file.startsWith(`${role}.key.`) && /\.\d+$/.test(file))
    .sort((one, other) => number(other) - number(one))
    .map((file) => join(folder, file))
}

/** A key as golang.org/x/mod's note package writes its private ones. */
function secretOf(name: string, type: KeyType, seed: Uint8Array): string {
  const id = signerOf(name, type, seed).id.toString(16).padStart(8, '0')
  return `PRIVATE+KEY+${name}+${id}+${Buffer.from([type, ...seed]).toString('base64')}`
}

function signerFrom(text: string, file: string, type: KeyType, name: string, mend: string): Signer {
  const [line = '', ...more] = text.split('\n').filter((one) => one !== '' && !one.startsWith('#'))
  const [, named = '', id = '', coded = ''] =
    /^PRIVATE\+KEY\+([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(line) ?? []
  const bytes = Buffer.from(coded, 'base64')
  if (more.length > 0 || bytes.length !== 33 || bytes[0] !== type)
    throw new KeyFault(`${file} holds no key for its purpose: put the file back from where it is kept safe`)
  if (named !== name) throw new KeyFault(`${file} is the key of ${named}, this node is ${name}: ${mend}`)
  const signer = signerOf(name, type, new Uint8Array(bytes.subarray(1)))
  if (signer.id !== Number.parseInt(id, 16))
    throw new KeyFault(`${file} is damaged: put it back from where it is kept safe`)
  return signer
}

async function openSeal(file: string): Promise<SealKey> {
  const text = keyText(file) ?? (await newSeal(file))
  const [identity = '', ...more] = text.split('\n').filter((one) => one !== '' && !one.startsWith('#'))
  try {
    if (more.length > 0) throw new Error('not one line')
    return await sealKeyOf(identity)
  } catch {
    throw new KeyFault(`${file} holds no key: put the file back from where it is kept safe`)
  }
}

async function newSeal(file: string): Promise<string> {
  const { identity, recipient } = await newSealKey()
  return madeOnce(file, `# Opens what other authorities seal for this one.\n# ${recipient}\n${identity}\n`)
}

/** What a key file holds; undefined when there is none. Throws KeyFault when others can read it. */
function keyText(file: string): string | undefined {
  try {
    const text = readFileSync(file, 'utf8')
    // Windows has no such bits.
    if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0)
      throw new KeyFault(`${file} can be read by other accounts of this machine: chmod 600 ${file}`)
    return text
  } catch (error) {
    if (error instanceof KeyFault) throw error
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return undefined
    throw new KeyFault(`${file} cannot be read (${code}): give the account that runs the node the right to read it`)
  }
}

/** Writes a new key down to the disk. Of two processes that do so at once one wins, and both use its key. */
function madeOnce(file: string, text: string): string {
  const mine = `${file}.${randomToken(9)}`
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    const handle = openSync(mine, 'wx', 0o600)
    try {
      writeSync(handle, text)
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
    linkSync(mine, file)
    return text
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const other = code === 'EEXIST' ? keyText(file) : undefined
    if (other !== undefined) return other
    throw new KeyFault(`${file} cannot be made (${code}): the node must be able to write into its data folder`)
  } finally {
    rmSync(mine, { force: true })
  }
}
