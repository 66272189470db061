// Rebuilds the table of judgements out of its events: it holds nothing that could not be had again.
import { readStreamsAfter } from '../../../../events/index.ts'
import type { OperatingNode } from '../../../../people/index.ts'
import { judgedAfter, type LinkFact } from '../../domain/link-judgement.ts'
import { readLinkEvent } from '../../events/link.ts'
import { emptyJudgements, type JudgementRow, saveJudgement } from '../../store/link-judgements.ts'

const STREAMS = 1000
const PREFIX = 'link_'

/** Throws the table away and fills it again, in one transaction. Returns how many pairs. */
export async function rebuildJudgements(node: OperatingNode): Promise<number> {
  return node.database.transaction(async (tx) => {
    await emptyJudgements(tx)
    let count = 0
    for (let after = PREFIX; ; ) {
      const page = await readStreamsAfter(tx, after, STREAMS)
      const events = page.filter(({ stream }) => stream.startsWith(PREFIX)).map(readLinkEvent)
      const rows = new Map<string, JudgementRow>()
      for (const { stream: id, streamVersion: version, legalDay: day, actor, ground, ...event } of events) {
        const reason = 'text' in ground ? (Object.values(ground.text)[0] ?? '') : ''
        rows.set(id, { id, ...judgedAfter(event as LinkFact), reason, day, by: actor.account, version })
      }
      for (const row of rows.values()) await saveJudgement(tx, row)
      count += rows.size
      const last = events.at(-1)
      if (!last || events.length < page.length) return count
      after = last.stream
    }
  })
}
