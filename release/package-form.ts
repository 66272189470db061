// The two forms of package.json: in the repository `sursur/verify` is TypeScript, in the packed file what was built of it.
import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export const ROOT = join(import.meta.dirname, '..')
export const PACKAGE = join(ROOT, 'package.json')

const SOURCE = `"./verify": "./src/transparency/verify/index.ts"`
const BUILT = `"./verify": { "types": "./dist/types/verify/index.d.ts", "default": "./dist/verify.js" }`

/** The text of package.json as it is packed. The same for a text that has that form already, after a broken run. */
export function publishedForm(text: string): string {
  return changed(text, SOURCE, BUILT)
}

/** The text of package.json as it stands in the repository. */
export function repositoryForm(text: string): string {
  return changed(text, BUILT, SOURCE)
}

function changed(text: string, from: string, to: string): string {
  if (!text.includes(from) && !text.includes(to)) throw new Error('package.json says nothing of ./verify')
  return text.replace(from, to)
}

/** In one step: whoever reads meanwhile finds the one form or the other, and both can be used. */
export function replaceFile(path: string, text: string): void {
  writeFileSync(`${path}.new`, text)
  renameSync(`${path}.new`, path)
}
