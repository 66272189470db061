// The command line: finds the command, gives it its words, and says what went wrong on standard error.
import { VERSION } from '../version.ts'
import { backup } from './backup.ts'
import { type Command, helpOf, parseCall, WrongCall } from './command.ts'
import { corridorJoin, corridorLeave, corridorParty } from './corridor.ts'
import { demo } from './demo.ts'
import { explain } from './explain.ts'
import { exportCommand } from './export.ts'
import { importRecruiters } from './import-recruiters.ts'
import { init } from './init.ts'
import { keysCountersign, keysRevoke, keysRotate, keysShow } from './keys.ts'
import { keysExport, keysImport } from './keys-file.ts'
import { logVerify } from './log-verify.ts'
import { packCheck } from './pack-check.ts'
import { practiceReset } from './practice-reset.ts'
import { proofVerify } from './proof-verify.ts'
import { restore } from './restore.ts'
import { serveCommand } from './serve.ts'
import { terminal } from './terminal.ts'
import { witness } from './witness.ts'
import { WORKS } from './works.ts'

const commands: readonly Command[] = [
  demo,
  init,
  serveCommand(WORKS),
  importRecruiters,
  exportCommand,
  backup,
  restore,
  packCheck,
  practiceReset,
  logVerify,
  corridorParty,
  corridorJoin,
  corridorLeave,
  keysShow,
  keysExport,
  keysImport,
  keysRotate,
  keysRevoke,
  keysCountersign,
  proofVerify,
  witness,
]

/** Runs one call. 0: done; 1: failed; 2: wrong call. */
async function main(words: readonly string[]): Promise<number> {
  const io = terminal()
  const command = commands.find(({ name }) => name === words.slice(0, name.split(' ').length).join(' '))
  if (!command) return withoutCommand(words, io.out, io.err)
  const rest = words.slice(command.name.split(' ').length)
  if (rest.includes('--help') || rest.includes('-h')) {
    io.out(helpOf(command))
    return 0
  }
  try {
    return await command.run({ ...parseCall(command, rest), io })
  } catch (error) {
    if (error instanceof WrongCall) {
      io.err(`${error.message}\n\n${helpOf(command)}`)
      return 2
    }
    io.err(explain(error))
    return 1
  }
}

function withoutCommand([word]: readonly string[], out: (line: string) => void, err: (line: string) => void): number {
  if (word === '--version') {
    out(VERSION)
    return 0
  }
  const list = [
    'Usage: sursur COMMAND …',
    '',
    ...commands.map(({ usage, help }) => `  sursur ${usage}\n      ${help}`),
    '',
    'sursur COMMAND --help says more.',
  ].join('\n')
  if (word === undefined || word === '--help' || word === '-h' || word === 'help') {
    out(list)
    return word === undefined ? 2 : 0
  }
  err(`there is no command ${word}\n\n${list}`)
  return 2
}

process.exitCode = await main(process.argv.slice(2))
