// Makes the scan page's programs ready for browsers: one file each, with everything in it.
import { join } from 'node:path'
import { build } from 'esbuild'

/** The source of the page's script and of its worker. A third of a second; once a start. */
export async function bundleScan(): Promise<{ readonly script: string; readonly worker: string }> {
  const [script, worker] = await Promise.all(['client', 'worker'].map(bundled))
  return { script: script ?? '', worker: worker ?? '' }
}

async function bundled(name: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, `${name}.ts`)],
    bundle: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2020',
    minify: true,
    legalComments: 'none',
    write: false,
  })
  return outputFiles[0]?.text ?? ''
}
