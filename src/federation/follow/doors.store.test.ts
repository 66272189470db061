// The doors of following: hints, mirrors, particulars, entries about disputes, and the desk of disputes.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { XA, XB } from '../../../test/fixtures/database.ts'
import { seated } from '../../../test/fixtures/desk-node.ts'
import { openFollowing } from '../../../test/fixtures/following.ts'
import { inventedEntry } from '../../../test/fixtures/written-log.ts'
import type { Reader } from '../../packs/reader.ts'
import { createTexts } from '../../platform/texts.ts'
import type { PeerAnswer, PeerCall } from '../context.ts'
import { followDesks } from './desks.ts'
import { disputesForeignShare } from './dispute-share.ts'
import { mirrorName } from './mirror.ts'
import type { ParticularsDoor } from './particulars.ts'
import { followRoutes } from './routes.ts'
import { readDispute, readDisputes } from './store/disputes.ts'
import { type FollowKey, followTexts } from './texts/index.ts'

const request = { authority: '', search: '', headers: {}, body: new Uint8Array() }

describe('the doors', { concurrency: false }, () => {
  let place: Awaited<ReturnType<typeof openFollowing>>
  before(async () => {
    place = await openFollowing()
    place.log.append(...Array.from({ length: 300 }, (_, at) => inventedEntry(at)))
    place.log.publish()
  })
  after(() => place.close())

  test('a hint wakes; a mirror is served tile by tile, and nothing else of the folder', async () => {
    const follower = await place.open({ followSeconds: 3600 })
    const routes = followRoutes(place.fed, follower, undefined)
    const [hint, mirror] = routes
    follower.start()
    while ((await place.applied()).length < 300) await new Promise((wake) => setTimeout(wake, 10))
    place.log.append(inventedEntry(300))
    place.log.publish()
    const answer = await hint?.respond({ ...request, method: 'POST', path: '/fed/v1/hint', params: {} })
    assert.equal(answer?.status, 204)
    while ((await place.applied()).length < 301) await new Promise((wake) => setTimeout(wake, 10))
    await follower.stop()

    const get = async (origin: string, rest: string) =>
      mirror?.respond({ ...request, method: 'GET', path: '', params: { origin, rest } })
    const name = mirrorName('xb.example/log')
    assert.equal((await get(name, 'entries/000'))?.status, 200)
    assert.equal((await get(name, '0/001.p/45'))?.status, 200)
    for (const [origin, rest] of [
      [name, 'entries/002'],
      [name, '../checkpoint'],
      [name, '0/1'],
      [mirrorName('xa.example/log'), 'entries/000'],
      ['..', 'entries/000'],
    ] as const) {
      const missing = await get(origin, rest)
      assert.equal(missing?.status, 404, `${origin} ${rest}`)
      assert.equal(missing?.headers['cache-control'], 'no-store')
    }
  })

  test('particulars are asked for page by page until none is missing; a peer that gives none holds up no entry', async () => {
    const rows = Array.from({ length: 450 }, (_, at) => ({ at }))
    const kept = new Set<number>()
    const told: number[] = []
    const door: ParticularsDoor = {
      missing: async () => 450 - kept.size,
      save: async (_tx, country, page) => {
        assert.equal(country, XB)
        for (const row of page) kept.add((row as { at: number }).at)
      },
      async saved() {
        told.push(kept.size)
      },
      after: async (_db, after, limit) => {
        const from = Number(after || 0)
        const page = rows.slice(from, from + limit)
        return { rows: page, next: String(from + page.length) }
      },
    }
    const calls: string[] = []
    let broken = true
    const fed = {
      ...place.fed,
      peers: {
        ...place.fed.peers,
        async call(_peer: unknown, call: PeerCall): Promise<PeerAnswer> {
          calls.push(call.path)
          if (broken) throw new Error('invented: unreachable')
          const [path = '', search = ''] = call.path.split('?')
          const route = followRoutes(fed, follower, door).find((one) => one.path === path)
          const answer = await route?.respond({ ...request, method: 'GET', path, search: `?${search}`, params: {} })
          return { status: answer?.status ?? 404, type: '', body: new TextEncoder().encode(String(answer?.body)) }
        },
      },
    }
    const follower = await place.open({ fed, particulars: door })
    place.log.append(inventedEntry(301))
    place.log.publish()
    assert.equal(await follower.look(XB), 'grew')
    assert.equal(kept.size, 0)
    broken = false
    assert.equal(await follower.look(XB), 'same')
    assert.equal(kept.size, 450)
    assert.deepEqual(told, [200, 400, 450])
    const asked = calls.length
    await follower.look(XB)
    assert.equal(calls.length, asked)
  })

  test('what a peer writes of disputes is shown, stops nobody, and is void when it is not its own', async () => {
    const share = disputesForeignShare('xa.example/log', () => new Date('2026-03-01T12:00:00Z'))
    const logged = (index: number, type: string, subject: string, data: object, log = 'xb.example/log') => ({
      log,
      index,
      country: log.startsWith('xa') ? XA : XB,
      origin: 'xa-xb/xb',
      entry: {
        id: `xb:${index}`,
        type,
        time: '2026-03-01T11:00:00Z',
        subject,
        prev: null,
        data: data as Record<string, unknown>,
      },
    })
    const said = { log: 'xa.example/log', kind: 'split-view', proof: 'ab'.repeat(32) }
    const run = [
      logged(0, 'org.sursur.dispute.opened', 'disp_one', said),
      logged(1, 'org.sursur.dispute.opened', 'disp_two', { log: 7 }),
      logged(2, 'org.sursur.dispute.opened', 'disp_one', said),
      logged(3, 'org.sursur.dispute.closed', 'disp_one', said, 'xc.example/log'),
      logged(4, 'org.sursur.dispute.closed', 'disp_none', said),
    ]
    const voids = await place.database.transaction((tx) => share.apply(tx, run))
    assert.deepEqual(
      voids.map(({ index }) => index),
      [1, 3, 4],
    )
    const one = await readDispute(place.database, 'disp_one')
    assert.deepEqual([one?.raisedBy, one?.stops, one?.closedAt], ['xb.example/log', false, null])
    const follower = await place.open()
    assert.equal(follower.isRefused('xa.example/log'), false)
    await place.database.transaction((tx) =>
      share.apply(tx, [logged(5, 'org.sursur.dispute.closed', 'disp_one', said)]),
    )
    assert.ok((await readDispute(place.database, 'disp_one'))?.closedAt)
  })

  test('the desk: list, one dispute, its proof, and closing with a reason', async () => {
    place.log.append(inventedEntry(302, { type: 'org.sursur.test.void' }))
    place.log.publish()
    const follower = await place.open()
    await follower.look(XB)
    const dispute = (await readDisputes(place.database)).find(({ kind }) => kind === 'void-entry')
    const id = dispute?.id ?? ''
    const desks = followDesks(follower)
    const [list, shown, proof] = desks.filter(({ method }) => method !== 'post')
    const form = desks.find(({ method }) => method === 'post')
    const marks = { token: 't', once: 'o' }
    const ask = { params: { id }, query: {}, marks, who: seated('acc_d', ['deciding officer']) }
    const auditor = { ...ask, who: seated('acc_a', ['auditor']) }
    const html = async (answer: unknown) => {
      const { page } = (await answer) as { page: { body: object } }
      return String(page.body)
    }
    assert.match(await html(list?.respond(ask as never, reader('en'))), new RegExp(id))
    assert.match(await html(shown?.respond(ask as never, reader('en'))), /name="reason"/)
    assert.doesNotMatch(await html(shown?.respond(auditor as never, reader('ar'))), /name="reason"/)
    const file = (await proof?.respond(ask as never, reader('en'))) as { file: { bytes: Uint8Array } }
    assert.equal(new TextDecoder().decode(file.file.bytes), dispute?.proof)
    const send = (reason: string, once: string) =>
      form?.respond({ ...ask, once, form: { fields: { reason }, lists: {}, files: [] } } as never, reader('es'))
    assert.equal(((await send('', 'a')) as { status: number }).status, 422)
    assert.deepEqual(await send('settled', 'b'), { redirect: `/staff/disputes/${id}?done=closed` })
    assert.equal(((await send('again', 'c')) as { status: number }).status, 422)
  })
})

