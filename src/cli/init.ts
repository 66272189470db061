// `sursur init`: the configuration file and the keys of a new node, ready to be served.
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { openOwnKeys } from '../corridor/index.ts'
import type { Country } from '../kernel/country.ts'
import { loadPack, sayFault } from '../packs/index.ts'
import { type Command, type Io, text } from './command.ts'
import { makeFirstAdministrator } from './first-administrator.ts'
import { configurationOf } from './run-on-node.ts'

export const init: Command = {
  name: 'init',
  usage: 'init --pack DIR --country CC --out DIR [--url URL] [--admin NAME --display NAME]',
  help: 'Writes DIR/node.json for a new node, makes its keys and prints the root key, which others pin; an existing file or key is left alone. The address is part of every key’s name. With --admin it also makes the first administrator and prints, once, the link of an hour by which they choose their password.',
  positionals: [],
  options: {
    pack: { value: 'DIR', help: 'folder of the corridor pack', required: true },
    country: { value: 'CC', help: 'country of the node, one of the pack', required: true },
    out: { value: 'DIR', help: 'folder of the node; made when absent', required: true },
    url: {
      value: 'URL',
      help: 'where people and other nodes reach it, written as publicUrl (default: this machine, port 8401)',
    },
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
    const url = text(values, 'url')
    if (url !== undefined && !isAddress(url)) {
      io.err(`--url ${url} is no address: give it whole, such as https://register.example.org`)
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
    if (!there) await writeConfiguration(out, file, { packFolder, country, url }, io)
    const { root } = await openOwnKeys(await configurationOf({ config: file }))
    io.out(`root key: ${root.verifierKey}`)
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

function isAddress(url: string): boolean {
  const parsed = URL.parse(url)
  return parsed !== null && /^https?:$/.test(parsed.protocol) && !parsed.search && !parsed.hash
}

async function writeConfiguration(
  out: string,
  file: string,
  {
    packFolder,
    country,
    url,
  }: { readonly packFolder: string; readonly country: string; readonly url?: string | undefined },
  io: Io,
): Promise<void> {
  await mkdir(out, { recursive: true })
  const publicUrl = url?.replace(/\/+$/, '')
  const configuration = {
    pack: relative(out, packFolder),
    country,
    dataFolder: 'data',
    port: 8401,
    ...(publicUrl && { publicUrl }),
  }
  await writeFile(file, `${JSON.stringify(configuration, null, 2)}\n`, { mode: 0o600 })
  io.out(`${file} written. Next: sursur serve --config ${relative(process.cwd(), file) || file}`)
}
