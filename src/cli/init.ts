// `sursur init`: the configuration file of a new node, ready to be served.
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { loadPack, sayFault } from '../packs/index.ts'
import { type Command, text } from './command.ts'

export const init: Command = {
  name: 'init',
  usage: 'init --pack DIR --country CC --out DIR',
  help: 'Writes DIR/node.json for a new node. An existing file is left alone.',
  positionals: [],
  options: {
    pack: { value: 'DIR', help: 'folder of the corridor pack', required: true },
    country: { value: 'CC', help: 'country of the node, one of the pack', required: true },
    out: { value: 'DIR', help: 'folder of the node; made when absent', required: true },
  },
  async run({ values, io }) {
    const [packFolder, out] = [resolve(text(values, 'pack') ?? ''), resolve(text(values, 'out') ?? '')]
    const country = (text(values, 'country') ?? '').toUpperCase()
    const file = join(out, 'node.json')
    const loaded = await loadPack(packFolder)
    if (!loaded.ok) {
      io.err(loaded.error.map(sayFault).join('\n'))
      return 1
    }
    const codes = loaded.value.countries.map(({ code }) => code as string)
    if (!codes.includes(country)) {
      io.err(`--country ${country} is not in pack ${loaded.value.id}: choose ${codes.join(' or ')}`)
      return 2
    }
    if (existsSync(file)) {
      io.err(`${file} exists: remove it first, or choose another folder`)
      return 1
    }
    await mkdir(out, { recursive: true })
    const configuration = { pack: relative(out, packFolder), country, dataFolder: 'data', port: 8401 }
    await writeFile(file, `${JSON.stringify(configuration, null, 2)}\n`, { mode: 0o600 })
    io.out(`${file} written. Next: sursur serve --config ${relative(process.cwd(), file) || file}`)
    return 0
  },
}
