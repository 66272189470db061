// A report about somebody who recruits without authorization: taken down, and mended while nobody has verified it.
import type { Country } from '../../../../kernel/country.ts'
import { ok } from '../../../../kernel/result.ts'
import { fileNumber } from '../../../../packs/index.ts'
import { actorFor, operate, type Who } from '../../../../people/index.ts'
import { newIdentifier } from '../../../../platform/seal/digest.ts'
import { refuse } from '../../domain/refusal.ts'
import { decideWarning, type Warning, type WarningFact, type WarningVia } from '../../domain/warning.ts'
import type { WarningParty } from '../../events/warning-party.ts'
import { commitTo } from '../../particulars.ts'
import { POLICY } from '../../policy.ts'
import { readEvidence } from '../../store/evidence.ts'
import { takeNumber } from '../../store/files.ts'
import { insertWarningParty } from '../../store/warnings.ts'
import { type DeskNode, deskDay } from '../desk-node.ts'
import { type ActOnFile, actOnFile, openFile } from '../on-file.ts'
import { WARNING_FILE, warningGround } from './acting.ts'

export type Report = {
  readonly country: Country
  readonly via: WarningVia
  /** Identifier of the load or the complaint that it came from. */
  readonly reference?: string | undefined
  readonly party: WarningParty
  readonly law?: string | undefined
  readonly once?: string | undefined
}

/** Takes a report down. Refuses `no-name`. What the party must hold is for whoever reads the form in (input). */
export function reportWarning(node: DeskNode, who: Who, report: Report) {
  const { country, via, reference, party, law, once } = report
  const action = 'register.report-warning'
  const attempt = {
    actor: actorFor(who, POLICY, action),
    action,
    country,
    subject: via,
    detail: { via },
    once,
  } as const
  return operate(node, POLICY, attempt, async (tx, now) => {
    if (party.name.trim() === '') return refuse('no-name', {})
    const file = newIdentifier('file')
    const number = fileNumber(node.pack, country, 'warning', await takeNumber(tx, country, 'warning'))
    const { salt, commitment } = commitTo(party)
    const fact: WarningFact = {
      type: 'warning.reported',
      legalDay: deskDay(node, country, now),
      data: {
        number,
        country,
        via,
        ...(reference && { reference }),
        party: { version: 1, commitment },
        // Evidence is added to the file that this opens.
        papers: [],
      },
    }
    await insertWarningParty(tx, file, 1, { record: party, salt }, now)
    const ground = warningGround('report', law)
    const { event } = await openFile(tx, WARNING_FILE, { file, fact, ground, name: party.name, who, now })
    return ok({ value: { file, number }, events: [event] })
  })
}

/** Mends what was reported; whoever mends it has a hand in it and cannot approve. Refuses `no-name`, and `no-such-paper` for one of another file. */
export function amendWarning(
  node: DeskNode,
  who: Who,
  on: ActOnFile & {
    readonly party: WarningParty
    /** Identifiers of papers of this file that prove what is said. */
    readonly papers: readonly string[]
  },
) {
  return actOnFile<Warning, WarningFact>(node, who, 'register.verify-warning', WARNING_FILE, on, async (acting) => {
    const { folded, day, tx, row, now } = acting
    const allowed = decideWarning(folded, 'amend', { account: who.account, day })
    if (!allowed.ok) return allowed
    if (on.party.name.trim() === '') return refuse('no-name', {})
    const there = new Set((await readEvidence(tx, row.id)).map(({ id }) => id))
    const missing = on.papers.find((paper) => !there.has(paper))
    if (missing !== undefined) return refuse('no-such-paper', { paper: missing })
    const version = folded.partyVersion + 1
    const { salt, commitment } = commitTo(on.party)
    await insertWarningParty(tx, row.id, version, { record: on.party, salt }, now)
    const data = { party: { version, commitment }, papers: on.papers }
    return ok({
      fact: { type: 'warning.amended', legalDay: day, data },
      ground: warningGround('amend'),
      name: on.party.name,
    })
  })
}
