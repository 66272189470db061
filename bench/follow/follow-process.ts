// One new peer in a process of its own: a log of a register's entries is served over HTTP, followed to its end, and timed.
import { appendForeignEvents } from '../../src/events/index.ts'
import { day } from '../../src/kernel/day.ts'
import { enterRecruiter, recordAct } from '../../src/modules/register/index.ts'
import { registerForeignShare } from '../../src/modules/register/operations/joint/foreign-share.ts'
import { eventOf, readLogged } from '../../src/modules/register/operations/joint/read-logged.ts'
import type { LoggedEntry } from '../../src/transparency/log/share.ts'
import { actor, openTestDatabase, XA, XB } from '../../test/fixtures/database.ts'
import { openFollowing } from '../../test/fixtures/following.ts'
import { testRegister } from '../../test/fixtures/two-registers.ts'

export type FollowAnswer = { readonly perSecond: number; readonly plainPerSecond: number }

/** Statements of one transaction, as many as a run of the follower has. */
const RUN = 1792

process.once('message', async (entries: number) => {
  const answer = await measure(entries)
  process.send?.(answer, () => process.exit(0))
})

async function measure(count: number): Promise<FollowAnswer> {
  const plain = await openTestDatabase()
  const following = await openFollowing()
  try {
    const [entered, granted] = await templates(plain.database)
    const entries = Array.from({ length: count }, (_, at) => entryOf(at % 2 === 0 ? entered : granted, at))
    for (const entry of entries)
      following.log.append(new TextEncoder().encode(JSON.stringify(sorted({ v: 1, ...entry }))))
    following.log.publish()
    const began = performance.now()
    const follower = await following.open({ shares: [registerForeignShare({ country: XA })] })
    const outcome = await follower.look(XB)
    const seconds = (performance.now() - began) / 1000
    await follower.stop()
    const [row] = await following.database.query<{ n: number }>('select count(*)::int as n from recruiters')
    if (row?.n !== count / 2) throw new Error(`${row?.n} recruiters: ${JSON.stringify(outcome)} ${following.warnings}`)
    const events = entries.map((entry, index) => {
      const read = readLogged({ log: 'xb.example/log', index, country: XB, origin: 'xa-xb/xb', entry }, XA)
      if ('code' in read) throw new Error(read.detail)
      return eventOf(read)
    })
    const start = performance.now()
    for (let at = 0; at < count; at += RUN)
      await plain.database.transaction((tx) => appendForeignEvents(tx, events.slice(at, at + RUN)))
    return { perSecond: count / seconds, plainPerSecond: (count * 1000) / (performance.now() - start) }
  } finally {
    await following.close()
    await plain.close()
  }
}

/** Two entries as the register writes them: one entered, one authorized. */
async function templates(database: Parameters<typeof testRegister>[0]) {
  const { node, log } = testRegister(database, XB)
  const ground = { text: { en: 'invented' }, law: 'invented law, article 3' }
  const particulars = {
    names: [{ text: 'Ejemplo', kind: 'name' as const }],
    telephones: [],
    telephoneHashes: [],
    emails: [],
    webs: [],
  }
  const common = { country: XB, licence: 'XB-1', ground }
  const decider = actor('deciding officer', XB)
  await enterRecruiter(node, decider, { ...common, kind: 'agency', day: day('2026-01-01'), particulars })
  await recordAct(node, decider, { ...common, act: 'grant', home: XB, day: day('2026-02-01') })
  const [entered, granted] = log
  if (!entered || !granted) throw new Error('the register wrote no entries')
  return [entered.entry, granted.entry] as const
}

/** Entry `at`: each recruiter is entered and then authorized. */
function entryOf(template: LoggedEntry['entry'], at: number): LoggedEntry['entry'] {
  const pair = Math.floor(at / 2)
  const first = at % 2 === 0
  const data = first ? { ...template.data, licence: `XB-${pair + 1}` } : template.data
  return { ...template, id: `xb:evt_${at}`, subject: `rec_${pair}`, prev: first ? null : `xb:evt_${at - 1}`, data }
}

/** Members in the order of canonical JSON. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, held]) => [name, sorted(held)]),
  )
}
