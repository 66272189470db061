// Writes invented files straight into the tables, set by set: what the register would have written act by act in ten years.
import { dayIn } from '../../src/kernel/day.ts'
import { rebuildTables } from '../../src/modules/register/operations/rebuild-tables.ts'
import { keepRequirements } from '../../src/modules/register/store/files.ts'
import { saveRecruiters } from '../../src/modules/register/store/recruiters.ts'
import type { Pack } from '../../src/packs/index.ts'
import type { OperatingNode } from '../../src/people/index.ts'
import type { SqlValue, Transaction } from '../../src/platform/database/database.ts'
import { newIdentifier } from '../../src/platform/seal/digest.ts'
import { COUNTRY } from '../links/invented-parties.ts'
import { type Applicant, CHECKERS, DECIDERS, OFFICE, type SeededEvent } from './applicant.ts'
import { inventedApplicants, inventedSets } from './invented-files.ts'

export type Seeded = { readonly files: number; readonly recruiters: number; readonly events: number }
const BATCH = 2000

/** Fills an empty, migrated database. `tell` is told how many files are there after each batch. */
export async function seed(
  node: OperatingNode,
  pack: Pack,
  size: { readonly files: number; readonly open: number },
  tell: (files: number) => void = () => undefined,
): Promise<Seeded> {
  const { database, origin } = node
  await database.transaction(async (tx) => {
    for (const { hash, content } of inventedSets(pack).values()) await keepRequirements(tx, hash, content)
    await insertOfficers(tx)
    await tx.query('insert into paper_contents (hash, sealed) values ($1, $2)', ['invented', Buffer.from('invented')])
  })
  let [files, recruiters, events] = [0, 0, 0]
  const today = dayIn('UTC', node.now())
  const all = inventedApplicants(pack, { ...size, today })
  for (let batch = taken(all, BATCH); batch.length > 0; batch = taken(all, BATCH)) {
    await database.transaction((tx) => insertApplicants(tx, batch, origin, events))
    for (const applicant of batch) {
      files += applicant.files.length
      recruiters += applicant.recruiter ? 1 : 0
      events += applicant.events.length
    }
    tell(files)
  }
  await database.transaction(async (tx) => {
    await tx.query('update event_next set position = $1', [events + 1])
    const next = [COUNTRY, 'application', files + 1]
    await tx.query('insert into numbers_next (country, kind, next) values ($1, $2, $3)', next)
  })
  return { files, recruiters, events }
}

/** The next `most`; the iterator stays open, which `take` would end. */
function taken<Of>(from: Iterator<Of>, most: number): readonly Of[] {
  const some: Of[] = []
  while (some.length < most) {
    const next = from.next()
    if (next.done) break
    some.push(next.value)
  }
  return some
}

/** Whether the tables are what their events say: rebuilt, they must come out the same. Throws Error with the first difference. */
export async function proveHonest(node: OperatingNode): Promise<number> {
  const read = async () => ({
    files: await node.database.query<{ id: string }>('select * from files order by id'),
    recruiters: await node.database.query<{ id: string }>('select * from recruiters order by id'),
  })
  const before = await read()
  await rebuildTables(node)
  const after = await read()
  for (const table of ['files', 'recruiters'] as const)
    for (const [at, row] of before[table].entries()) {
      const [seeded, rebuilt] = [row, after[table][at]].map((one) => JSON.stringify(one))
      if (seeded !== rebuilt) throw new Error(`${table}: seeded ${seeded}, rebuilt ${rebuilt}`)
    }
  if (before.files.length === 0 || before.files.length !== after.files.length) throw new Error('files are missing')
  return before.files.length
}

async function insertOfficers(tx: Transaction): Promise<void> {
  const [now, before] = [new Date(), new Date(Date.now() - 30 * 60 * 60_000)]
  const all = [...CHECKERS, ...DECIDERS]
  const role = (id: string) => (DECIDERS.includes(id) ? 'deciding officer' : 'register officer')
  await tx.query(
    `insert into accounts (id, sign_in_key, sign_in, display, desk, office, country, roles, last_used_at, created_at)
     select a.id, a.id, a.id, a.display, 'staff', $1, $2, a.roles, $3, $4
     from unnest($5::text[], $6::text[], $7::json[]) as a (id, display, roles)`,
    [
      OFFICE,
      COUNTRY,
      before,
      now,
      all,
      all.map((_, at) => `Officer ${at + 1} Example`),
      all.map((id) => JSON.stringify([role(id)])),
    ],
  )
}

type Column<Of> = readonly [name: string, type: string, value: (of: Of) => SqlValue | undefined]

/** One statement for all rows of a table. */
async function insertAll<Of>(tx: Transaction, table: string, rows: readonly Of[], columns: readonly Column<Of>[]) {
  if (rows.length === 0) return
  const names = columns.map(([name]) => name).join(', ')
  const arrays = columns.map(([, type], at) => `$${at + 1}::${type}[]`).join(', ')
  const values = columns.map(([, , value]) => rows.map((row) => plain(value(row))))
  await tx.query(`insert into ${table} (${names}) select * from unnest(${arrays})`, values)
}

