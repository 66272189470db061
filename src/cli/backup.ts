// `sursur backup`: everything that the node's database holds in one file, consistent, while the node runs.
import { resolve } from 'node:path'
import { type Actor, writeAudit } from '../events/index.ts'
import type { OpenNode } from '../node.ts'
import { type About, BackupFault, writeBackup } from '../platform/backup/index.ts'
import { VERSION } from '../version.ts'
import type { Command } from './command.ts'
import { CONFIG_OPTION, type NodeWork, runOnNode } from './run-on-node.ts'

export const backupWork: NodeWork = async (node, { positionals, io }) => {
  const [path = ''] = positionals
  const audit = (outcome: 'done' | 'failed', detail: Record<string, number>) =>
    node.database.transaction((tx) =>
      writeAudit(tx, { act: 'node.backup', actor: actorOf(node), subject: node.origin, outcome, detail }, node.now()),
    )
  try {
    const made = await writeBackup(node.database, aboutOf(node), path, node.now, (done, total) =>
      io.progress('backing up', done, total),
    )
    await audit('done', { ...made })
    io.out(`${path}: ${made.rows} rows of ${made.tables} tables, ${made.bytes} bytes. The node’s keys are not in it.`)
    return 0
  } catch (error) {
    await audit('failed', {}).catch(() => undefined)
    if (!(error instanceof BackupFault)) throw error
    io.err(error.message)
    return 1
  }
}

function aboutOf({ origin, pack, configuration }: OpenNode): About {
  return {
    node: origin,
    pack: { id: pack.id, version: pack.version },
    sample: configuration.sample,
    demonstration: configuration.demonstration,
    program: VERSION,
  }
}

function actorOf({ country }: OpenNode): Actor {
  return { office: 'node', country, role: 'administrator', account: 'command line' }
}

export const backup: Command = {
  name: 'backup',
  usage: 'backup FILE --config FILE',
  help: 'Writes everything that the database holds into one file, as it stands at one moment, while the node runs. It holds personal data: keep it where only its keepers can read it.',
  positionals: ['FILE'],
  options: CONFIG_OPTION,
  run({ values, positionals, io }) {
    return runOnNode('backup', backupWork, { values, positionals: positionals.map((path) => resolve(path)), io })
  },
}
