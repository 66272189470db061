// Writes the pages that are made from the code: `node docs/generate.ts`. A test fails when one of them is stale.
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { commandsPage } from './generate/commands.ts'
import { configurationPage } from './generate/configuration.ts'
import { eventsPage } from './generate/events.ts'
import { lifePage } from './generate/life.ts'
import { packsPage } from './generate/packs.ts'
import { permissionsPage } from './generate/permissions.ts'
import { problemsPage } from './generate/problems.ts'

export const ROOT = join(import.meta.dirname, '..')

const PAGES: Readonly<Record<string, () => string>> = {
  'docs/reference/commands.md': commandsPage,
  'docs/reference/configuration.md': configurationPage,
  'docs/reference/events.md': eventsPage,
  'docs/reference/life.md': lifePage,
  'docs/reference/packs.md': packsPage,
  'docs/reference/permissions.md': permissionsPage,
  'docs/reference/problems.md': problemsPage,
}

/** The text of every generated page by its path from the root. */
export function generatedPages(): ReadonlyMap<string, string> {
  return new Map(Object.entries(PAGES).map(([path, write]) => [path, write()]))
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const [path, text] of generatedPages()) {
    await mkdir(dirname(join(ROOT, path)), { recursive: true })
    await writeFile(join(ROOT, path), text)
    process.stdout.write(`${path}\n`)
  }
}
