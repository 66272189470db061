// Reads a pack's folder of JSON files and puts their contents together as one value, unchecked.
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fail, ok, type Result } from '../kernel/result.ts'
import { type PackFault, type Path, valueAt } from './faults.ts'
import { faultOfJson } from './json-text.ts'
import { DESKS } from './schema/desks.ts'
import { CountryOfPack } from './schema.ts'

/** Parts of a pack that have a file of their own; all else stands in `pack.json`. */
const OWN_FILE = ['languages', 'texts', 'sources', 'letters', 'occupations'] as const
/** Folders with one file a country: who and what the country is, and what its desks ask. */
const OF_COUNTRIES = ['countries', 'desks'] as const
const LARGEST = 4 * 1024 * 1024

export type RawPack = {
  readonly raw: Readonly<Record<string, unknown>>
  /** The file that holds a path of `raw`. */
  readonly fileOf: (path: Path) => string
}

/** One JSON file of a pack, or the fault that keeps it from being read. Throws only for what is neither missing nor unreadable. */
export async function readJsonFile(folder: string, file: string): Promise<Result<unknown, PackFault>> {
  const broken = (what: string, mend: string) => fail({ file, key: '', what, mend })
  let text: string
  try {
    const path = join(folder, file)
    const size = (await stat(path)).size
    if (size > LARGEST) return broken(`has ${size} bytes`, `A file of a pack has at most ${LARGEST} bytes`)
    text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path))
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT' || code === 'ENOTDIR')
      return broken('the file is missing', `Write ${file}; docs/how-to/write-a-pack.md says what it holds`)
    if (code === 'EACCES' || code === 'EPERM')
      return broken('the file may not be read', 'Give this program the right to read it')
    if (code === 'EISDIR') return broken('is a folder', 'A file of that name is needed')
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
      return broken('is not written in UTF-8', 'Save it again with the encoding UTF-8')
    throw error
  }
  const fault = faultOfJson(text)
  if (fault) return broken(`line ${fault.line}, column ${fault.column}: ${fault.what}`, 'Mend the text at that place')
  return ok(JSON.parse(text))
}

/** The codes of the countries that `pack.json` names and whose form lets them name a file. */
function codesIn(main: unknown): readonly string[] {
  const listed = valueAt(main, ['countries'])
  return Array.isArray(listed) ? listed.filter((code) => typeof code === 'string' && /^[A-Z]{2}$/.test(code)) : []
}

/** Faults of `pack.json` that would be hidden once the files are put together. */
function faultsOfMain(main: unknown, codes: readonly string[]): readonly PackFault[] {
  const file = 'pack.json'
  const faults: PackFault[] = []
  for (const name of OWN_FILE) {
    if (valueAt(main, [name]) !== undefined)
      faults.push({ file, key: name, what: 'stands in the wrong file', mend: `Move it to ${name}.json` })
  }
  const listed = valueAt(main, ['countries'])
  if (!Array.isArray(listed) || codes.length !== listed.length || new Set(codes).size !== codes.length)
    faults.push({
      file,
      key: 'countries',
      what: 'is not a list of country codes, each once',
      mend: 'Write the codes of ISO 3166-1, such as ["XA", "XB"]; each has its file countries/XA.json',
    })
  return faults
}

async function strayFiles(folder: string, codes: readonly string[]): Promise<readonly PackFault[]> {
  const known = new Set(codes.map((code) => `${code}.json`))
  const listed = OF_COUNTRIES.map(async (part) => {
    const files = await readdir(join(folder, part)).catch(() => [] as string[])
    return files.filter((name) => name.endsWith('.json') && !known.has(name)).map((name) => ({ part, name }))
  })
  return (await Promise.all(listed)).flat().map(({ part, name }) => ({
    file: `${part}/${name}`,
    key: '',
    what: 'belongs to no country of the pack',
    mend: `Add "${name.slice(0, -5)}" to "countries" in pack.json, or remove the file`,
  }))
}

/** Keys that stand in the other of a country's two files, where they would be taken for missing or doubled. */
function misplaced(code: string, country: unknown, desks: unknown): readonly PackFault[] {
  const fault = (file: string, key: string, right: string): PackFault => ({
    file: `${file}/${code}.json`,
    key,
    what: 'stands in the wrong file',
    mend: `Move it to ${right}/${code}.json`,
  })
  const ofDesks = Object.keys(DESKS)
  return [
    ...keysOf(country).flatMap((key) => (ofDesks.includes(key) ? [fault('countries', key, 'desks')] : [])),
    ...keysOf(desks).flatMap((key) =>
      key in CountryOfPack.shape && !ofDesks.includes(key) ? [fault('desks', key, 'countries')] : [],
    ),
  ]
}

function keysOf(value: unknown): readonly string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value) : []
}

/** All files of a pack as one value in the shape of `Pack`, or a fault for each file that is missing or broken. */
export async function readFolder(folder: string): Promise<Result<RawPack, readonly PackFault[]>> {
  const main = await readJsonFile(folder, 'pack.json')
  if (!main.ok) return fail([main.error])
  const codes = codesIn(main.value)
  const names = [
    ...OF_COUNTRIES.flatMap((part) => codes.map((code) => `${part}/${code}.json`)),
    ...OWN_FILE.map((name) => `${name}.json`),
  ]
  const parts = await Promise.all(names.map((name) => readJsonFile(folder, name)))
  const values = new Map(names.map((name, index) => [name, parts[index]] as const))
  const contentOf = (name: string): unknown => {
    const part = values.get(name)
    return part?.ok ? part.value : undefined
  }
  const country = (code: string) => contentOf(`countries/${code}.json`)
  const desks = (code: string) => contentOf(`desks/${code}.json`)
  const faults = [
    ...faultsOfMain(main.value, codes),
    ...parts.flatMap((part) => (part.ok ? [] : [part.error])),
    ...(await strayFiles(folder, codes)),
    ...codes.flatMap((code) => misplaced(code, country(code), desks(code))),
  ]
  if (faults.length > 0) return fail(faults)
  const raw = {
    ...(main.value as object),
    countries: codes.map((code) => together(country(code), desks(code))),
    ...Object.fromEntries(OWN_FILE.map((name) => [name, contentOf(`${name}.json`)])),
  }
  const fileOf = (path: Path): string => {
    const [part, index, key] = path
    if (part === 'countries' && typeof index === 'number') {
      const code = codes[index] ?? ''
      const inDesks = typeof key === 'string' && (key in DESKS || keysOf(desks(code)).includes(key))
      return `${inDesks ? 'desks' : 'countries'}/${code}.json`
    }
    return OWN_FILE.some((name) => name === part) ? `${String(part)}.json` : 'pack.json'
  }
  return ok({ raw, fileOf })
}

/** A country's two files as one object; what is no object stays as it is, for the schema to refuse. */
function together(country: unknown, desks: unknown): unknown {
  const both = [country, desks].every((part) => typeof part === 'object' && part !== null && !Array.isArray(part))
  return both ? { ...(desks as object), ...(country as object) } : country
}
