// The state of several logs as one vector: which log stood at which size, and which of two such states is the newer one.
import { fromBase64, toBase64, wholeNumber } from './bytes.ts'
import { type Checkpoint, checkpointBody } from './checkpoint.ts'
import { TransparencyFault } from './fault.ts'
import { isKeyName } from './key.ts'

/** One log a line, in the order of the corridor's parties. */
export type Heads = readonly Checkpoint[]

export const MOST_LOGS = 16

/** `<origin> <size> <base64 root>` a log, each with its line end. Throws `malformed-status` for what could not be read again. */
export function writeHeads(heads: Heads): string {
  const origins = new Set(heads.map(({ origin }) => origin))
  if (heads.length < 1 || heads.length > MOST_LOGS || origins.size !== heads.length) throw malformed('its logs')
  return heads
    .map((head) => {
      checkpointBody(head)
      // Spaces part the items of the line.
      if (!isKeyName(head.origin)) throw malformed('the origin of a log')
      return `${head.origin} ${head.size} ${toBase64(head.root)}\n`
    })
    .join('')
}

/** Reads lines that `writeHeads` wrote, without their ends; the caller compares the whole text. */
export function readHeads(lines: readonly string[]): Heads {
  return lines.map((line) => {
    const [origin = '', size = '', root = '', ...more] = line.split(' ')
    if (more.length > 0) throw malformed('the line of a log')
    return { origin, size: wholeNumber(size, 'malformed-status'), root: fromBase64(root, 'malformed-status') }
  })
}

/** `contradicts`: one log has two roots at one size. `apart`: each is newer in another log. */
export type Order = 'older' | 'same' | 'newer' | 'apart' | 'contradicts'

/** How `one` stands to `other`, log by log and never by a clock (federation.md, 5.5). A log that one does not name counts as empty. */
export function compareHeads(one: Heads, other: Heads): Order {
  let [newer, older] = [false, false]
  for (const origin of new Set([...one, ...other].map((head) => head.origin))) {
    const [a, b] = [one, other].map((heads) => heads.find((head) => head.origin === origin))
    const difference = (a?.size ?? 0) - (b?.size ?? 0)
    if (a && b && difference === 0 && toBase64(a.root) !== toBase64(b.root)) return 'contradicts'
    newer ||= difference > 0
    older ||= difference < 0
  }
  return newer && older ? 'apart' : newer ? 'newer' : older ? 'older' : 'same'
}

function malformed(what: string): TransparencyFault {
  return new TransparencyFault('malformed-status', `not a statement of status: ${what}`)
}