function plain(value: SqlValue | undefined): string | number | boolean | null {
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'object' || value === undefined ? null : value
}

async function insertApplicants(tx: Transaction, batch: readonly Applicant[], origin: string, first: number) {
  await insertAll(tx, 'accounts', batch, [
    ['id', 'text', ({ account }) => account],
    ['sign_in_key', 'text', ({ account }) => account],
    ['sign_in', 'text', ({ account }) => account],
    ['display', 'text', ({ name }) => name],
    ['desk', 'text', () => 'recruiter'],
    ['office', 'text', () => 'recruiter'],
    ['country', 'text', () => COUNTRY],
    ['roles', 'json', () => '["recruiter"]'],
    ['created_at', 'timestamptz', ({ events }) => events[0]?.recordedAt],
  ])
  const events = batch.flatMap(({ events: own }) => own)
  await insertAll(
    tx,
    'events',
    events.map((event, at): Placed => ({ event, position: first + at + 1 })),
    [
      ['position', 'bigint', ({ position }) => position],
      ['id', 'text', () => newIdentifier('evt')],
      ['stream', 'text', ({ event }) => event.stream],
      ['stream_version', 'int', ({ event }) => event.streamVersion],
      ['type', 'text', ({ event }) => event.type],
      ['version', 'smallint', ({ event }) => event.version],
      ['legal_day', 'date', ({ event }) => event.legalDay],
      ['recorded_at', 'timestamptz', ({ event }) => event.recordedAt],
      ['origin', 'text', () => origin],
      ['actor', 'json', ({ event }) => JSON.stringify(event.actor)],
      ['ground', 'json', ({ event }) => JSON.stringify(event.ground)],
      ['data', 'json', ({ event }) => JSON.stringify(event.data)],
    ],
  )
  await insertAll(
    tx,
    'files',
    batch.flatMap(({ files }) => files),
    [
      ['id', 'text', ({ id }) => id],
      ['number', 'text', ({ number }) => number],
      ['kind', 'text', ({ kind }) => kind],
      ['subkind', 'text', ({ subkind }) => subkind],
      ['country', 'text', ({ country }) => country],
      ['state', 'text', ({ state }) => state],
      ['open', 'boolean', ({ open }) => open],
      ['waiting', 'boolean', ({ waiting }) => waiting],
      ['recruiter', 'text', ({ recruiter }) => recruiter],
      ['account', 'text', ({ account }) => account],
      ['assigned', 'text', ({ assigned }) => assigned],
      ['name', 'text', ({ name }) => name],
      ['deadline', 'date', ({ deadline }) => deadline],
      ['opened_on', 'date', ({ openedOn }) => openedOn],
      ['decided_on', 'date', ({ decidedOn }) => decidedOn],
      ['changed_at', 'timestamptz', ({ changedAt }) => changedAt],
      ['changed_by', 'text', ({ changedBy }) => changedBy],
      ['last_event', 'text', ({ lastEvent }) => lastEvent],
      ['stream_version', 'int', ({ version }) => version],
      ['folded', 'json', ({ folded }) => JSON.stringify(folded)],
    ],
  )
  await insertAll(
    tx,
    'forms',
    batch.flatMap(({ forms }) => forms),
    [
      ['file', 'text', ({ file }) => file],
      ['version', 'int', ({ version }) => version],
      ['recorded_at', 'timestamptz', ({ recordedAt }) => recordedAt],
      ['record', 'json', ({ record }) => JSON.stringify(record)],
      ['salt', 'text', ({ salt }) => salt],
    ],
  )
  await insertAll(
    tx,
    'papers',
    batch.flatMap(({ papers }) => papers),
    [
      ['id', 'text', () => newIdentifier('paper')],
      ['account', 'text', ({ account }) => account],
      ['file', 'text', ({ file }) => file],
      ['requirement', 'text', ({ requirement }) => requirement],
      ['name', 'text', ({ requirement }) => `${requirement}.pdf`],
      ['type', 'text', () => 'application/pdf'],
      ['size', 'int', () => 40_000],
      ['hash', 'text', () => 'invented'],
      ['scan', 'text', () => 'clean'],
      ['at', 'timestamptz', () => new Date()],
    ],
  )
  await saveRecruiters(
    tx,
    batch.flatMap(({ recruiter }) => recruiter ?? []),
    origin,
  )
  await insertAll(
    tx,
    'particulars',
    batch.flatMap(({ particulars }) => particulars ?? []),
    [
      ['recruiter', 'text', ({ recruiter }) => recruiter],
      ['version', 'int', ({ version }) => version],
      ['legal_day', 'date', ({ legalDay }) => legalDay],
      ['recorded_at', 'timestamptz', ({ recordedAt }) => recordedAt],
      ['record', 'json', ({ record }) => JSON.stringify(record)],
      ['salt', 'text', ({ salt }) => salt],
    ],
  )
}

type Placed = { readonly event: SeededEvent; readonly position: number }
