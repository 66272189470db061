// `sursur pack check`: every fault of a corridor pack, each with file, key and mend.
import { resolve } from 'node:path'
import { checkPack, sayFault } from '../packs/index.ts'
import type { Command } from './command.ts'

export const packCheck: Command = {
  name: 'pack check',
  usage: 'pack check DIR',
  help: 'Checks a corridor pack and its demonstration data.',
  positionals: ['DIR'],
  options: {},
  async run({ positionals: [folder = ''], io }) {
    const faults = await checkPack(resolve(folder))
    for (const fault of faults) io.err(sayFault(fault))
    if (faults.length > 0) {
      io.err(`${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}`)
      return 1
    }
    io.out(`${folder}: no fault`)
    return 0
  },
}
