// What a granted application does to the register: enters and authorizes, renews, amends, changes particulars, closes.
import type { Ground } from '../../../../events/index.ts'
import { type Day, parseDay } from '../../../../kernel/day.ts'
import { ok, type Result } from '../../../../kernel/result.ts'
import { countryOfPack, isWellFormedLicence, nextLicenceNumber, validityEnd } from '../../../../packs/index.ts'
import type { Transaction } from '../../../../platform/database/database.ts'
import { newIdentifier } from '../../../../platform/seal/digest.ts'
import { keyOf } from '../../address.ts'
import type { ApplicationKind, Terms } from '../../domain/application.ts'
import { type Act, decide } from '../../domain/life.ts'
import { evolve, type FactInStream, type Recruiter } from '../../domain/recruiter.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import { EVENT_VERSION, type NewRegisterEvent } from '../../events/recruiter.ts'
import { type ApplicationForm, scopeOf } from '../../forms.ts'
import { type Particulars, sealParticulars } from '../../particulars.ts'
import { takeNumber } from '../../store/files.ts'
import { insertParticulars, lockRecruiters, readRecruitersById, saveRecruiters } from '../../store/recruiters.ts'
import type { DeskNode } from '../desk-node.ts'
import type { Acting } from './acting.ts'

type Granting = {
  readonly form: ApplicationForm
  readonly terms: Terms
  readonly ground: Ground
  readonly licence?: string | undefined
}
export type Granted = {
  readonly recruiter: string
  readonly licence: string
  readonly terms: Terms
  readonly events: readonly NewRegisterEvent[]
}

const ACT: Readonly<Record<ApplicationKind, Act | undefined>> = {
  authorization: 'grant',
  backfill: 'grant',
  renewal: 'renew',
  amendment: 'amend',
  representative: undefined,
  closing: 'close',
}

/** The events of the recruiter, its row and particulars saved. The act counts from the day of the decision, of a backfill from the decree's. */
export async function grantOf(
  node: DeskNode,
  acting: Acting,
  { form, terms, ground, licence }: Granting,
): Promise<Result<Granted, Refusal>> {
  const { application, tx, day, now } = acting
  const { kind, country } = application
  const paper = kind === 'backfill' ? form.paper : undefined
  const from = (paper && parseDay(paper.grantedOn)) || day
  const events: NewRegisterEvent[] = []
  let recruiter = application.licence
    ? (await lockRecruiters(tx, [keyOf(country, application.licence)])).values().next().value
    : undefined
  const before = recruiter ? ((await readRecruitersById(tx, [recruiter.id]))[0]?.particulars ?? null) : null
  const particulars = particularsOf(form, before)

  const add = (type: NewRegisterEvent['type'], legalDay: Day, data: unknown) => {
    const stream = recruiter?.id ?? newIdentifier('rec')
    const streamVersion = (recruiter?.version ?? 0) + 1
    const event = { stream, streamVersion, type, version: EVENT_VERSION, legalDay, ground, data } as NewRegisterEvent
    recruiter = evolve(recruiter, event as FactInStream)
    events.push(event)
  }

  let change: { readonly version: number; readonly sealed: ReturnType<typeof sealParticulars> } | undefined
  if (!recruiter) {
    const number = await numberFor(node, acting, paper?.licence ?? licence)
    if (!number.ok) return number
    const sealed = sealParticulars(particulars)
    change = { version: 1, sealed }
    add('recruiter.entered', from, {
      licence: number.value,
      licenceDerived: false,
      country,
      kind: application.recruiterKind,
      particulars: { version: 1, commitment: sealed.commitment },
    })
  } else if (JSON.stringify(particulars) !== JSON.stringify(before)) {
    const sealed = sealParticulars(particulars)
    change = { version: recruiter.particularsVersion + 1, sealed }
    const what = changesOf(before, particulars)
    add('particulars.changed', from, { particulars: { version: change.version, commitment: sealed.commitment }, what })
  }

  const act = ACT[kind]
  const currency = countryOfPack(node.pack, country)?.currency ?? ''
  const asked = terms.scope ?? scopeOf(form, currency)
  const { conditions } = terms
  const scope = asked && { ...asked, ...(conditions && { conditions }) }
  const granted = act && authorizationEvent(node, act, { country, from, terms: { ...terms, scope }, paper })
  if (granted && act) {
    if (!granted.ok) return granted
    const { type, data, validUntil } = granted.value
    const allowed = decide(recruiter ?? { effects: [] }, act, { country, day: from, ...(validUntil && { validUntil }) })
    if (!allowed.ok) return allowed
    add(type, from, data)
  }
  const saved = recruiter as Recruiter
  if (change) {
    const { version, sealed } = change
    await insertParticulars(tx, [{ ...sealed, recruiter: saved.id, version, legalDay: from }], now)
  }
  await saveRecruiters(tx, [saved], node.origin)
  const given = granted?.ok ? granted.value.validUntil : undefined
  return ok({
    recruiter: saved.id,
    licence: saved.licence,
    terms: { ...terms, ...(scope && { scope }), ...(given && { validFrom: from, validUntil: given }) },
    events,
  })
}

