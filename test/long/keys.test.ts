// The key events of docs/how-to/keys.md on two real nodes: each key exchanged, a stolen log key revoked, keys exported, lost and put back.
import assert from 'node:assert/strict'
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import { toBase64, utf8 } from '../../src/transparency/format/bytes.ts'
import { checkpointBody, parseCheckpointBody } from '../../src/transparency/format/checkpoint.ts'
import { parseNote, signatureLine, writeNote } from '../../src/transparency/format/note.ts'
import { formerSigners, type LogHead } from '../../src/transparency/log/index.ts'
import type { Believed, Written } from '../fixtures/acting-node.ts'
import { type CorridorNode, makeCorridor, settled, type TestCorridor } from '../fixtures/corridor.ts'
import { runSursur, sursur } from '../fixtures/node.ts'

const PASSPHRASE = 'five invented words for tests'
let corridor: TestCorridor
let xa: CorridorNode
let xb: CorridorNode
let entered = 0

before(async () => {
  corridor = await makeCorridor()
  ;[xa, xb] = corridor.nodes as [CorridorNode, CorridorNode]
  for (const node of corridor.nodes) await node.start()
  await bothGrow()
})
after(() => corridor.close())

/** Both nodes say something, and each learns what the other said. */
async function bothGrow(): Promise<void> {
  entered++
  for (const node of corridor.nodes) {
    const licence = `${node.country}-K${String(entered).padStart(4, '0')}`
    await node.ask({ do: 'enter', licence, name: `Ejemplo ${licence}` })
  }
  await settled(corridor.nodes)
}

/** Waits until it holds; says the last failure when it does not. */
async function until(holds: () => Promise<void>, milliseconds = 15_000): Promise<void> {
  for (const end = Date.now() + milliseconds; ; await sleep(150)) {
    try {
      return await holds()
    } catch (error) {
      if (Date.now() > end) throw error
    }
  }
}

async function partyAt(node: CorridorNode, country: string): Promise<Believed['parties'][number]> {
  const { parties } = await node.ask<Believed>({ do: 'trust' })
  return parties.find((party) => party.country === country) ?? assert.fail(`${node.country} knows no ${country}`)
}
const headOf = async (node: CorridorNode, country: string): Promise<LogHead> =>
  (await node.ask<readonly LogHead[]>({ do: 'heads' })).find((head) => head.country === country) ?? assert.fail(country)

/** A checkpoint of the newest size has the quorum, with the keys that are believed now. */
async function confirmed(): Promise<void> {
  await until(async () => {
    for (const node of corridor.nodes)
      for (const { log, size, confirmedSize } of await node.ask<readonly LogHead[]>({ do: 'heads' }))
        assert.equal(confirmedSize, size, `${log} at ${node.country}`)
  })
}

/** Stops the node, carries a command out, serves it again. */
async function stopped(node: CorridorNode, ...words: readonly string[]): Promise<string> {
  await node.stop()
  const done = await sursur(...words, '--config', node.config)
  assert.equal(done.code, 0, done.err)
  await node.start()
  return done.out
}

async function messagesPass(words: string): Promise<void> {
  await xa.ask({ do: 'message', to: 'XB', words })
  await xb.ask({ do: 'message', to: 'XA', words })
  await messagesDone()
}

async function messagesDone(): Promise<void> {
  await until(async () => {
    for (const node of corridor.nodes) {
      const all = await node.ask<readonly Written[]>({ do: 'messages' })
      assert.deepEqual(
        all.filter(({ done, words }) => !done || words === undefined),
        [],
        node.country,
      )
    }
  }, 30_000)
}

test('a running node lets nobody exchange a key under it', async () => {
  const refused = await sursur('keys', 'rotate', 'log', '--config', xa.config)
  assert.equal(refused.code, 1)
  assert.match(refused.err, /running: stop it first/)
})

/** Exchanges keys of XA one after the other, and looks at what its peer believes afterwards. */
async function exchanged(...roles: readonly ('log' | 'witness' | 'status' | 'transport' | 'seal')[]): Promise<void> {
  const before = await partyAt(xb, 'XA')
  await xa.stop()
  for (const role of roles) {
    const done = await sursur('keys', 'rotate', role, '--config', xa.config)
    assert.equal(done.code, 0, done.err)
  }
  await xa.start()
  await bothGrow()
  const now = await partyAt(xb, 'XA')
  assert.equal(now.version, before.version + roles.length)
  const shown = await sursur('keys', 'show', '--config', xa.config)
  const { policy } = await xb.ask<Believed>({ do: 'trust' })
  for (const role of roles) {
    assert.notEqual(now[role], before[role])
    assert.ok(shown.out.includes(now[role]), 'what the node shows is what its peer believes')
    if (role !== 'transport' && role !== 'seal') assert.ok(policy.includes(now[role]))
    if (role === 'log') assert.deepEqual(now.logKeys, [now.log, before.log])
    if (role === 'transport') assert.deepEqual(now.transportKeys, [now.transport, before.transport])
  }
  await confirmed()
  // A thief's checkpoint was met before the last of these.
  const disputes = await xb.ask<readonly { matter: string }[]>({ do: 'disputes' })
  assert.deepEqual(
    disputes.filter(({ matter }) => matter !== 'bad-signature' && matter !== 'no-signature'),
    [],
  )
}

