// `sursur restore`: a backup into an empty database, all of it or nothing.
import { join, resolve } from 'node:path'
import { writeAudit } from '../events/index.ts'
import type { Country } from '../kernel/country.ts'
import { CannotStart } from '../node.ts'
import { loadPack, sayFault } from '../packs/index.ts'
import { BackupFault, type Header, restoreBackup, type VerifiedBackup, verifyBackup } from '../platform/backup/index.ts'
import type { Configuration } from '../platform/configuration.ts'
import { openEmbedded, openPostgresql } from '../platform/database/open.ts'
import { lockFolder } from '../platform/folder-lock.ts'
import { markRestored } from '../transparency/log/index.ts'
import type { Command, Io } from './command.ts'
import { CONFIG_OPTION, configurationOf } from './run-on-node.ts'

export const restore: Command = {
  name: 'restore',
  usage: 'restore FILE --config FILE',
  help: 'Puts a backup into an empty database, embedded or PostgreSQL, whichever it came from. The node must not be running.',
  positionals: ['FILE'],
  options: CONFIG_OPTION,
  async run({ values, positionals, io }) {
    const path = resolve(positionals[0] ?? '')
    const configuration = await configurationOf(values)
    try {
      const verified = await verifyBackup(path)
      const { header } = verified
      await refuseStranger(header, configuration, path)
      const rows = await restoreInto(configuration, path, verified, io)
      io.out(`${rows} rows restored: the node ${header.node} as it stood at ${header.createdAt}.`)
      return 0
    } catch (error) {
      if (!(error instanceof BackupFault)) throw error
      io.err(error.message)
      return 1
    }
  },
}

/** What one node knew never comes back as another's, and a sample or practice never as a register. */
async function refuseStranger(header: Header, configuration: Configuration, path: string): Promise<void> {
  const loaded = await loadPack(configuration.pack)
  if (!loaded.ok) throw new CannotStart(`the pack has faults:\n${loaded.error.map(sayFault).join('\n')}`)
  // The name under which openNode lets this node's events stand.
  const name = `${loaded.value.id}/${configuration.country.toLowerCase()}`
  if (header.node !== name)
    throw new BackupFault(
      `${path} is of the node ${header.node}, the configuration of ${name}: name the configuration of that node, or the backup of this one`,
    )
  for (const mark of ['sample', 'demonstration'] as const) {
    if (header[mark] && !configuration[mark])
      throw new BackupFault(
        `${path} is of a node marked "${mark}": true, and what it holds must never be shown as a register: mark this one so too`,
      )
  }
}

async function restoreInto(
  configuration: Configuration,
  path: string,
  verified: VerifiedBackup,
  io: Io,
): Promise<number> {
  const lock = lockFolder(configuration.dataFolder)
  try {
    const database = configuration.databaseUrl
      ? openPostgresql(configuration.databaseUrl)
      : await openEmbedded(join(configuration.dataFolder, 'database'))
    try {
      const rows = await restoreBackup(database, {
        path,
        verified,
        onProgress: (done, total) => io.progress('restoring', done, total),
        afterwards: (tx, header) =>
          writeAudit(
            tx,
            {
              act: 'node.restore',
              actor: {
                office: 'node',
                country: configuration.country as Country,
                role: 'administrator',
                account: 'command line',
              },
              subject: header.node,
              outcome: 'done',
              detail: { createdAt: header.createdAt, program: header.program },
            },
            new Date(),
          ),
      })
      // Nothing is signed before the others have been asked how far this node's log had come (federation.md, 6.2).
      await markRestored(database, true)
      return rows
    } finally {
      await database.close()
    }
  } finally {
    lock.release()
  }
}
