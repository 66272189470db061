// `sursur practice reset`: a training node begins anew, with its demonstration as on the first day.
import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { openNode } from '../node.ts'
import { loadDemonstration, loadPack, sayFault } from '../packs/index.ts'
import { emptyDatabase } from '../platform/database/empty.ts'
import { openPostgresql } from '../platform/database/open.ts'
import { lockFolder } from '../platform/folder-lock.ts'
import type { Command } from './command.ts'
import { seedDemonstration } from './demonstration.ts'
import { CONFIG_OPTION, configurationOf } from './run-on-node.ts'

export const practiceReset: Command = {
  name: 'practice reset',
  usage: 'practice reset --config FILE',
  help: 'Empties the database of a node for practice and fills it with its demonstration again. Asks nothing; refuses a node whose configuration does not say "demonstration": true, and one that is running.',
  positionals: [],
  options: CONFIG_OPTION,
  async run({ values, io }) {
    const configuration = await configurationOf(values)
    if (!configuration.demonstration) {
      io.err(
        'this node is not for practice: its configuration does not say "demonstration": true. Nothing was changed.',
      )
      return 1
    }
    if (configuration.federation !== undefined) {
      io.err(
        'this node is in a corridor: the others remember its log, and would take a new one for a second history. Begin anew on all sides: npm start -- --reset, or new data folders. Nothing was changed.',
      )
      return 1
    }
    // Everything that could stop the filling is looked at before anything is removed.
    const faults = await faultsOf(configuration.pack)
    if (faults.length > 0) {
      io.err([...faults, 'Nothing was changed.'].join('\n'))
      return 1
    }
    if (configuration.databaseUrl === undefined) await emptyFolder(configuration.dataFolder)
    else await emptyServer(configuration.databaseUrl)
    // Nobody follows this log: with its database it begins anew.
    for (const part of ['log', 'log-head', 'witness'])
      await rm(join(configuration.dataFolder, part), { recursive: true, force: true })
    const node = await openNode(configuration)
    try {
      const { recruiters, accounts, files } = await seedDemonstration(node)
      io.out(
        `The practice data begin anew: recruiters: ${recruiters}, files: ${files}, accounts: ${accounts}. Whatever was practised before is gone.`,
      )
    } finally {
      await node.close()
    }
    return 0
  },
}

async function faultsOf(folder: string): Promise<readonly string[]> {
  const pack = await loadPack(folder)
  if (!pack.ok) return pack.error.map(sayFault)
  const demonstration = await loadDemonstration(folder, pack.value)
  return demonstration.ok ? [] : demonstration.error.map(sayFault)
}

/** Removes the embedded database, and nothing else of the folder. Throws FolderInUse while the node runs. */
async function emptyFolder(dataFolder: string): Promise<void> {
  const database = join(dataFolder, 'database')
  const lock = lockFolder(dataFolder)
  try {
    if (existsSync(database)) await rm(database, { recursive: true })
  } finally {
    lock.release()
  }
}

/** Throws DatabaseInUse while another program is connected. */
async function emptyServer(address: string): Promise<void> {
  const database = openPostgresql(address)
  try {
    await emptyDatabase(database)
  } finally {
    await database.close()
  }
}
