// Asks the witnesses what the logs have shown to them, so that two stories of one log meet.
import { text as textOf, toBase64 } from '../../transparency/format/bytes.ts'
import { TransparencyFault } from '../../transparency/format/fault.ts'
import { MAX_NOTE } from '../../transparency/format/note.ts'
import { type Court, judge, judgeTwins } from './judge.ts'
import { mirrorName } from './mirror.ts'
import { type LogKeys, openHead } from './signed-head.ts'
import { type LogSource, SourceFault } from './source.ts'
import { keepSeen } from './store/seen.ts'
import { openTree } from './tree.ts'

/** A log of the corridor that witnesses may have seen. */
export type GossipLog = { readonly origin: string; readonly keys: () => LogKeys }
/** Where a witness tells what it cosigned: its monitoring address. */
export type GossipPlace = { readonly name: string; readonly source: LogSource }

/** Asks every place about every log and keeps what is signed by it. What cannot be reached or believed is passed over. */
export async function gossip(
  court: Court,
  logs: readonly GossipLog[],
  places: readonly GossipPlace[],
  policy: string,
): Promise<void> {
  for (const { name, source } of places)
    for (const { origin, keys } of logs) {
      try {
        const note = await source.get(`${mirrorName(origin)}/checkpoint`, MAX_NOTE)
        if (!note) continue
        const { size, root } = openHead(note, origin, keys(), policy)
        const seen = { size, root: toBase64(root), checkpoint: textOf(note), place: name }
        await keepSeen(court.database, origin, seen, court.now())
      } catch (error) {
        // A place that tells nothing, or what the log did not sign, convicts nobody.
        if (error instanceof SourceFault && error.code === 'unreachable') break
        if (!(error instanceof SourceFault || error instanceof TransparencyFault)) throw error
      }
    }
  for (const { origin, keys } of logs) await judgeTwins(court, origin, keys().keys)
}

/** Holds what others saw of the own log against its own files: somebody else may be signing with its key. */
export async function judgeOwn(court: Court, own: GossipLog, source: LogSource, policy: string): Promise<void> {
  const note = await source.get('checkpoint', MAX_NOTE)
  if (!note) return
  const head = openHead(note, own.origin, own.keys(), policy)
  const seen = { size: head.size, root: toBase64(head.root), checkpoint: textOf(note), place: 'itself' }
  await keepSeen(court.database, own.origin, seen, court.now())
  await judge(court, own.origin, own.keys().keys, await openTree(source, head.size, head.root), textOf(note))
}
