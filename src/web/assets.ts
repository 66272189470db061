// Styles and pictures: read once, addressed by their content, compressed once, kept by browsers for ever.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256Hex } from '../platform/seal/digest.ts'
import { compressHard, type Encoding } from './encoding.ts'

type Asset = {
  readonly address: string
  readonly type: string
  readonly plain: Uint8Array<ArrayBuffer>
  readonly encoded: Readonly<Record<Encoding, Uint8Array<ArrayBuffer>>>
}

/** Reads the assets and makes their addresses, such as `/assets/sursur.1a2b3c4d.css`. */
export async function readAssets() {
  const stylesheet = await readAsset('sursur', 'css', 'text/css; charset=utf-8')
  const favicon = await readAsset('favicon', 'svg', 'image/svg+xml')
  const byAddress = new Map([stylesheet, favicon].map((asset) => [asset.address, asset]))
  return {
    stylesheetAddress: stylesheet.address,
    faviconAddress: favicon.address,
    at: (address: string) => byAddress.get(address),
  }
}

export type Assets = Awaited<ReturnType<typeof readAssets>>

async function readAsset(name: string, extension: string, type: string): Promise<Asset> {
  const plain = new Uint8Array(await readFile(join(import.meta.dirname, 'assets', `${name}.${extension}`)))
  const encoded = { br: compressHard(plain, 'br'), gzip: compressHard(plain, 'gzip') }
  return { address: `/assets/${name}.${sha256Hex(plain).slice(0, 8)}.${extension}`, type, plain, encoded }
}
