// What the desks keep in memory, and what they ask the tables, without a server around it; and the plain ways to do the same.
import { addDays, dayIn } from '../../src/kernel/day.ts'
import { openKnownFiles } from '../../src/modules/register/index.ts'
import { readFilesById, readSomeForIndex } from '../../src/modules/register/store/files.ts'
import { countWork, findByNumber, listWork } from '../../src/modules/register/store/work.ts'
import { openNode } from '../../src/node.ts'
import type { Queryable } from '../../src/platform/database/database.ts'
import { createChance } from '../finding/seeded.ts'
import { officerId } from './applicant.ts'
import { answerQuestions, configurationOf, type Place } from './place.ts'

export type IndexTask = { readonly place: Place; readonly questions: number }
/** Times in milliseconds; memory in megabytes. */
export type IndexFigures = {
  readonly builtIn: number
  readonly memory: number
  readonly parties: number
  readonly linkCheck: readonly number[]
  /** Files of those asked with ten links or more. */
  readonly tenLinks: number
  readonly list: readonly number[]
  readonly listNaive: readonly number[]
  readonly search: readonly number[]
  readonly searchNaive: readonly number[]
  readonly found: number
}

const PAGE = 51
const LINKS = 12

answerQuestions(async ({ place, questions }: IndexTask): Promise<IndexFigures> => {
  const node = await openNode(configurationOf(place))
  const { database, pack, country, now } = node
  const before = memory()
  const files = openKnownFiles(database, pack, country, now)
  const start = performance.now()
  await files.refresh()
  const builtIn = performance.now() - start
  const held = memory() - before

  const ids = await database.query<{ id: string }>('select id from files where open order by id')
  const asked = createChance(43)
    .shuffled(ids)
    .slice(0, questions)
    .map(({ id }) => id)
  const parties = [...(await readSomeForIndex(database, asked))]
  let tenLinks = 0
  for (const file of parties.slice(0, 20)) files.linksOf(file, LINKS)
  const linkCheck = await timed(parties, async (file) => {
    if (files.linksOf(file, LINKS).length >= 10) tenLinks += 1
  })

  const today = dayIn('UTC', now())
  const since = new Date(Date.now() - 30 * 60 * 60_000)
  const question = { country, account: officerId(0), today, week: addDays(today, 7), since }
  const rounds = Array.from({ length: questions / 10 })
  const list = await timed(rounds, async () => {
    await countWork(database, question)
    await listWork(database, question, 'all', undefined, PAGE)
  })
  const listNaive = await timed(rounds, () => naiveList(database))

  const names = parties.flatMap(({ record }) => record?.name ?? []).slice(0, questions / 10)
  let found = 0
  const search = await timed(names, async (name) => {
    await findByNumber(database, country, name)
    const rows = await readFilesById(database, files.find(name, 30))
    if (rows.some((row) => row.name === name)) found += 1
  })
  const searchNaive = await timed(names, async (name) => {
    const like = `%${name.slice(0, 20)}%`
    await database.query('select * from files where country = $1 and name ilike $2 limit 30', [country, like])
  })
  await node.close()
  const shares = { linkCheck, tenLinks: tenLinks / parties.length, found: found / names.length }
  return { builtIn, memory: held, parties: files.size(), ...shares, list, listNaive, search, searchNaive }
})

/** Every open file with its fold, sorted here: what the list does not do. */
async function naiveList(database: Queryable): Promise<readonly object[]> {
  const rows = await database.query<{ deadline: string | null; id: string }>('select * from files where open')
  const order = ({ deadline, id }: (typeof rows)[number]) => `${deadline ?? '9999'} ${id}`
  return rows.toSorted((a, b) => (order(a) < order(b) ? -1 : 1)).slice(0, PAGE)
}

async function timed<Of>(questions: readonly Of[], work: (question: Of) => Promise<unknown>): Promise<number[]> {
  const times: number[] = []
  for (const question of questions) {
    const start = performance.now()
    await work(question)
    times.push(performance.now() - start)
  }
  return times
}

function memory(): number {
  return process.memoryUsage().rss / 2 ** 20
}
