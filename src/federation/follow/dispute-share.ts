// Disputes in the logs: what this node opened and settled, as entries; what peers opened, as rows that are shown.
import { readStream } from '../../events/index.ts'
import type { Transaction } from '../../platform/database/database.ts'
import type { EntryDraft, ForeignShare, LoggedEntry, LogShare, VoidEntry } from '../../transparency/log/share.ts'
import { closeDisputeRow, DISPUTE_KINDS, insertDispute, readDispute } from './store/disputes.ts'

const TYPE = 'org.sursur.dispute.'

/** The share of disputes in the own log. */
export function disputesLogShare(): LogShare {
  return {
    async draft(tx, stored) {
      const drafts: EntryDraft[] = []
      for (const { id, type, stream, streamVersion, recordedAt, data } of stored) {
        if (type !== 'dispute.opened' && type !== 'dispute.closed') continue
        const before = (await readStream(tx, stream)).find((one) => one.streamVersion === streamVersion - 1)
        drafts.push({
          id,
          type: `org.sursur.${type}`,
          time: `${recordedAt.toISOString().slice(0, 19)}Z`,
          subject: stream,
          prev: before?.id ?? null,
          data: data as Readonly<Record<string, unknown>>,
        })
      }
      return drafts
    },
  }
}

/** Keeps what peers say of logs, and the own disputes when this node is filled again from its log. */
export function disputesForeignShare(own: string, now: () => Date): ForeignShare {
  return {
    handles: (type) => type.startsWith(TYPE),
    async apply(tx, entries) {
      const voids: VoidEntry[] = []
      for (const logged of entries) {
        const fault = await applyOne(tx, logged, own, now())
        if (fault) voids.push({ log: logged.log, index: logged.index, code: 'dispute', detail: fault })
      }
      return voids
    },
  }
}

async function applyOne(tx: Transaction, logged: LoggedEntry, own: string, at: Date): Promise<string | undefined> {
  const { entry } = logged
  const { log, kind: said, proof } = entry.data
  const kind = DISPUTE_KINDS.find((one) => one === said)
  if (
    typeof log !== 'string' ||
    log.length > 256 ||
    !kind ||
    typeof proof !== 'string' ||
    !/^[0-9a-f]{64}$/.test(proof)
  )
    return 'it does not say what is disputed'
  if (!/^disp_[a-z0-9]{1,60}$/.test(entry.subject)) return 'its subject is no dispute'
  const before = await readDispute(tx, entry.subject)
  if (before && before.raisedBy !== logged.log) return 'another node opened this dispute'
  if (entry.type === `${TYPE}closed`) {
    if (!before) return 'it closes what was not opened'
    await closeDisputeRow(tx, entry.subject, at, '')
    return undefined
  }
  await insertDispute(tx, {
    id: entry.subject,
    log,
    raisedBy: logged.log,
    kind,
    matter: entry.subject,
    // What a peer says of a log stops nobody here: its proof is looked at by people, and gossip finds its own.
    stops: logged.log === own && (kind === 'split-view' || kind === 'rollback'),
    openedAt: new Date(entry.time),
    detail: { index: logged.index },
    proof: '',
    proofHash: proof,
  })
  return undefined
}
