// Loads a corridor pack from its folder: files, shape, then everything that the shape cannot say.
import { fail, ok, type Result } from '../kernel/result.ts'
import { checkDesks } from './check-desks.ts'
import { checkLanguages, checkTexts } from './check-languages.ts'
import { checkLetters } from './check-letters.ts'
import { checkNumbers } from './check-numbers.ts'
import { checkCountries, checkIds, checkNames, checkOccupations, checkSources } from './checks.ts'
import { keyOf, type PackFault, type Path } from './faults.ts'
import { readFolder } from './folder.ts'
import { Pack } from './schema.ts'
import { shaped } from './shape.ts'

/**
 * The pack in a folder, or every fault found in it, each with file, key and mend.
 * Faults of files come first and alone, then faults of shape, then all others: later ones would only repeat the earlier.
 */
export async function loadPack(folder: string): Promise<Result<Pack, readonly PackFault[]>> {
  const read = await readFolder(folder)
  if (!read.ok) return read
  const { raw, fileOf } = read.value
  const parsed = shaped(Pack, raw, fileOf)
  if (!parsed.ok) return parsed
  const pack = parsed.value
  const faults: PackFault[] = []
  const report = (path: Path, what: string, mend: string): void => {
    faults.push({ file: fileOf(path), key: keyOf(raw, path), what, mend })
  }
  checkNames(pack, fileOf, report)
  checkIds(pack, report)
  checkSources(pack, report)
  checkLanguages(pack, report)
  checkTexts(pack, report)
  checkCountries(pack, report)
  checkNumbers(pack, report)
  checkDesks(pack, report)
  checkOccupations(pack, report)
  checkLetters(pack, report)
  return faults.length > 0 ? fail(faults) : ok(pack)
}
