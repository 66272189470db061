// Runs a command on a node's database: inside the running node when it holds an embedded one, else directly.

import { CannotStart, type OpenNode, openNode } from '../node.ts'
import { readConfiguration, variableOf } from '../platform/configuration.ts'
import { holderOf } from '../platform/folder-lock.ts'
import { type Call, type Io, text, type Values, WrongCall } from './command.ts'
import { callRunningNode } from './control.ts'

/** What such a command gets: paths in `values` and `positionals` are absolute. */
export type NodeCall = { readonly values: Values; readonly positionals: readonly string[]; readonly io: Io }
export type NodeWork = (node: OpenNode, call: NodeCall) => Promise<number>

export const CONFIG_OPTION = {
  config: { value: 'FILE', help: 'the node’s configuration file', required: true },
} as const

/** The configuration that `--config` names, the environment laid over it. Throws CannotStart with every fault. */
export async function configurationOf(values: Values) {
  const file = text(values, 'config')
  if (!file) throw new WrongCall('--config is missing')
  const read = await readConfiguration(file, process.env)
  if (read.ok) return read.value
  throw new CannotStart(
    read.error
      .map(({ file: where, key, what }) => `${where}${key ? `: ${key} (or ${variableOf(key)})` : ''}: ${what}`)
      .join('\n'),
  )
}

/** Runs `work` where the database is. `name` is how the running node knows the work. */
export async function runOnNode(name: string, work: NodeWork, call: Call): Promise<number> {
  const configuration = await configurationOf(call.values)
  const embedded = configuration.databaseUrl === undefined
  if (embedded && holderOf(configuration.dataFolder) !== undefined)
    return callRunningNode(configuration.dataFolder, name, call)
  const node = await openNode(configuration)
  try {
    return await work(node, call)
  } finally {
    await node.close()
  }
}
