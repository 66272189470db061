// Asks for a passphrase without showing it, or takes it from the environment where nobody sits at a terminal.
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { SHORTEST_PASSPHRASE } from '../platform/seal/passphrase.ts'
import { WrongCall } from './command.ts'

const VARIABLE = 'SURSUR_PASSPHRASE'

/** The passphrase; asked for twice where a new file is sealed. Throws WrongCall when there is none, or it is too short. */
export async function askPassphrase(twice: boolean): Promise<string> {
  const given = process.env[VARIABLE] ?? (process.stdin.isTTY ? await ask('Passphrase: ') : undefined)
  if (given === undefined) throw new WrongCall(`no passphrase: set ${VARIABLE}, or run this at a terminal`)
  if (twice && given.length < SHORTEST_PASSPHRASE)
    throw new WrongCall(
      `the passphrase is too short: ${SHORTEST_PASSPHRASE} letters at least; five unrelated words are good`,
    )
  if (twice && process.env[VARIABLE] === undefined && (await ask('Once more: ')) !== given)
    throw new WrongCall('the two passphrases differ')
  return given
}

async function ask(question: string): Promise<string> {
  process.stderr.write(question)
  const silent = new Writable({ write: (_piece, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true })
  try {
    return await lines.question('')
  } finally {
    lines.close()
    process.stderr.write('\n')
  }
}
