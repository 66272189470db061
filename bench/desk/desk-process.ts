// A node that serves the desks, with officers signed in and every statement to its database counted.
import { type OpenNode, openNode, serveNode } from '../../src/node.ts'
import { beginSession } from '../../src/people/sessions.ts'
import { readAccount } from '../../src/people/store/accounts.ts'
import type { Queryable } from '../../src/platform/database/database.ts'
import { newIdentifier } from '../../src/platform/seal/digest.ts'
import { CHECKERS, DECIDERS, officerId } from './applicant.ts'
import { answerQuestions, configurationOf, type Place } from './place.ts'

/** What an officer needs to be asked for: their cookie. */
export type Seat = { readonly account: string; readonly cookie: string; readonly decides: boolean }
export type FileToAsk = {
  readonly id: string
  readonly number: string
  readonly name: string
  readonly telephone: string
  readonly requirement: string
}
export type Opened = {
  readonly port: number
  /** By the clock, in milliseconds. */
  readonly listeningAt: number
  readonly seats: readonly Seat[]
  readonly reviewed: readonly FileToAsk[]
  readonly awaiting: readonly string[]
}
export type DeskQuestion =
  | { readonly ask: 'open'; readonly place: Place }
  | { readonly ask: 'statements' }
  | { readonly ask: 'processor' }
  | { readonly ask: 'fatten'; readonly file: string; readonly rows: number }

let statements = 0
let node: OpenNode | undefined

/** The same database; each statement is counted, `begin` and `commit` too. */
function counted(database: OpenNode['database']): OpenNode['database'] {
  const count = (on: Queryable): Queryable => ({
    query(sql, values) {
      statements += 1
      return on.query(sql, values)
    },
  })
  return {
    ...database,
    ...count(database),
    transaction(work, isolation) {
      statements += 2
      return database.transaction((tx) => work({ ...tx, ...count(tx) }), isolation)
    },
  }
}

answerQuestions(async (question: DeskQuestion): Promise<object> => {
  if (question.ask === 'open') return open(question.place)
  if (question.ask === 'fatten') return fatten(question.file, question.rows)
  if (question.ask === 'processor') {
    const { user, system } = process.cpuUsage()
    return { milliseconds: (user + system) / 1000 }
  }
  const counted = statements
  statements = 0
  return { statements: counted }
})

async function open(place: Place): Promise<Opened> {
  node = await openNode(configurationOf(place))
  const { database } = node
  const serving = await serveNode({ ...node, database: counted(database) })
  const listeningAt = Date.now()
  const accounts = [...CHECKERS, ...DECIDERS].map((_, at) => officerId(at))
  const seats: Seat[] = []
  for (const id of accounts) {
    const account = await readAccount(database, id)
    if (!account) throw new Error(`no account ${id}`)
    const token = await beginSession(database, account, 'bench', new Date())
    seats.push({ account: id, cookie: `sursur_session=${token}`, decides: DECIDERS.includes(id) })
  }
  const of = (state: string) =>
    database.query<FileToAsk>(
      `select f.id, f.number, f.name, m.record->'telephones'->>0 as telephone, s.content->0->>'id' as requirement
       from files f join forms m on m.file = f.id and m.version = 1
       join requirement_sets s on s.hash = f.folded->>'requirements' where f.state = $1 order by f.id limit 300`,
      [state],
    )
  const awaiting = (await of('awaiting decision')).map(({ id }) => id)
  process.once('SIGTERM', () => void serving.stop().then(() => process.exit(0)))
  return { port: serving.port, listeningAt, seats, reviewed: await of('under review'), awaiting }
}

/** Gives one file a thousand notes and papers, to see whether its page asks more for it. */
async function fatten(file: string, rows: number): Promise<object> {
  const ids = (prefix: string) => Array.from({ length: rows }, () => newIdentifier(prefix))
  await node?.database.query(
    `insert into file_notes (id, file, at, account, kind, text)
     select id, $1, now(), 'acc_officer1', 'note', 'An example.' from unnest($2::text[]) as n (id)`,
    [file, ids('note')],
  )
  await node?.database.query(
    `insert into papers (id, account, file, requirement, name, type, size, hash, scan, at)
     select n.id, p.account, p.file, p.requirement, p.name, p.type, p.size, p.hash, p.scan, p.at
     from (select * from papers where file = $1 limit 1) as p, unnest($2::text[]) as n (id)`,
    [file, ids('paper')],
  )
  return {}
}
