// A page of the same bytes that costs nothing, through the same server: what a page takes without the desk behind it.
import { spawn } from 'node:child_process'
import { openSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { answering, end, freePort } from '../load/node-process.ts'

/** Serves `text` as one JSON text of as many bytes. Returns its port and its path. */
export async function serveConstant(folder: string, text: string) {
  const [file, log, port] = [join(folder, 'constant.json'), join(folder, 'constant.log'), await freePort()]
  const longer = JSON.stringify(text).length - text.length
  writeFileSync(file, JSON.stringify({ constant: text.slice(0, text.length - longer) }))
  const program = new URL('../load/constant-server.ts', import.meta.url).pathname
  const out = openSync(log, 'a')
  const child = spawn(process.execPath, [program, file, String(port)], { stdio: ['ignore', out, out] })
  await answering(child, port, '/readyz', () => `see ${log}`)
  return { port, path: '/api/v1/constant', stop: () => end(child) }
}