test('the log key is exchanged: the peer goes on following, and believes the new one', () => exchanged('log'))

test('so are the witness, status, transport and seal keys', () => exchanged('witness', 'status', 'transport', 'seal'))

test('messages pass after all that; one sealed for the former key is opened', async () => {
  await messagesPass('before')
  await xa.stop()
  await xb.ask({ do: 'message', to: 'XA', words: 'sealed while XA was away' })
  for (const role of ['seal', 'transport']) {
    const done = await sursur('keys', 'rotate', role, '--config', xa.config)
    assert.equal(done.code, 0, done.err)
  }
  await xa.start()
  await messagesDone()
  await messagesPass('after')
})

test('what is no key, and a role that is none, are refused and change nothing', async () => {
  await xa.stop()
  const keys = (await sursur('keys', 'show', '--config', xa.config)).out
  const wrong = await sursur('keys', 'rotate', 'papers', '--config', xa.config)
  assert.equal(wrong.code, 1)
  assert.match(wrong.err, /papers is no key that can be exchanged/)
  const root = join(xa.folder, 'keys/root.key')
  renameSync(root, `${root}.safe`)
  const absent = await sursur('keys', 'rotate', 'log', '--config', xa.config)
  assert.equal(absent.code, 1)
  assert.match(absent.err, /root\.key is not here: put the root key back/)
  assert.equal((await sursur('keys', 'show', '--config', xa.config)).out, keys)
  // The root lies in a safe: the node serves without it, and makes no other.
  await xa.start()
  await bothGrow()
  await xa.stop()
  assert.throws(() => readFileSync(root))
  renameSync(`${root}.safe`, root)
  await xa.start()
})

test('a stolen log key: revoked, counter-signed from a file, and worth nothing beyond its last good size', async () => {
  const before = await partyAt(xb, 'XA')
  const { size } = await headOf(xa, 'XA')
  const said = await stopped(xa, 'keys', 'revoke', 'log')
  const file = /The signed list: (\S+)/.exec(said)?.[1] ?? assert.fail(said)
  await xa.ask({ do: 'enter', licence: 'XA-R0001', name: 'Ejemplo tras el robo' })
  // Nobody can know from the network that this is not the thief: the last state stays in service.
  await sleep(1500)
  assert.equal((await headOf(xb, 'XA')).size, size)
  assert.equal((await partyAt(xb, 'XA')).log, before.log)

  const changed = `${file}.changed`
  writeFileSync(changed, readFileSync(file, 'utf8').replace(/^decide 2$/m, 'decide 1'))
  const forged = await sursur('keys', 'countersign', changed, '--config', xb.config)
  assert.equal(forged.code, 1)
  assert.match(forged.err, /no list of keys signed by the root of a party/)
  assert.match((await sursur('keys', 'countersign', 'XA', '--config', xb.config)).err, /no list of keys .* waits/)

  const done = await sursur('keys', 'countersign', file, '--config', xb.config)
  assert.equal(done.code, 0, done.err)
  await settled(corridor.nodes)
  const now = await partyAt(xb, 'XA')
  // The key in force, and the former one that lay beside it.
  assert.deepEqual(
    now.retired,
    before.logKeys.map((log) => ({ log, lastGoodSize: size })),
  )
  assert.deepEqual(now.logKeys, [now.log])
  assert.ok(done.out.includes(now.log))
  await confirmed()
  const events = await xb.ask<readonly { data: { country: string; version: number } }[]>({
    do: 'events',
    type: 'keys.countersigned',
  })
  assert.deepEqual(
    events.map(({ data }) => [data.country, data.version]),
    [['XA', now.version]],
  )
  const twice = await sursur('keys', 'countersign', file, '--config', xb.config)
  assert.equal(twice.code, 1)
  assert.match(twice.err, /believed already/)

  const [thief] = formerSigners(xa.folder, now.origin)
  assert.ok(thief && thief.verifierKey === before.log)
  const head = await headOf(xb, 'XA')
  const text = checkpointBody({ origin: now.origin, size: head.size + 5, root: new Uint8Array(32).fill(7) })
  const note = Buffer.from(writeNote(text, [signatureLine(thief.name, thief.id, thief.sign(utf8(text)))]))
  xa.proxy.trouble.change = (path) => (path === '/log/checkpoint' ? note : undefined)
  await until(async () => {
    const disputes = await xb.ask<readonly { kind: string; matter: string }[]>({ do: 'disputes' })
    assert.ok(disputes.some(({ kind, matter }) => kind === 'wrong-signature' && matter === 'bad-signature'))
  })
  assert.equal((await headOf(xb, 'XA')).size, head.size)
  delete xa.proxy.trouble.change
  await bothGrow()
  // Believed also by a node that begins anew from what it has stored.
  await xb.kill()
  await xb.start()
  await bothGrow()
})