type Authorizing = {
  readonly country: Recruiter['country']
  readonly from: Day
  readonly terms: Terms
  readonly paper: ApplicationForm['paper']
}

function authorizationEvent(
  node: DeskNode,
  act: Act,
  { country, from, terms, paper }: Authorizing,
): Result<
  {
    readonly type: NewRegisterEvent['type']
    readonly data: unknown
    readonly validUntil?: Day | undefined
  },
  Refusal
> {
  const scope = terms.scope
  if (act === 'close') return ok({ type: 'authorization.closed', data: { country } })
  if (act === 'amend') return ok({ type: 'authorization.amended', data: { country, scope: scope ?? { sectors: [] } } })
  const ofPaper = paper?.validUntil ? parseDay(paper.validUntil) : undefined
  const validUntil = ofPaper ?? terms.validUntil ?? validityEnd(node.pack, country, from)
  if (!validUntil) return refuse('no-term', {})
  const type = act === 'renew' ? 'authorization.renewed' : 'authorization.granted'
  return ok({ type, data: { country, validUntil, ...(scope && { scope }) }, validUntil })
}

/** The number of a new recruiter: a paper register's own, one that the officer names, or the next that this node issues. */
async function numberFor(
  node: DeskNode,
  { application: { country }, tx }: Acting,
  named: string | undefined,
): Promise<Result<string, Refusal>> {
  if (named !== undefined) {
    return (await isTaken(tx, country, named)) ? refuse('number-taken', { licence: named }) : ok(named)
  }
  const ofPack = countryOfPack(node.pack, country)
  if (!ofPack?.licenceNumber.issue) return refuse('no-number', {})
  for (;;) {
    const next = nextLicenceNumber(node.pack, country, await takeNumber(tx, country, 'licence'))
    if (isWellFormedLicence(ofPack, next) && !(await isTaken(tx, country, next))) return ok(next)
  }
}

async function isTaken(tx: Transaction, country: Recruiter['country'], licence: string): Promise<boolean> {
  return (await lockRecruiters(tx, [keyOf(country, licence)])).size > 0
}

/** Particulars from a form. A name that changed becomes a former name; what the form leaves empty stays as it was. */
function particularsOf(form: ApplicationForm, before: Particulars | null): Particulars {
  const former = (before?.names ?? []).filter(
    ({ text, kind }) => (kind === 'name' && text !== form.name) || (kind === 'former name' && text !== form.name),
  )
  const place = [form.address, form.place].filter(Boolean).join(', ')
  return {
    names: [
      { text: form.name, kind: 'name' },
      ...form.tradeNames.map((text) => ({ text, kind: 'trade name' as const })),
      ...former.map(({ text }) => ({ text, kind: 'former name' as const })),
    ],
    telephones: form.telephones.length > 0 ? form.telephones : (before?.telephones ?? []),
    telephoneHashes: before?.telephoneHashes ?? [],
    emails: form.emails.length > 0 ? form.emails : (before?.emails ?? []),
    webs: form.webs.length > 0 ? form.webs : (before?.webs ?? []),
    ...((place || before?.place) && { place: place || (before?.place as string) }),
  }
}

function changesOf(before: Particulars | null, after: Particulars): ('name' | 'contact' | 'place')[] {
  const names = JSON.stringify(before?.names) !== JSON.stringify(after.names)
  const contacts = (of: Particulars | null) => JSON.stringify([of?.telephones, of?.emails, of?.webs])
  return [
    ...(names ? (['name'] as const) : []),
    ...(contacts(before) !== contacts(after) ? (['contact'] as const) : []),
    ...(before?.place !== after.place ? (['place'] as const) : []),
  ]
}
