// The page of an inspection: everything of it in a fixed number of queries, and that somebody looked is written down.
import { readStream } from '../../../../events/index.ts'
import { ok } from '../../../../kernel/result.ts'
import type { InspectionQuestion } from '../../../../packs/index.ts'
import { actorFor, can, operate, type Who } from '../../../../people/index.ts'
import { addressOf } from '../../address.ts'
import { findingsOf, INSPECTION_LIFE, type Inspection, type InspectionAct } from '../../domain/inspection.ts'
import { refuse } from '../../domain/refusal.ts'
import { POLICY } from '../../policy.ts'
import { readEvidence } from '../../store/evidence.ts'
import { lookAtFile, readFile, readRequirements } from '../../store/files.ts'
import { readFileRecord } from '../../store/inspections.ts'
import { readRecruitersById } from '../../store/recruiters.ts'
import type { InspectionView } from '../../views/inspections.ts'
import { lawView } from '../desk/show-file.ts'
import { nameIn } from '../desk/staff-desk.ts'
import { deskDay } from '../desk-node.ts'
import { evidenceRights, evidenceView } from '../papers/add-evidence.ts'
import type { InspectionRecord } from './acting.ts'
import { type InspectionDesk, timelineOf } from './inspection-desk.ts'

/** The page. Refuses `no-such-file` for what is no inspection, and `not-allowed`. */
export async function showInspection(desk: InspectionDesk, who: Who, file: string) {
  const { node } = desk
  const country = (await readFile(node.database, file))?.country ?? node.country
  const action = 'register.see-inspections'
  const attempt = { actor: actorFor(who, POLICY, action), action, country, subject: file, detail: {} } as const
  const found = await operate(node, POLICY, attempt, async (tx, now) => {
    const row = await readFile<Inspection>(tx, file)
    if (row?.kind !== 'inspection') return refuse('no-such-file', { file })
    const [known] = await readRecruitersById(tx, [row.folded.recruiter])
    const value = {
      row,
      home: known?.recruiter.country ?? row.country,
      seen: (await lookAtFile(tx, who.account, file, row.version, now))?.version ?? row.version,
      questions: (await readRequirements<InspectionQuestion>(tx, row.folded.checklist)) ?? [],
      record: await readFileRecord<InspectionRecord>(tx, file),
      papers: await readEvidence(tx, file),
      events: await readStream(tx, file),
    }
    return ok({ value, events: [] })
  })
  if (!found.ok) return found
  const { row, home, seen, questions, record, papers, events } = found.value
  const inspection = row.folded
  const inspectors = await desk.officers(row.country, 'inspector')
  const names = await desk.names([...events.map(({ actor }) => actor.account), inspection.inspector])
  const timeline = timelineOf(events, who, names)
  const { licence, day, inspector, announced, chosen, points, carriedOn, until, sanction } = inspection
  const view: InspectionView = {
    id: row.id,
    version: row.version,
    number: row.number,
    state: inspection.state,
    open: row.open,
    name: row.name ?? '',
    licence,
    address: addressOf(home, licence),
    today: deskDay(node, row.country, node.now()),
    day,
    inspector: { account: inspector, name: nameIn(names, inspector) },
    announced,
    chosen,
    ...(points !== undefined && { points }),
    ...(carriedOn && { carriedOn }),
    ...(until && { until }),
    questions: questions.map(({ id, question, law }) => {
      const [answer, note] = [inspection.answers[id], record?.notes[id]]
      return {
        id,
        question,
        ...(law && { law: lawView(node.pack, law) }),
        ...(answer && { answer }),
        ...(note && { note }),
        evidence: inspection.evidence[id] ?? [],
      }
    }),
    remarks: record?.remarks ?? '',
    papers: papers.map(evidenceView),
    evidence: evidenceRights('inspection', who, row, desk.papers),
    inspectors,
    ...(sanction && { sanction }),
    acts: possibleActs(who, inspection),
    timeline,
    since: timeline.filter(({ version, mine }) => version > seen && !mine),
  }
  return ok(view)
}

/** What the life of the inspection knows next, and for each whether this officer may. */
function possibleActs(who: Who, inspection: Inspection): InspectionView['acts'] {
  const next = Object.keys(INSPECTION_LIFE[inspection.state]) as InspectionAct[]
  const may = can(POLICY, actorFor(who, POLICY, 'register.inspect'), 'register.inspect', {
    country: inspection.country,
  })
  const wrong = findingsOf(inspection).length > 0
  return next.flatMap((act): InspectionView['acts'] => {
    if (act === 'close' && wrong) return []
    if ((act === 'ask to mend' || act === 'propose sanction') && !wrong) return []
    if (!may) return [{ act, refused: 'not-allowed' }]
    const own = act === 'carry out' || act === 'correct'
    return [own && inspection.inspector !== who.account ? { act, refused: 'another-inspector' } : { act }]
  })
}
