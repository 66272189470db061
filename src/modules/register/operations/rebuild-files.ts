// Rebuilds the rows of the desks' files and the signs of risk out of their events: each kind of file by its own life.
import type { StoredEvent } from '../../../events/index.ts'
import type { Transaction } from '../../../platform/database/database.ts'
import { saveFile } from '../store/files.ts'
import { APPLICATION_FILE } from './application/acting.ts'
import { INSPECTION_FILE } from './inspection/acting.ts'
import { restoreSignals } from './inspection/signal-risk.ts'
import { restoreJudgements } from './links/rebuild-judgements.ts'
import { type FileLife, rowAfter } from './on-file.ts'
import { SANCTION_FILE } from './sanction/acting.ts'
import { WARNING_FILE } from './warning/acting.ts'

/** Whole streams of any kind, in order; those that are no files are passed over. */
export async function rebuildFiles(tx: Transaction, events: readonly StoredEvent[]): Promise<void> {
  await rebuildKind(tx, APPLICATION_FILE, events)
  await rebuildKind(tx, INSPECTION_FILE, events)
  await rebuildKind(tx, SANCTION_FILE, events)
  await rebuildKind(tx, WARNING_FILE, events)
  await restoreSignals(tx, events)
  await restoreJudgements(tx, events)
}

async function rebuildKind<Folded extends { readonly id: string; readonly version: number; readonly state: string }>(
  tx: Transaction,
  life: FileLife<Folded>,
  events: readonly StoredEvent[],
): Promise<void> {
  const files = new Map<string, { folded: Folded; last: StoredEvent }>()
  for (const event of events) {
    const fact = life.read(event)
    if (!fact) continue
    const placed = { stream: event.stream, streamVersion: event.streamVersion, by: event.actor.account }
    files.set(event.stream, {
      folded: life.evolve(files.get(event.stream)?.folded, { ...fact, ...placed }),
      last: event,
    })
  }
  const names = await life.names(
    tx,
    [...files.values()].map(({ folded }) => folded),
  )
  for (const [id, { folded, last }] of files) {
    const about = { name: names.get(id) ?? null, who: last.actor, now: last.recordedAt, fact: last }
    await saveFile(tx, rowAfter(life, id, folded, about))
  }
}
