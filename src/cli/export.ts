// `sursur export`: all public data in open formats, whole or not at all.
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { writeAudit } from '../events/index.ts'
import { dayIn } from '../kernel/day.ts'
import { EXPORTED_TABLES, exportRegister, readLists } from '../modules/register/index.ts'
import type { OpenNode } from '../node.ts'
import { countryOfPack } from '../packs/index.ts'
import { randomToken } from '../platform/seal/digest.ts'
import { VERSION } from '../version.ts'
import { type Command, WrongCall } from './command.ts'
import { CONFIG_OPTION, type NodeWork, runOnNode } from './run-on-node.ts'

const MARK = 'sursur-export.txt'

export const exportWork: NodeWork = async (node, { positionals: [folder = ''], io }) => {
  const { database, pack, country, configuration, now } = node
  if ((await stat(folder).catch(() => undefined)) && !(await stat(join(folder, MARK)).catch(() => undefined))) {
    throw new WrongCall(`${folder} exists and is no earlier export: name a folder that does not exist yet`)
  }
  const today = dayIn(countryOfPack(pack, country)?.zone ?? 'UTC', now())
  const lists = await readLists(database)
  const part = join(dirname(folder), `.sursur-export-${randomToken(6)}`)
  try {
    await mkdir(part, { recursive: true })
    const speaker = { pack, country, sample: configuration.sample, lists }
    const exported = await exportRegister(speaker, database, today, part, (done) => io.progress('exporting', done))
    await writeFile(join(part, MARK), aboutExport(node, today))
    const actor = { office: 'node', country, role: 'administrator', account: 'command line' }
    const line = { act: 'register.export', actor, subject: node.origin, outcome: 'done', detail: exported } as const
    await database.transaction((tx) => writeAudit(tx, line, now()))
    // The earlier export steps aside and goes last: a crash in between leaves both, under names that say which is which.
    const earlier = `${folder}.earlier`
    await rm(earlier, { recursive: true, force: true })
    await rename(folder, earlier).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error
    })
    await rename(part, folder)
    await rm(earlier, { recursive: true, force: true })
    io.out(`${folder}: ${exported.recruiters} recruiters, ${exported.standings} standings, ${exported.changes} changes`)
    return 0
  } finally {
    await rm(part, { recursive: true, force: true })
  }
}

function aboutExport({ pack, country, configuration }: OpenNode, today: string): string {
  const warning = configuration.sample
    ? 'A SAMPLE of a published list: not a statement about anyone.\n\n'
    : configuration.demonstration
      ? 'PRACTICE: nothing here is real.\n\n'
      : ''
  const tables = EXPORTED_TABLES.map(({ name, about, columns }) => {
    const lines = columns.map((column) => `  ${column.name.padEnd(16)} ${column.type}: ${column.meaning}`)
    return `${name}.csv, ${name}.jsonl, ${name}.parquet\n${about}\n${lines.join('\n')}`
  })
  const head = `Public data of the register of ${country} in the corridor ${pack.id}, as of ${today} (SurSur ${VERSION}).\n`
  const changes = 'changes.jsonl\nEvery public event in order: acts, numbers and salted commitments, nothing personal.'
  const note = 'In the CSV files a cell that a spreadsheet would take for a formula begins with an apostrophe.'
  return `${warning}${head}\n${tables.join('\n\n')}\n\n${changes}\n\n${note}\n`
}

export const exportCommand: Command = {
  name: 'export',
  usage: 'export DIR --config FILE',
  help: 'Writes all public data in open formats (CSV, JSON Lines, Parquet). An earlier export in DIR is replaced, whole or not at all.',
  positionals: ['DIR'],
  options: CONFIG_OPTION,
  run({ values, positionals, io }) {
    return runOnNode('export', exportWork, { values, positionals: positionals.map((path) => resolve(path)), io })
  },
}
