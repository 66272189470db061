// `sursur proof verify`: checks a saved proof file, or the text of a certificate's code, without network.
import { readFileSync } from 'node:fs'
import { text as textOf } from '../transparency/format/bytes.ts'
import { parseCheckpointBody } from '../transparency/format/checkpoint.ts'
import { TransparencyFault } from '../transparency/format/fault.ts'
import { leafHash } from '../transparency/format/hash.ts'
import { parseNote } from '../transparency/format/note.ts'
import { isStatusCode, parseStatusCode } from '../transparency/format/status-code.ts'
import { parseStatusText } from '../transparency/format/status-note.ts'
import { parseStatusProof } from '../transparency/format/status-proof.ts'
import { type Reason, type StatementVerdict, verifyInclusion, verifyStatement } from '../transparency/verify/index.ts'
import { type Command, type Io, text } from './command.ts'

const REASONS: Readonly<Record<Reason, string>> = {
  authorized: 'authorized, signed by all, and fresh',
  suspended: 'the authorization is suspended',
  revoked: 'the authorization was revoked',
  expired: 'the authorization has expired',
  unknown: 'the register does not know how it stands',
  'not-in-list': 'the list does not name it',
  'bad-signature': 'a signature fails: nothing in it may be believed',
  'bad-proof': 'a proof fails: nothing in it may be believed',
  contradiction: 'what was signed contradicts itself',
  'one-signature': 'not every country has signed',
  'not-confirmed': 'the witnesses have not confirmed the entry',
  stale: 'past its own date: ask for a new one',
  'never-synced': 'older than a day, and no newer list was given: ask for a new one',
  clock: 'issued in the future: check the clock',
}

export const proofVerify: Command = {
  name: 'proof verify',
  usage: 'proof verify FILE [--policy FILE] [--list FILE]',
  help: 'Checks a .proof file, or a file with the text of a QR code, without network; - reads standard input. Ends with 0 only for an authorization that holds.',
  positionals: ['FILE'],
  options: {
    policy: {
      value: 'FILE',
      help: 'the policy that you trust (C2SP tlog-policy); without it nothing is authenticated',
    },
    list: { value: 'FILE', help: 'a newer signed status list, which then decides' },
  },
  async run({ positionals: [file = ''], values, io }) {
    const said = textOf(new Uint8Array(readFileSync(file === '-' ? 0 : file)))
    const [policy, list] = [text(values, 'policy'), text(values, 'list')]
    try {
      if (policy === undefined) return consistent(said, io)
      const options = {
        now: Math.floor(Date.now() / 1000),
        ...(list !== undefined && { list: readFileSync(list, 'utf8') }),
      }
      return tell(verifyStatement(said, readFileSync(policy, 'utf8'), options), io)
    } catch (error) {
      if (!(error instanceof TransparencyFault)) throw error
      io.err(`refused (${error.code}): ${error.message}`)
      return 1
    }
  },
}

function tell({ colour, reasons, statement, signedBy, entries }: StatementVerdict, io: Io): number {
  io.out(`${colour}: ${reasons.map((reason) => REASONS[reason]).join('; ')}`)
  if (statement) {
    const { licence, shortName, issued, expires, heads } = statement
    io.out(`licence: ${licence}${shortName && `, ${shortName}`}`)
    io.out(`issued: ${moment(issued)}, good until ${moment(expires)}`)
    io.out(`signed by: ${signedBy.join(', ')}`)
    for (const { origin, size } of heads) io.out(`log: ${origin}, ${size} entries`)
    for (const { log, index, entry } of entries) io.out(`entry: ${log} ${index}, ${entry.type}, ${entry.time}`)
    io.out('A code can be copied: compare the number and the name with the licence that you are shown.')
  }
  return colour === 'green' ? 0 : 1
}

/** Without a policy: what the parts of the file say of each other, and that nobody is known to have said it. */
function consistent(said: string, io: Io): number {
  if (isStatusCode(said)) parseStatusCode(said)
  else {
    const { note, entries } = parseStatusProof(said)
    parseStatusText(parseNote(note).text)
    for (const { entry, proof } of entries) {
      const { size, root } = parseCheckpointBody(parseNote(proof.checkpoint).text)
      verifyInclusion({ index: proof.index, size, leafHash: leafHash(entry), proof: proof.proof, root })
    }
  }
  io.out('consistent with itself, not authenticated: give the policy that you trust with --policy FILE')
  return 1
}

function moment(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z')
}
