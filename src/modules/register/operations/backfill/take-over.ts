// Takes over authorizations of a paper register: a file each, all of them or none, one number once; nothing is decided here.
import type { NewEvent } from '../../../../events/index.ts'
import { fail, ok, type Result } from '../../../../kernel/result.ts'
import { fileNumber } from '../../../../packs/index.ts'
import { actorFor, operate, type Who } from '../../../../people/index.ts'
import type { Transaction } from '../../../../platform/database/database.ts'
import { newIdentifier } from '../../../../platform/seal/digest.ts'
import { keyOf } from '../../address.ts'
import type { Refusal } from '../../domain/refusal.ts'
import { POLICY } from '../../policy.ts'
import {
  insertFiles,
  keepRejected,
  lockPaperNumbers,
  readRejected,
  readTakenNumbers,
  savePaperNumbers,
  takeNumbers,
} from '../../store/backfill.ts'
import { keepRequirements } from '../../store/files.ts'
import type { PaperFault } from '../../views/backfill.ts'
import { APPLICATION_FILE } from '../application/acting.ts'
import { APPLIED, newApplication, requirementSet } from '../application/submit.ts'
import { type DeskNode, deskDay } from '../desk-node.ts'
import { rowAfter } from '../on-file.ts'
import { type PaperLine, type PaperList, rejectedList } from './paper-list.ts'
import { type PaperCells, type PaperRow, readPaperRow } from './paper-row.ts'

export type BadLine = { readonly line: number; readonly faults: readonly PaperFault[] }
export type TakenOver = {
  readonly opened: number
  /** The file, when there is one. */
  readonly first?: string
  readonly bad: readonly BadLine[]
  /** Under which the bad rows can be fetched for a day. */
  readonly rejected?: string
}

type BadRow = { readonly code: 'bad-row'; readonly faults: readonly PaperFault[] }
type Work = { readonly value: TakenOver; readonly events: readonly NewEvent[] }

type Asked = {
  readonly language: string
  /** Says a fault in the officer's language, for the rows that go back. */
  readonly sayFault: (fault: PaperFault) => string
  readonly once?: string | undefined
}

/** Takes over one authorization. Refuses `bad-row` with its `faults`, so that the mended form can be sent under the same key. */
export function takeOverOne(node: DeskNode, who: Who, cells: PaperCells, asked: Asked) {
  return takeOver(node, who, [{ line: 1, raw: [], cells }], undefined, asked)
}

/**
 * Takes over every sound row of a list in one transaction. A number that is in the register, that an open or granted file
 * takes over, or that stands twice in the list is a fault of its row, so that the same list twice makes no second files.
 */
export function takeOverList(node: DeskNode, who: Who, { header, lines }: PaperList, asked: Asked) {
  return takeOver(node, who, lines, header, asked)
}

function takeOver(
  node: DeskNode,
  who: Who,
  lines: readonly PaperLine[],
  header: readonly string[] | undefined,
  { language, sayFault, once }: Asked,
) {
  const action = 'register.take-over'
  const { country } = who
  const actor = actorFor(who, POLICY, action)
  const attempt = { actor, action, country, subject: 'backfill', detail: { rows: lines.length }, once } as const
  return operate(node, POLICY, attempt, async (tx, now): Promise<Result<Work, Refusal | BadRow>> => {
    const around = { pack: node.pack, country, today: deskDay(node, country, now), language }
    await lockPaperNumbers(tx)
    const read = lines.map((one) => ({ ...one, row: readPaperRow(one.cells, around) }))
    const keys = read.flatMap(({ row }) => (row.ok ? [keyOf(country, row.value.number)] : []))
    const taken = await readTakenNumbers(tx, keys)
    const lineOf = new Map<string, number>()
    const bad: (BadLine & Pick<PaperLine, 'raw'>)[] = []
    const sound: Sound[] = []
    for (const { line, raw, row } of read) {
      if (!row.ok) {
        bad.push({ line, raw, faults: row.error })
        continue
      }
      const key = keyOf(country, row.value.number)
      const fault = numberFault(taken.get(key), lineOf.get(key))
      if (fault) bad.push({ line, raw, faults: [fault] })
      else {
        lineOf.set(key, line)
        sound.push({ ...row.value, key })
      }
    }
    if (!header && bad[0]) return fail({ code: 'bad-row', faults: bad[0].faults } as const)
    const { opened, events } = await openAll(tx, now, node, who, sound)
    await savePaperNumbers(tx, opened)
    const rejected = header && bad.length > 0 ? newIdentifier('rejected') : undefined
    if (header && rejected) {
      const rows = bad.map(({ raw, faults }) => ({
        raw,
        fault: faults.map((fault) => `${fault.column}: ${sayFault(fault)}`).join(' '),
      }))
      await keepRejected(tx, { id: rejected, account: who.account, at: now, csv: rejectedList(header, rows) })
    }
    const [first] = opened
    const value: TakenOver = {
      opened: opened.length,
      ...(first && { first: first.file }),
      bad: bad.map(({ line, faults }) => ({ line, faults })),
      ...(rejected && { rejected }),
    }
    return ok({ value, events })
  })
}

type Sound = PaperRow & { readonly key: string }

/** The files of all sound rows, in a handful of statements: two thousand are there in about a second. */
async function openAll(tx: Transaction, now: Date, node: DeskNode, who: Who, rows: readonly Sound[]) {
  if (rows.length === 0) return { opened: [], events: [] }
  const { country } = who
  const hashes = new Map<string, string>()
  for (const kind of new Set(rows.map((row) => row.kind))) {
    const { hash, content } = requirementSet(node, country, 'backfill', kind, now)
    await keepRequirements(tx, hash, content)
    hashes.set(kind, hash)
  }
  const first = await takeNumbers(tx, country, 'application', rows.length)
  const made = rows.map(({ key, kind: recruiterKind, form }, at) => {
    const number = fileNumber(node.pack, country, 'application', first + at)
    const requirements = hashes.get(recruiterKind) ?? ''
    const submission = { kind: 'backfill', country, recruiterKind, form } as const
    const { file, sealed, fact } = newApplication(node, who, submission, { number, requirements, now })
    const placed = { stream: file, streamVersion: 1, version: APPLICATION_FILE.eventVersion }
    const folded = APPLICATION_FILE.evolve(undefined, { ...fact, ...placed, by: who.account })
    const row = rowAfter(APPLICATION_FILE, file, folded, { name: form.name, who, now, fact })
    const event: NewEvent = { ...placed, ...fact, ground: APPLIED }
    return { key, file, row, sealed, event }
  })
  await insertFiles(tx, made, now)
  return { opened: made.map(({ key, file }) => ({ key, file })), events: made.map(({ event }) => event) }
}

function numberFault(taken: string | undefined, line: number | undefined): PaperFault | undefined {
  if (taken !== undefined) return { column: 'number', code: 'taken', values: { other: taken } }
  if (line !== undefined) return { column: 'number', code: 'twice', values: { line: String(line) } }
  return undefined
}

/** The bad rows of a list, for whoever sent it alone. */
export function fetchRejected({ database }: DeskNode, who: Who, id: string): Promise<string | undefined> {
  return readRejected(database, id, who.account)
}
