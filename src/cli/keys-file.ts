// `sursur keys export` and `sursur keys import`: the node's private keys in one file under a passphrase.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { writeAudit } from '../events/index.ts'
import { BundleFault, sealKeys, unsealKeys } from '../federation/index.ts'
import { CannotStart } from '../node.ts'
import { loadPack } from '../packs/index.ts'
import type { Configuration } from '../platform/configuration.ts'
import { holderOf } from '../platform/folder-lock.ts'
import type { Command } from './command.ts'
import { askPassphrase } from './passphrase.ts'
import { CONFIG_OPTION, configurationOf, type NodeWork, runOnNode } from './run-on-node.ts'

/** Writes the line of the audit; the keys themselves are read by the command, never sent through the running node. */
export const keysExportedWork: NodeWork = async (node, { values }) => {
  const actor = { office: 'node', country: node.country, role: 'administrator', account: 'command line' }
  const detail = { keys: Number(values.count ?? 0) }
  await node.database.transaction((tx) =>
    writeAudit(tx, { act: 'node.export-keys', actor, subject: node.origin, outcome: 'done', detail }, node.now()),
  )
  return 0
}

export const keysExport: Command = {
  name: 'keys export',
  usage: 'keys export FILE --config FILE',
  help: 'Writes all private keys of the node into one file, sealed under a passphrase (asked for at the terminal, or SURSUR_PASSPHRASE). Keep it apart from the backups, and the passphrase apart from it.',
  positionals: ['FILE'],
  options: CONFIG_OPTION,
  async run({ values, positionals, io }) {
    const file = resolve(positionals[0] ?? '')
    const configuration = await configurationOf(values)
    if (existsSync(file)) {
      io.err(`${file} exists: name another file`)
      return 1
    }
    try {
      const sealed = await sealKeys(configuration.dataFolder, await nodeName(configuration), await askPassphrase(true))
      writeFileSync(file, sealed.bytes, { mode: 0o600, flag: 'wx', flush: true })
      await runOnNode('keys exported', keysExportedWork, {
        values: { ...values, count: String(sealed.names.length) },
        positionals: [],
        io,
      })
      io.out(`${file}: ${sealed.names.join(', ')}`)
      return 0
    } catch (error) {
      if (!(error instanceof BundleFault)) throw error
      io.err(error.message)
      return 1
    }
  },
}

export const keysImport: Command = {
  name: 'keys import',
  usage: 'keys import FILE --config FILE',
  help: 'Puts the keys of an export back into the data folder of the same node, which must not be running. A key that is there already is never written over.',
  positionals: ['FILE'],
  options: CONFIG_OPTION,
  async run({ values, positionals, io }) {
    const configuration = await configurationOf(values)
    if (configuration.databaseUrl === undefined && holderOf(configuration.dataFolder) !== undefined) {
      io.err('the node is running: stop it first')
      return 1
    }
    try {
      const bytes = readFileSync(resolve(positionals[0] ?? ''))
      const passphrase = await askPassphrase(false)
      const names = await unsealKeys(bytes, configuration.dataFolder, await nodeName(configuration), passphrase)
      io.out(`In ${configuration.dataFolder}/keys now: ${names.join(', ')}`)
      return 0
    } catch (error) {
      if (!(error instanceof BundleFault)) throw error
      io.err(error.message)
      return 1
    }
  },
}

async function nodeName({ pack, country }: Configuration): Promise<string> {
  const loaded = await loadPack(pack)
  if (!loaded.ok) throw new CannotStart(`the pack in ${pack} has faults: run sursur pack check`)
  return `${loaded.value.id}/${country.toLowerCase()}`
}
