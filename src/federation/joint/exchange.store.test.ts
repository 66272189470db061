// Cosignatures that one node alone knows: told to the other, believed only with the keys of the corridor, and then the same act on both.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { XA, XB } from '../../../test/fixtures/database.ts'
import { type JointPair, officerOf, openJointPair, SECRET } from '../../../test/fixtures/joint-pair.ts'
import type { RawRequest } from '../../platform/http.ts'
import type { PeerCalls } from '../context.ts'
import { cosignedRoute } from './exchange.ts'
import { signAct } from './operations/decide.ts'
import { makeOwnKey } from './operations/keys.ts'
import { draftAct, proposeAct } from './operations/propose.ts'
import { sweepActs } from './refresh.ts'
import { askPeers } from './start.ts'
import { readAct } from './store/acts.ts'

const DAY = 86_400_000
let pair: JointPair
before(async () => {
  pair = await openJointPair()
})
after(() => pair.close())

const failed = (error: unknown) => assert.fail(String(error))
const none = {} as RawRequest

/** What one node hears when it asks the other; `changed` may change it on the way. */
function peersOf(other: JointPair['a'], changed = (text: string) => text): PeerCalls {
  const route = (respond: Parameters<PeerCalls['route']>[0]) => (request: RawRequest) => respond(request, {} as never)
  return {
    route,
    async call() {
      const answer = await cosignedRoute(other.database, other.desk.node.now, { route }).respond(none)
      return { status: answer.status, type: '', body: new TextEncoder().encode(changed(String(answer.body))) }
    },
  }
}
const ask = (node: JointPair['a'], peers: PeerCalls, root = new Uint8Array(32)) =>
  askPeers(
    node.database,
    node.refresher,
    {
      trust: node.book,
      peers,
      rootAt: async () => root,
    },
    failed,
  )
const stateAt = async (node: JointPair['a'], act: string) => (await readAct(node.database, act))?.act

test('a cosignature whose answer was lost is learned of from the witness', async () => {
  const { a, b } = pair
  for (const [node, country] of [
    [a, XA],
    [b, XB],
  ] as const)
    for (const officer of ['one', 'two'])
      await makeOwnKey(node.desk, officerOf(country, `acc_${officer}`), { secret: SECRET, again: SECRET })
  const one = officerOf(XA, 'acc_one')
  const draft = await draftAct(a.desk, one, {
    body: { kind: 'suspension', recruiter: 'rec_2', licence: 'XA-1' },
    days: 1,
  })
  const act = draft.ok ? draft.value.act : ''
  assert.ok((await proposeAct(a.desk, one, act)).ok)
  await pair.meet()
  const hash = (await stateAt(a, act))?.hash ?? ''
  for (const [node, country] of [
    [a, XA],
    [b, XB],
  ] as const)
    for (const officer of ['one', 'two'])
      assert.ok((await signAct(node.desk, officerOf(country, `acc_${officer}`), { act, hash, secret: SECRET })).ok)
  await pair.follow(a, b)
  await pair.follow(b, a)
  await pair.cosign(b, a)
  // XB cosigns XA's log in time, but XA never hears of it, and is cosigned again only the day after.
  await pair.cosign(a, b, undefined, [b])
  pair.pass(3 * DAY)
  await pair.cosign(a, b)
  await a.database.transaction((tx) => sweepActs(tx, a.refresher))
  assert.deepEqual([(await stateAt(a, act))?.state, (await stateAt(b, act))?.state], ['lapsed', 'effective'])

  // Nothing that is not whole, or that speaks of another tree, is believed.
  for (const changed of [
    () => 'no JSON',
    (text: string) => text.replaceAll('\\n\\n', '\\n+\\n'),
    (text: string) => text.replaceAll(/[A-Z](?==*\\n)/g, 'x'),
  ])
    await ask(a, peersOf(b, changed))
  await ask(a, peersOf(b), new Uint8Array(32).fill(1))
  assert.equal((await stateAt(a, act))?.state, 'lapsed')

  await ask(a, peersOf(b))
  assert.deepEqual(await stateAt(a, act), await stateAt(b, act))
  assert.deepEqual(a.moved, b.moved)
})
