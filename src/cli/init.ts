// `sursur init`: the configuration file of a new node, ready to be served.
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import type { Country } from '../kernel/country.ts'
import { loadPack, sayFault } from '../packs/index.ts'
import { type Command, type Io, text } from './command.ts'
import { makeFirstAdministrator } from './first-administrator.ts'

export const init: Command = {
  name: 'init',
  usage: 'init --pack DIR --country CC --out DIR [--admin NAME --display NAME]',
  help: 'Writes DIR/node.json for a new node; an existing file is left alone. With --admin it also makes the first administrator and prints, once, the link of an hour by which they choose their password.',
  positionals: [],
  options: {
    pack: { value: 'DIR', help: 'folder of the corridor pack', required: true },
    country: { value: 'CC', help: 'country of the node, one of the pack', required: true },
    out: { value: 'DIR', help: 'folder of the node; made when absent', required: true },
    admin: { value: 'NAME', help: 'name of signing in of the first administrator' },
    display: { value: 'NAME', help: 'their name as pages show it (default: the name of signing in)' },
    office: { value: 'ID', help: 'their office, an authority of the pack (default: the one that keeps the register)' },
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
    const there = existsSync(file)
    if (there && text(values, 'admin') === undefined) {
      io.err(`${file} exists: remove it first, or choose another folder`)
      return 1
    }
    const ofCountry = loaded.value.countries.find(({ code }) => code === country)
    const admin = text(values, 'admin')
    const office = text(values, 'office') ?? ofCountry?.authorities.find(({ does }) => does.includes('register'))?.id
    const offices = ofCountry?.authorities.map(({ id }) => id) ?? []
    if (admin !== undefined && !offices.includes(office ?? '')) {
      io.err(`--office ${office ?? '…'} is no authority of ${country}: choose ${offices.join(' or ')}`)
      return 2
    }
    if (!there) await writeConfiguration(out, file, packFolder, country, io)
    if (admin === undefined) return 0
    const first = {
      signIn: admin,
      display: text(values, 'display') ?? admin,
      office: office ?? '',
      country: country as Country,
    }
    return makeFirstAdministrator(file, first, io)
  },
}

async function writeConfiguration(
  out: string,
  file: string,
  packFolder: string,
  country: string,
  io: Io,
): Promise<void> {
  await mkdir(out, { recursive: true })
  const configuration = { pack: relative(out, packFolder), country, dataFolder: 'data', port: 8401 }
  await writeFile(file, `${JSON.stringify(configuration, null, 2)}\n`, { mode: 0o600 })
  io.out(`${file} written. Next: sursur serve --config ${relative(process.cwd(), file) || file}`)
}
