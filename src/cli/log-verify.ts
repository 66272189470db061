// `sursur log verify`: a log held against its own signatures, tree and entries, by anybody, from outside.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import {
  CheckFault,
  type LogChecked,
  readCheckState,
  sourceOf,
  verifyLog,
  writeCheckState,
} from '../transparency/check/index.ts'
import { toHex } from '../transparency/format/bytes.ts'
import { TransparencyFault } from '../transparency/format/fault.ts'
import { type Policy, parsePolicy } from '../transparency/format/policy.ts'
import { type Command, type Io, text } from './command.ts'

export const logVerify: Command = {
  name: 'log verify',
  usage: 'log verify URL-or-DIR [--policy FILE] [--state FILE]',
  help: 'Checks a log from outside: signatures, tree, every tile, every entry, cosignatures; names the first fault. Without a policy it can only say that the log is consistent with itself.',
  positionals: ['URL-or-DIR'],
  options: {
    policy: { value: 'FILE', help: 'C2SP tlog-policy: whose keys count, and how many witnesses must have cosigned' },
    state: {
      value: 'FILE',
      help: 'remembers how far the check came; the next run goes on from there, and notices a log that went back or was rewritten',
    },
  },
  async run({ values, positionals, io }) {
    const [place = ''] = positionals
    const source = sourceOf(/^https?:\/\//.test(place) ? place : resolve(place))
    const stateFile = text(values, 'state')
    const file = stateFile === undefined ? undefined : resolve(stateFile)
    try {
      const policy = readPolicy(text(values, 'policy'))
      const checked = await verifyLog(source, {
        ...(policy && { policy }),
        ...(file !== undefined && { before: (origin: string) => readCheckState(file, origin) }),
        progress: (done, total) => io.progress('checking entries', done, total),
        now: Math.floor(Date.now() / 1000),
      })
      if (file !== undefined) writeCheckState(file, checked.opened.checkpoint.origin, checked.state)
      tell(io, checked, policy !== undefined)
      return 0
    } catch (error) {
      if (!(error instanceof CheckFault)) throw error
      io.err(`${source.name}: the first fault: ${error.message}`)
      return 1
    }
  },
}

function readPolicy(file: string | undefined): Policy | undefined {
  if (file === undefined) return undefined
  try {
    return parsePolicy(readFileSync(resolve(file), 'utf8'))
  } catch (error) {
    if (!(error instanceof TransparencyFault)) throw error
    throw new CheckFault(file, `${error.message} (${error.code})`)
  }
}

function tell(io: Io, { opened, entries, resumedAt }: LogChecked, underPolicy: boolean): void {
  const { checkpoint, verified } = opened
  const cosigned = verified.flatMap(({ key, time }) =>
    time === undefined ? [] : [`${key.name} at ${new Date(time * 1000).toISOString()}`],
  )
  io.out(`${checkpoint.origin}: ${checkpoint.size} entries, root ${toHex(checkpoint.root)}`)
  io.out(
    `checked: ${entries} entries${resumedAt > 0 ? `, from entry ${resumedAt} on (those before were checked earlier)` : ''}, every tile up to the root, identifiers and chains`,
  )
  io.out(cosigned.length > 0 ? `cosigned by ${cosigned.join('; ')}` : 'cosigned by nobody whose key is known here')
  io.out(underPolicy ? 'authenticated under the policy' : 'consistent with itself, not authenticated')
}
