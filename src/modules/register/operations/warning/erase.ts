// Erases who a closed warning named, every word about it and the evidence: the acts and their commitments stay, without a name.
import { ok } from '../../../../kernel/result.ts'
import type { Who } from '../../../../people/index.ts'
import { decideWarning, type Warning, type WarningFact } from '../../domain/warning.ts'
import { eraseEvidence } from '../../store/evidence.ts'
import { eraseWarningRecords } from '../../store/warnings.ts'
import type { DeskNode } from '../desk-node.ts'
import { type ActOnFile, actOnFile } from '../on-file.ts'
import { WARNING_FILE, warningGround } from './acting.ts'

/** Refuses `not-in-its-life` while it is not dismissed or removed, and `erased` the second time. */
export function eraseWarning(node: DeskNode, who: Who, on: ActOnFile & { readonly law?: string | undefined }) {
  return actOnFile<Warning, WarningFact>(node, who, 'register.erase-particulars', WARNING_FILE, on, async (acting) => {
    const { folded, day, tx, row, now } = acting
    const allowed = decideWarning(folded, 'erase', { account: who.account, day })
    if (!allowed.ok) return allowed
    const versions = await eraseWarningRecords(tx, row.id, now)
    await eraseEvidence(tx, row.id)
    return ok({
      fact: { type: 'warning.erased', legalDay: day, data: { versions } },
      ground: warningGround('erase', on.law),
      name: null,
    })
  })
}
