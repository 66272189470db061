// The whole check of a log: its checkpoint under the keys that count, then everything that the checkpoint's root stands for.
import { text as textOf, toHex } from '../format/bytes.ts'
import { type OpenedCheckpoint, openCheckpoint } from '../format/checkpoint.ts'
import { TransparencyFault } from '../format/fault.ts'
import { parseVerifierKey } from '../format/key.ts'
import { MAX_NOTE } from '../format/note.ts'
import { openUnderPolicy, type Policy } from '../format/policy.ts'
import { checkTree, type TreeChecked } from './check-log.ts'
import { CheckFault } from './fault.ts'
import type { CheckedSource } from './source.ts'
import type { CheckState } from './state.ts'

export type LogCheck = {
  /** Without one, the key counts that the log itself names: it can then only be consistent with itself. */
  readonly policy?: Policy
  /** What an earlier check of the log of this origin came to. */
  readonly before?: (origin: string) => CheckState | undefined
  readonly progress?: (done: number, total: number) => void
  /** Unix seconds. */
  readonly now: number
}

export type LogChecked = TreeChecked & { readonly opened: OpenedCheckpoint; readonly resumedAt: number }

/** Checks a log. Throws CheckFault with the first fault: which file or entry, and what. */
export async function verifyLog(
  source: CheckedSource,
  { policy, before, progress, now }: LogCheck,
): Promise<LogChecked> {
  const note = await source.get('checkpoint', MAX_NOTE)
  if (!note) throw new CheckFault('checkpoint', 'it is missing: this is no log, or nothing was published yet')
  const opened = policy
    ? named('checkpoint', () => openUnderPolicy(note, policy, now))
    : await openUnderItself(source, note)
  const { origin, root } = opened.checkpoint
  const earlier = before?.(origin)
  const checked = await checkTree(source, opened.checkpoint, earlier, progress ?? (() => undefined))
  if (checked.state.root !== toHex(root))
    throw new CheckFault(
      'checkpoint',
      earlier
        ? 'its root is not the one of its entries: what was checked before has been rewritten, or a bundle is wrong'
        : 'its root is not the one of its entries',
    )
  return { ...checked, opened, resumedAt: earlier?.size ?? 0 }
}

async function openUnderItself(source: CheckedSource, note: Uint8Array): Promise<OpenedCheckpoint> {
  const vkey = await source.get('vkey', 4096)
  if (!vkey)
    throw new CheckFault('vkey', 'the log names no key: give a policy, or put the key beside the files as vkey')
  const own = named('vkey', () => parseVerifierKey(textOf(vkey).replace(/\n$/, '')))
  const opened = named('checkpoint', () => openCheckpoint(note, [own]))
  if (opened.checkpoint.origin !== own.name) throw new CheckFault('checkpoint', 'its origin is not the name of the key')
  return opened
}

function named<T>(where: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof TransparencyFault)) throw error
    throw new CheckFault(where, `${error.message} (${error.code})`)
  }
}
