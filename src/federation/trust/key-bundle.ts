// A node's private keys as one file under a passphrase, apart from every backup (architecture.md, "What is personal, and where").
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { SealFault } from '../../platform/seal/age.ts'
import { sealUnder, unsealUnder } from '../../platform/seal/passphrase.ts'

const FORMAT = 'sursur.org/keys-export/v1'
const Bundle = z.strictObject({
  format: z.literal(FORMAT),
  node: z.string(),
  files: z.record(z.string().regex(/^[a-z0-9.-]+\.key(\.\d+)?$/), z.string()),
})

/** Keys that cannot be written or read; says what to do, never what stands in them. */
export class BundleFault extends Error {
  override readonly name = 'BundleFault'
}

const isKey = (name: string) => /\.key(\.\d+)?$/.test(name)

/** All keys of a data folder, sealed. @returns the bytes, and the names of what is in them */
export async function sealKeys(
  dataFolder: string,
  node: string,
  passphrase: string,
): Promise<{ readonly bytes: Uint8Array; readonly names: readonly string[] }> {
  const folder = join(dataFolder, 'keys')
  const names = existsSync(folder) ? readdirSync(folder).filter(isKey).sort() : []
  if (names.length === 0) throw new BundleFault(`${folder} holds no keys: serve the node once, then export`)
  const files = Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]))
  const text = JSON.stringify({ format: FORMAT, node, files })
  return { bytes: await sealUnder(new TextEncoder().encode(text), passphrase), names }
}

/**
 * Puts keys back into a data folder. A key that is there with the same content stays; one with another content stops
 * everything, before anything is written. Throws BundleFault.
 */
export async function unsealKeys(
  bytes: Uint8Array,
  dataFolder: string,
  node: string,
  passphrase: string,
): Promise<readonly string[]> {
  const bundle = await openBundle(bytes, passphrase)
  if (bundle.node !== node)
    throw new BundleFault(`these are the keys of ${bundle.node}, the configuration is of ${node}`)
  const folder = join(dataFolder, 'keys')
  const entries = Object.entries(bundle.files)
  for (const [name, content] of entries) {
    const file = join(folder, name)
    if (existsSync(file) && readFileSync(file, 'utf8') !== content)
      throw new BundleFault(
        `${file} holds another key: move it away first, if it is really not needed. Nothing was written`,
      )
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (const [name, content] of entries) {
    const file = join(folder, name)
    if (!existsSync(file)) writeFileSync(file, content, { mode: 0o600, flush: true })
    chmodSync(file, 0o600)
  }
  return entries.map(([name]) => name)
}

async function openBundle(bytes: Uint8Array, passphrase: string): Promise<z.output<typeof Bundle>> {
  try {
    return Bundle.parse(JSON.parse(new TextDecoder().decode(await unsealUnder(bytes, passphrase))))
  } catch (error) {
    if (error instanceof SealFault && error.code === 'wrong-key')
      throw new BundleFault('the passphrase is not the one of this file')
    throw new BundleFault('this file is damaged, or no export of keys')
  }
}
