#!/usr/bin/env node
// Finds the Node that this program needs and runs the command line. Plain JavaScript: an old Node must be able to read it.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const main = new URL('../src/cli/main.ts', import.meta.url)
// Reading several hundred files of TypeScript takes a second; kept as compiled, half of it. Where it cannot be kept nothing changes.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('../node_modules/.cache/sursur', import.meta.url))
if (Number(process.versions.node.split('.')[0]) >= 26) {
  const { enableCompileCache } = await import('node:module')
  enableCompileCache(process.env.NODE_COMPILE_CACHE)
  await import(main)
} else {
  const system = process.platform === 'win32' ? 'win' : process.platform
  const name = `../node_modules/node-${system}-${process.arch}/bin/node${system === 'win' ? '.exe' : ''}`
  const node = fileURLToPath(new URL(name, import.meta.url))
  if (!existsSync(node)) {
    process.stderr.write(`sursur needs Node 26 or newer; this is ${process.version}. Run npm ci, or install Node 26.\n`)
    process.exit(1)
  }
  const child = spawn(node, [fileURLToPath(main), ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}