test('keys in no backup; exported, lost and imported, the node goes on signing as before', async () => {
  const backup = join(corridor.folder, 'xa.backup')
  const sealed = join(corridor.folder, 'keys.sealed')
  const secret = { SURSUR_PASSPHRASE: PASSPHRASE }
  const made = await sursur('backup', backup, '--config', xa.config)
  assert.equal(made.code, 0, made.err)
  const exported = await runSursur(['keys', 'export', sealed, '--config', xa.config], secret).ended
  assert.equal(exported.code, 0, exported.err)

  const files = exported.out.trim().split(': ')[1]?.split(', ') ?? []
  assert.ok(files.includes('log.key') && files.includes('log.key.1') && files.includes('root.key'), exported.out)
  const bytes = readFileSync(backup)
  const inside = bytes.subarray(0, 2).toString('hex') === '1f8b' ? gunzipSync(bytes) : bytes
  for (const name of files) {
    const key = readFileSync(join(xa.folder, 'keys', name), 'utf8')
    const [secretWords = ''] = key.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
    const seed = secretWords.slice(-40)
    assert.equal(seed.length, 40)
    assert.ok(!inside.includes(seed) && !readFileSync(sealed).includes(seed), name)
  }

  const before = (await sursur('keys', 'show', '--config', xa.config)).out
  await xa.stop()
  rmSync(join(xa.folder, 'keys'), { recursive: true })
  const wrong = await runSursur(['keys', 'import', sealed, '--config', xa.config], {
    SURSUR_PASSPHRASE: 'other invented words for it',
  }).ended
  assert.equal(wrong.code, 1)
  assert.match(wrong.err, /the passphrase is not the one of this file/)
  const put = await runSursur(['keys', 'import', sealed, '--config', xa.config], secret).ended
  assert.equal(put.code, 0, put.err)
  assert.equal((await sursur('keys', 'show', '--config', xa.config)).out, before)
  await xa.start()
  await bothGrow()
  await confirmed()
  const note = await (await fetch(`${xa.url}/log/checkpoint`)).text()
  assert.equal(parseCheckpointBody(parseNote(note).text).size, (await headOf(xb, 'XA')).size)
  assert.equal(toBase64(parseCheckpointBody(parseNote(note).text).root), (await headOf(xb, 'XA')).root)
})

test('a root that was lost: made anew, pinned by hand on the other side, and keys change under it again', async () => {
  const before = await partyAt(xb, 'XA')
  rmSync(join(xa.folder, 'keys/root.key'))
  const said = await stopped(xa, 'keys', 'rotate', 'root')
  const root = /^root key: (\S+)$/m.exec(said)?.[1] ?? assert.fail(said)
  assert.notEqual(root, before.root)
  await bothGrow()
  const file = join(corridor.folder, 'party-xa.json')
  assert.equal((await sursur('corridor', 'party', file, '--config', xa.config)).out.trim(), `root key: ${root}`)
  await stopped(xb, 'corridor', 'join', file, '--root', root)
  await bothGrow()
  assert.equal((await partyAt(xb, 'XA')).root, root)
  await exchanged('status')
})

test('a node that moved to another address says so, and how to mend it', async () => {
  await xa.stop()
  const settings = JSON.parse(readFileSync(xa.config, 'utf8')) as object
  writeFileSync(xa.config, JSON.stringify({ ...settings, publicUrl: 'http://localhost:9' }))
  const moved = await sursur('serve', '--config', xa.config)
  writeFileSync(xa.config, JSON.stringify(settings))
  assert.equal(moved.code, 1)
  assert.match(
    moved.err,
    /this node as localhost:\d+\/root, its address is localhost:9: .*Set publicUrl \(or the port\) as it was/,
  )
  assert.doesNotMatch(moved.err, /\.ts:\d/)
})
