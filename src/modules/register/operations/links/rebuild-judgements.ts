// Rebuilds the table of judgements out of its events: it holds nothing that could not be had again.
import { readStreamsAfter, type StoredEvent } from '../../../../events/index.ts'
import type { OperatingNode } from '../../../../people/index.ts'
import type { Transaction } from '../../../../platform/database/database.ts'
import { judgedAfter, type LinkFact } from '../../domain/link-judgement.ts'
import { isLinkEvent, readLinkEvent } from '../../events/link.ts'
import { emptyJudgements, type JudgementRow, saveJudgement } from '../../store/link-judgements.ts'

const STREAMS = 1000

/** Whole streams of any kind, in order; those that are no judgements are passed over. Returns how many pairs. */
export async function restoreJudgements(tx: Transaction, events: readonly StoredEvent[]): Promise<number> {
  const rows = new Map<string, JudgementRow>()
  for (const event of events.filter(isLinkEvent).map(readLinkEvent)) {
    const { stream: id, streamVersion: version, legalDay: day, actor, ground } = event
    const reason = 'text' in ground ? (Object.values(ground.text)[0] ?? '') : ''
    rows.set(id, { id, ...judgedAfter(event as LinkFact), reason, day, by: actor.account, version })
  }
  for (const row of rows.values()) await saveJudgement(tx, row)
  return rows.size
}

/** Throws the table away and fills it again, in one transaction. Returns how many pairs. */
export async function rebuildJudgements(node: OperatingNode): Promise<number> {
  return node.database.transaction(async (tx) => {
    await emptyJudgements(tx)
    let count = 0
    for (let after = ''; ; ) {
      const events = await readStreamsAfter(tx, after, STREAMS)
      const last = events.at(-1)
      if (!last) return count
      count += await restoreJudgements(tx, events)
      after = last.stream
    }
  })
}