function reader(language: 'en' | 'es' | 'ar'): Reader<FollowKey> {
  const text = { text: '', language, direction: 'ltr' as const }
  return {
    asked: {} as never,
    written: {} as never,
    say: createTexts(followTexts).say(language, language),
    text: () => text,
    day: (day) => day,
    moment: (instant) => instant,
    number: String,
    join: (words) => words.join(', '),
    compare: (one, other) => (one < other ? -1 : 1),
    to: (path) => `/${language}${path}`,
  }
}

test('the texts say the same in five languages, and parse', () => {
  const texts = createTexts(followTexts)
  const keys = Object.keys(followTexts.en).filter((key) => key !== '$state') as FollowKey[]
  for (const language of ['en', 'es', 'fr', 'pt', 'ar'] as const) {
    assert.deepEqual(Object.keys(followTexts[language]), Object.keys(followTexts.en))
    for (const key of keys) assert.ok(texts.say(language, language)(key, { title: 'x', most: 2 }), key)
  }
})

test('stopping does not wait for a peer that never answers', async () => {
  const place = await openFollowing()
  try {
    place.served.behaviour.lie = () => 'answered'
    const follower = await place.open({ sourceOf: undefined })
    follower.start()
    while (place.served.asked.length === 0) await new Promise((wake) => setTimeout(wake, 5))
    await follower.stop()
    assert.equal((await follower.state())[1]?.state, 'unreachable')
  } finally {
    await place.close()
  }
})
