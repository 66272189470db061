// The pages of a sanction, for the office and for the recruiter, and the form that proposes one: a fixed number of queries.
import { readStream, type StoredEvent } from '../../../../events/index.ts'
import type { Country } from '../../../../kernel/country.ts'
import { ok } from '../../../../kernel/result.ts'
import { countryOfPack, deadlineFrom, type Pack, sanctionsOn } from '../../../../packs/index.ts'
import { actorFor, can, operate, type Who } from '../../../../people/index.ts'
import { addressOf, keyOfAddress } from '../../address.ts'
import { refuse } from '../../domain/refusal.ts'
import {
  decideSanction,
  type Fine,
  possible,
  SANCTION_LIFE,
  type SanctionAct,
  type SanctionFile,
} from '../../domain/sanction.ts'
import { isSanctionEvent, readSanctionEvent, type SanctionEvent } from '../../events/sanction.ts'
import { nameOf } from '../../particulars.ts'
import { POLICY, type RegisterAction } from '../../policy.ts'
import { type FileRow, lookAtFile, type Note, readFile, readNotes } from '../../store/files.ts'
import { readFileRecord } from '../../store/inspections.ts'
import { findIdByKey, readRecruitersById } from '../../store/recruiters.ts'
import type {
  FineView,
  NextAct,
  OwnSanctionView,
  ProposalFormView,
  SanctionView,
  ScaleView,
} from '../../views/sanctions.ts'
import { lawView } from '../desk/show-file.ts'
import { nameIn, type StaffDesk } from '../desk/staff-desk.ts'
import { type DeskNode, deskDay } from '../desk-node.ts'
import { timelineOf } from '../inspection/inspection-desk.ts'
import type { SanctionCharge } from './acting.ts'
import { sanctionName } from './effect.ts'

type Found = {
  readonly row: FileRow<SanctionFile>
  readonly home: Country
  readonly seen: number
  readonly charge: SanctionCharge | undefined
  readonly notes: readonly Note[]
  readonly events: readonly StoredEvent[]
}

/** Reads it, and writes down that somebody looked. Refuses `no-such-file`, also for another's, and `not-allowed`. */
async function look(node: DeskNode, who: Who, file: string) {
  const country = (await readFile(node.database, file))?.country ?? node.country
  const action = 'register.see-sanction'
  const attempt = { actor: actorFor(who, POLICY, action), action, country, subject: file, detail: {} } as const
  return operate(node, POLICY, attempt, async (tx, now) => {
    const row = await readFile<SanctionFile>(tx, file)
    if (row?.kind !== 'sanction' || (who.desk === 'recruiter' && row.account !== who.account))
      return refuse('no-such-file', { file })
    const [known] = await readRecruitersById(tx, [row.folded.recruiter])
    const value: Found = {
      row,
      home: known?.recruiter.country ?? row.country,
      seen: (await lookAtFile(tx, who.account, file, row.version, now))?.version ?? row.version,
      charge: await readFileRecord<SanctionCharge>(tx, file),
      notes: await readNotes(tx, file),
      events: (await readStream(tx, file)).filter(isSanctionEvent),
    }
    return ok({ value, events: [] })
  })
}

/** The page for the office. Refuses `no-such-file` and `not-allowed`. */
export async function showSanction(desk: StaffDesk, who: Who, file: string) {
  const { node } = desk
  const found = await look(node, who, file)
  if (!found.ok) return found
  const { row, home, seen, events, notes } = found.value
  const sanction = row.folded
  const names = await desk.names([
    ...events.map(({ actor }) => actor.account),
    ...notes.map(({ account }) => account),
    sanction.proposedBy,
  ])
  const core = coreOf(node, found.value, names)
  const timeline = timelineOf(events, who, names)
  const unit = sanction.fine?.unit ?? countryOfPack(node.pack, row.country)?.currency ?? ''
  const { fine } = sanction
  const hearingUntil = deadlineFrom(node.pack, row.country, 'hearing', core.today)
  const view: SanctionView = {
    ...core,
    open: row.open,
    address: addressOf(home, sanction.licence),
    precautionAsked: sanction.precaution.asked,
    proposedBy: nameIn(names, sanction.proposedBy),
    ...(sanction.inspection && { inspection: sanction.inspection }),
    ...(fine && {
      least: fineView(node.pack, row.country, { amount: fine.least, unit }),
      most: fineView(node.pack, row.country, { amount: fine.most, unit }),
    }),
    unit,
    digits: digitsOf(node.pack, row.country, unit),
    ...(hearingUntil && { hearingUntil }),
    next: nextActs(who, sanction, core.today),
    timeline,
    since: timeline.filter(({ version, mine }) => version > seen && !mine),
  }
  return ok(view)
}

