// `sursur log verify`: a log held against its own signatures, tree and entries, by anybody, from outside.
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { type CheckedSource, CheckFault, type CheckState, checkTree, sourceOf } from '../transparency/check/index.ts'
import { text as textOf, toHex } from '../transparency/format/bytes.ts'
import { type OpenedCheckpoint, openCheckpoint } from '../transparency/format/checkpoint.ts'
import { TransparencyFault } from '../transparency/format/fault.ts'
import { parseVerifierKey } from '../transparency/format/key.ts'
import { MAX_NOTE } from '../transparency/format/note.ts'
import { openUnderPolicy, parsePolicy } from '../transparency/format/policy.ts'
import { writeDurably } from '../transparency/log/durable.ts'
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
    const policy = text(values, 'policy')
    const stateFile = text(values, 'state')
    try {
      const opened = await openSigned(source, policy === undefined ? undefined : readFileSync(resolve(policy), 'utf8'))
      const before = readState(stateFile, opened.checkpoint.origin)
      const checked = await checkTree(source, opened.checkpoint.size, before, (done, total) =>
        io.progress('checking entries', done, total),
      )
      if (checked.state.root !== toHex(opened.checkpoint.root))
        throw new CheckFault(
          'checkpoint',
          before
            ? 'its root is not the one of its entries: what was checked before has been rewritten, or a bundle is wrong'
            : 'its root is not the one of its entries',
        )
      if (stateFile !== undefined)
        writeDurably(resolve(stateFile), `${JSON.stringify({ origin: opened.checkpoint.origin, ...checked.state })}\n`)
      tell(io, opened, checked.entries, policy !== undefined)
      return 0
    } catch (error) {
      if (!(error instanceof CheckFault) && !(error instanceof TransparencyFault)) throw error
      io.err(
        `${source.name}: the first fault: ${error instanceof TransparencyFault ? `checkpoint: ${error.message} (${error.code})` : error.message}`,
      )
      return 1
    }
  },
}

/** The checkpoint under a policy, or under the key that the log itself names. */
async function openSigned(source: CheckedSource, policy: string | undefined): Promise<OpenedCheckpoint> {
  const note = await source.get('checkpoint', MAX_NOTE)
  if (!note) throw new CheckFault('checkpoint', 'it is missing: this is no log, or nothing was published yet')
  if (policy !== undefined) return openUnderPolicy(note, parsePolicy(policy), Math.floor(Date.now() / 1000))
  const vkey = await source.get('vkey', 4096)
  const own = vkey ? parseVerifierKey(textOf(vkey).trim()) : undefined
  if (own) {
    const opened = openCheckpoint(note, [own])
    if (opened.checkpoint.origin !== own.name)
      throw new CheckFault('checkpoint', 'its origin is not the name of the key')
    return opened
  }
  throw new CheckFault('vkey', 'the log names no key: give a policy, or put the key beside the files as vkey')
}

function readState(file: string | undefined, origin: string): CheckState | undefined {
  if (file === undefined || !existsSync(resolve(file))) return undefined
  const { origin: of, ...state } = JSON.parse(readFileSync(resolve(file), 'utf8')) as CheckState & { origin: string }
  if (of !== origin) throw new CheckFault('checkpoint', `the state is of another log, ${of}`)
  return state
}

function tell(io: Io, { checkpoint, verified }: OpenedCheckpoint, entries: number, underPolicy: boolean): void {
  const cosigned = verified.flatMap(({ key, time }) =>
    time === undefined ? [] : [`${key.name} at ${new Date(time * 1000).toISOString()}`],
  )
  io.out(`${checkpoint.origin}: ${checkpoint.size} entries, root ${toHex(checkpoint.root)}`)
  io.out(
    `checked: ${entries} entries${entries < checkpoint.size ? ' (those before were checked earlier)' : ''}, every tile up to the root, identifiers and chains`,
  )
  io.out(cosigned.length > 0 ? `cosigned by ${cosigned.join('; ')}` : 'cosigned by nobody whose key is known here')
  io.out(underPolicy ? 'authenticated under the policy' : 'consistent with itself, not authenticated')
}
