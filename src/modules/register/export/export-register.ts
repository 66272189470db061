// All public data of the register into a folder: tables, events, and a page that says what each is.
import { readEventsAfter } from '../../../events/index.ts'
import type { Day } from '../../../kernel/day.ts'
import type { Database } from '../../../platform/database/database.ts'
import { listRecruiters } from '../operations/list-recruiters.ts'
import type { Speaker } from '../summary.ts'
import { lineFile, openTableFiles } from './table-files.ts'
import { changeOf, LISTS, listRow, RECRUITERS, recruiterRow, STANDINGS, standingRows, type Table } from './tables.ts'

const PAGE = 1000

export const EXPORTED_TABLES: readonly Table[] = [RECRUITERS, STANDINGS, LISTS]

export type Exported = { readonly recruiters: number; readonly standings: number; readonly changes: number }

/** Writes the tables and `changes.jsonl` into an existing folder; memory holds one page. Throws what disk or database say. */
export async function exportRegister(
  speaker: Speaker,
  database: Database,
  today: Day,
  folder: string,
  onProgress: (done: number) => void,
): Promise<Exported> {
  const recruiters = await openTableFiles(folder, RECRUITERS)
  const standings = await openTableFiles(folder, STANDINGS)
  const count = { recruiters: 0, standings: 0, changes: 0 }
  for (let after: string | null = ''; after !== null; ) {
    const page = await listRecruiters(speaker, database, { after, limit: PAGE }, today)
    const rows = page.recruiters.flatMap(standingRows)
    await recruiters.write(page.recruiters.map(recruiterRow))
    await standings.write(rows)
    count.recruiters += page.recruiters.length
    count.standings += rows.length
    onProgress(count.recruiters)
    after = page.next
  }
  await recruiters.close()
  await standings.close()
  const lists = await openTableFiles(folder, LISTS)
  await lists.write(speaker.lists.map(listRow))
  await lists.close()
  return { ...count, changes: await exportChanges(database, `${folder}/changes.jsonl`) }
}

async function exportChanges(database: Database, path: string): Promise<number> {
  const file = lineFile(path)
  let position = 0
  let count = 0
  for (;;) {
    const events = await readEventsAfter(database, position, PAGE)
    const last = events.at(-1)
    if (!last) break
    await file.write(events.map((event) => JSON.stringify(changeOf(event))))
    position = last.position
    count += events.length
  }
  await file.close()
  return count
}