/** The page for the recruiter whose file it is. Refuses `no-such-file` for another's, and `not-allowed`. */
export async function showOwnSanction(node: DeskNode, who: Who, file: string) {
  const found = await look(node, who, file)
  if (!found.ok) return found
  const core = coreOf(node, found.value, new Map([[who.account, who.name]]))
  const may = (act: SanctionAct) =>
    decideSanction(found.value.row.folded, act, { account: who.account, day: core.today }).ok
  // Who acted in the office is not the recruiter's to know: an account of it shows no name here.
  const words = core.words.map((one) => ({ ...one, by: one.by === who.name ? one.by : '' }))
  const view: OwnSanctionView = { ...core, words, mayAnswer: may('hear'), mayAppeal: may('appeal') }
  return ok(view)
}

function coreOf(node: DeskNode, { row, charge, notes, events }: Found, names: ReadonlyMap<string, string>) {
  const { pack } = node
  const sanction = row.folded
  const { country, state, effect, law, licence, until, appealBy, payment, precaution } = sanction
  const known = events.map(readSanctionEvent)
  const imposed = known.findLast((event) => event.type === 'sanction.imposed')
  const decided = known.findLast((event) => event.type === 'sanction.appeal-decided')
  const atOnce = known.findLast((event) => event.type === 'sanction.suspended-at-once')
  const why = atOnce && 'text' in atOnce.ground ? Object.values(atOnce.ground.text)[0] : undefined
  const ofScale = countryOfPack(pack, country)?.sanctions.find(({ id }) => id === sanction.sanction)
  return {
    id: row.id,
    version: row.version,
    number: row.number,
    state,
    effect,
    sanction: sanctionName(node, sanction),
    law,
    ...(ofScale && { quoted: lawView(pack, ofScale.law) }),
    today: deskDay(node, country, node.now()),
    name: row.name ?? '',
    licence,
    ...(charge && { facts: charge.facts }),
    precaution: precaution.inForce,
    ...(precaution.inForce && why && { precautionReason: why }),
    ...(until && { until }),
    ...(appealBy && { appealBy }),
    suspensive: countryOfPack(pack, country)?.appeal.suspensive ?? ('unknown' as const),
    ...(imposed && { imposed: imposedView(node, country, imposed) }),
    ...(decided && {
      appealed: { outcome: decided.data.outcome, reason: decided.data.reason, on: decided.legalDay },
    }),
    ...(payment && { payment }),
    words: notes
      .filter(({ kind }) => kind === 'message')
      .map(({ at, account, text }) => ({ at: at.toISOString(), by: nameIn(names, account), text })),
  }
}

function imposedView(
  { pack }: DeskNode,
  country: Country,
  { data, legalDay: on }: Extract<SanctionEvent, { type: 'sanction.imposed' }>,
) {
  const { fine, until } = data.terms
  const { reason } = data
  return { reason, on, ...(fine && { fine: fineView(pack, country, fine) }), ...(until && { until }) }
}

