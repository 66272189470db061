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

/** Scripts that add comfort to pages of the desks, by name: their source as it is served. */
export type Scripts = Readonly<Record<string, string>>

/** Reads the assets and makes their addresses, such as `/assets/sursur.1a2b3c4d.css`. */
export async function readAssets() {
  const stylesheet = await readAsset('sursur', 'css', 'text/css; charset=utf-8')
  const deskStylesheet = await readAsset('desk', 'css', 'text/css; charset=utf-8')
  const deskScript = await readAsset('desk', 'js', SCRIPT)
  const favicon = await readAsset('favicon', 'svg', 'image/svg+xml')
  const byAddress = new Map([stylesheet, deskStylesheet, deskScript, favicon].map((asset) => [asset.address, asset]))
  return {
    stylesheetAddress: stylesheet.address,
    deskStylesheetAddress: deskStylesheet.address,
    deskScriptAddress: deskScript.address,
    faviconAddress: favicon.address,
    at: (address: string) => byAddress.get(address),
  }
}

export type Assets = Awaited<ReturnType<typeof readAssets>>

/** The scripts of the modules, addressed like every asset. */
export function createScripts(scripts: Scripts) {
  const byName = new Map(
    Object.entries(scripts).map(([name, source]) => [
      name,
      assetOf(name, 'js', SCRIPT, new TextEncoder().encode(source)),
    ]),
  )
  const byAddress = new Map([...byName.values()].map((asset) => [asset.address, asset]))
  return {
    /** The address of a script. Throws RangeError for one that was not given to `createApp`. */
    address(name: string): string {
      const script = byName.get(name)
      if (!script) throw new RangeError(`there is no script ${name}`)
      return script.address
    },
    at: (address: string) => byAddress.get(address),
  }
}

const SCRIPT = 'text/javascript; charset=utf-8'

async function readAsset(name: string, extension: string, type: string): Promise<Asset> {
  const plain = new Uint8Array(await readFile(join(import.meta.dirname, 'assets', `${name}.${extension}`)))
  return assetOf(name, extension, type, plain)
}

function assetOf(name: string, extension: string, type: string, plain: Uint8Array<ArrayBuffer>): Asset {
  const encoded = { br: compressHard(plain, 'br'), gzip: compressHard(plain, 'gzip') }
  return { address: `/assets/${name}.${sha256Hex(plain).slice(0, 8)}.${extension}`, type, plain, encoded }
}
