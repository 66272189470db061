// `sursur serve`: one node from a configuration file, until it is told to stop.
import { type OpenNode, openNode, serveNode } from '../node.ts'
import type { Command } from './command.ts'
import { openControl } from './control.ts'
import { seedDemonstration } from './demonstration.ts'
import { CONFIG_OPTION, configurationOf, type NodeWork } from './run-on-node.ts'

/** The command; `works` are what other commands may ask of a running node. */
export function serveCommand(works: Readonly<Record<string, NodeWork>>): Command {
  return {
    name: 'serve',
    usage: 'serve --config FILE',
    help: 'Runs one node until Ctrl-C or SIGTERM. Each key of the file can be overridden by an environment variable (docs/reference/configuration.md).',
    positionals: [],
    options: CONFIG_OPTION,
    async run({ values }) {
      const node = await openNode(await configurationOf(values))
      try {
        await untilStopped(node, works)
      } finally {
        await node.close()
      }
      return 0
    },
  }
}

async function untilStopped(node: OpenNode, works: Readonly<Record<string, NodeWork>>): Promise<void> {
  const stopping = new Promise<void>((stop) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop())
  })
  if (node.configuration.demonstration) await seedDemonstration(node)
  const serving = await serveNode(node)
  const closeControl = node.database.kind === 'embedded' ? await openControl(node, works) : undefined
  await stopping
  await closeControl?.()
  await serving.stop()
}