const TURN: Readonly<Record<Exclude<SanctionAct, 'propose'>, readonly [RegisterAction, NextAct['who']]>> = {
  'suspend at once': ['register.decide-sanction', 'second officer'],
  'end precaution': ['register.decide-sanction', 'second officer'],
  'open hearing': ['register.propose-sanction', 'office'],
  hear: ['register.answer-sanction', 'recruiter'],
  'close hearing': ['register.propose-sanction', 'office'],
  impose: ['register.decide-sanction', 'second officer'],
  drop: ['register.decide-sanction', 'second officer'],
  appeal: ['register.answer-sanction', 'recruiter'],
  confirm: ['register.decide-sanction', 'third officer'],
  overturn: ['register.decide-sanction', 'third officer'],
  'record paid': ['register.propose-sanction', 'office'],
  'record unpaid': ['register.propose-sanction', 'office'],
  lift: ['register.decide-sanction', 'second officer'],
}

/** What the life of the sanction knows next, whose turn it is, and whether this officer may. */
function nextActs(who: Who, sanction: SanctionFile, day: SanctionView['today']): readonly NextAct[] {
  const { fine } = sanction
  // As if the form were filled in well: what is left to refuse is the act itself.
  const well = { fine: { amount: fine?.least || 1, unit: fine?.unit ?? '' } }
  const acts = Object.keys(SANCTION_LIFE[sanction.state]) as Exclude<SanctionAct, 'propose'>[]
  return acts.flatMap((act): readonly NextAct[] => {
    if (!possible(sanction, act)) return []
    // Neither is worth a word where it cannot be done by anybody.
    if (act === (sanction.precaution.inForce ? 'suspend at once' : 'end precaution')) return []
    const [action, turn] = TURN[act]
    const one = { act, who: turn }
    if (!can(POLICY, actorFor(who, POLICY, action), action, { country: sanction.country }))
      return [{ ...one, refused: 'not-allowed' }]
    const decided = decideSanction(sanction, act, { account: who.account, day, terms: well, until: day, paidOn: day })
    if (decided.ok) return [one]
    return decided.error.code === 'not-in-its-life' ? [] : [{ ...one, refused: decided.error.code }]
  })
}

/** The form that proposes a sanction of a recruiter; undefined for a number that the register does not hold. */
export async function showProposalForm(
  desk: StaffDesk,
  who: Who,
  address: string,
): Promise<ProposalFormView | undefined> {
  const { node } = desk
  const id = await findIdByKey(node.database, keyOfAddress(address))
  const [known] = id === undefined ? [] : await readRecruitersById(node.database, [id])
  if (!known) return undefined
  const { country, licence } = known.recruiter
  const path = `/staff/recruiters/${encodeURIComponent(addressOf(country, licence))}/sanction`
  return {
    action: path,
    back: `/recruiters/${encodeURIComponent(addressOf(country, licence))}`,
    name: nameOf(known.particulars),
    licence,
    scale: scaleOf(node, who.country),
  }
}

/** The pack's scale of a country as it is in force today. */
export function scaleOf(node: DeskNode, country: Country): readonly ScaleView[] {
  const { pack } = node
  return sanctionsOn(pack, country, deskDay(node, country, node.now())).map(({ id, name, effect, law, fine }) => ({
    id,
    name,
    effect,
    law: lawView(pack, law),
    ...(fine && {
      least: fineView(pack, country, { amount: fine.least, unit: fine.unit }),
      most: fineView(pack, country, { amount: fine.most, unit: fine.unit }),
    }),
  }))
}

function fineView(pack: Pack, country: Country, { amount, unit }: Fine): FineView {
  const digits = digitsOf(pack, country, unit)
  return { amount: amount / 10 ** digits, unit, digits }
}

/** Decimals of an amount: none for a unit of the pack, those of ISO 4217 for a currency. */
function digitsOf(pack: Pack, country: Country, unit: string): number {
  if (!unit || countryOfPack(pack, country)?.fineUnits.some(({ id }) => id === unit)) return 0
  return new Intl.NumberFormat('en', { style: 'currency', currency: unit }).resolvedOptions().maximumFractionDigits ?? 2
}
