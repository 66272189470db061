// How fast a new peer catches up with a log that is really served over HTTP, on both engines.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { Row } from '../table.ts'
import type { FollowAnswer } from './follow-process.ts'

/** Entries a second until the joint register is whole, beside inserting the same events and nothing else. */
export async function benchFollow(say: (row: Row) => void, quick: boolean, server: string | undefined): Promise<void> {
  for (const [label, url] of [
    ['embedded', undefined],
    ['PostgreSQL', server],
  ] as const) {
    if (label === 'PostgreSQL' && !url) continue
    for (const entries of quick ? [10_000] : [50_000, 200_000]) {
      const { perSecond, plainPerSecond } = await inProcess(entries, url)
      say({
        name: `follow, ${label}: a new peer catches up ${entries.toLocaleString('en')} entries`,
        value: perSecond,
        unit: 'entries/s',
        better: 'higher',
        baseline: { name: 'the same events inserted plainly', value: plainPerSecond },
        aim: { of: 'value', bound: 20_000 },
      })
    }
  }
}

async function inProcess(entries: number, url: string | undefined): Promise<FollowAnswer> {
  const { SURSUR_TEST_DATABASE_URL: _, ...environment } = process.env
  const child = fork(new URL('follow-process.ts', import.meta.url), {
    execPath: process.execPath,
    env: { ...environment, ...(url && { SURSUR_TEST_DATABASE_URL: url }) },
  })
  child.send(entries)
  const answered = once(child, 'message')
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the follower's process ended (${code})`)
  })
  ended.catch(() => undefined)
  const [answer] = await Promise.race([answered, ended])
  return answer as FollowAnswer
}
