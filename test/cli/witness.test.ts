// `sursur witness` as a process of its own: its faults, its memory through SIGKILL, and a corridor that waits for it.
import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseVerifierKey } from '../../src/transparency/format/key.ts'
import { consistencyProof } from '../../src/transparency/format/merkle.ts'
import { openNote } from '../../src/transparency/format/note.ts'
import { openNodeKeyFiles, openSigner } from '../../src/transparency/keys/key-file.ts'
import { newSeed, signerOf } from '../../src/transparency/keys/signer.ts'
import type { LogHead } from '../../src/transparency/log/share.ts'
import { openTileTree } from '../../src/transparency/log/tile-tree.ts'
import { originHash, writeAddCheckpoint } from '../../src/transparency/witness/index.ts'
import { type CorridorNode, freePort, makeCorridor } from '../fixtures/corridor.ts'
import { removeFolder, runSursur, sursur } from '../fixtures/node.ts'
import { inventedEntry, serveLog, writtenLog } from '../fixtures/written-log.ts'

const place = mkdtempSync(join(tmpdir(), 'sursur-witness-cli-'))
after(() => removeFolder(place))
const NAME = 'witness.example/ombuds'
const logKey = signerOf('log.example/log', 1, newSeed())

let files = 0
function configFile(content: unknown): string {
  const file = join(place, `witness-${files++}.json`)
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}
const settings = (more: object = {}) => ({
  name: NAME,
  folder: 'plain',
  port: 0,
  logs: [{ key: logKey.verifierKey }],
  ...more,
})

/** The process, once it listens. */
async function started(content: object) {
  const running = runSursur(['witness', '--config', configFile(content)])
  const ready = await running.line('ready: ')
  const key = await running.line('key: ')
  return {
    url: ready.slice('ready: '.length),
    key: key.slice('key: '.length),
    end(signal: NodeJS.Signals) {
      running.child.kill(signal)
      return running.ended
    },
  }
}

const post = (url: string, body: string | Uint8Array) =>
  fetch(`${url}/add-checkpoint`, { method: 'POST', body: body as BodyInit })

test('what is wrong with the configuration is said with file and key; --help', async () => {
  const { code, err } = await sursur('witness', '--config', configFile(settings({ ports: 1, logs: [] })))
  assert.equal(code, 1)
  assert.match(err, /witness-\d+\.json: ports: no such key/)
  assert.match(err, /witness-\d+\.json: logs: name at least one log/)
  assert.doesNotMatch(err, /\n\s+at /)
  assert.equal((await sursur('witness')).code, 2)
  const help = await sursur('witness', '--help')
  assert.equal(help.code, 0)
  assert.match(help.out, /independent witness/)
})

describe('over HTTP', () => {
  const tree = openTileTree(join(place, 'tree'), 0)
  const log = writtenLog(join(place, 'unused'), logKey)
  const grow = (count: number) => {
    const more = Array.from({ length: count }, (_, at) => inventedEntry(tree.size() + at))
    log.append(...more)
    tree.append(more)
    tree.flush()
  }
  const request = async (oldSize: number, size: number) =>
    writeAddCheckpoint({
      oldSize,
      proof: oldSize > 0 && oldSize < size ? await consistencyProof(oldSize, size, tree.read) : [],
      checkpoint: log.checkpoint(size),
    })

  test('it signs, answers conflicts with its size, and SIGKILL takes nothing from it', async () => {
    grow(5)
    const first = await started(settings({ folder: 'killed' }))
    const key = parseVerifierKey(first.key)
    assert.equal(key.name, NAME)
    assert.equal((await fetch(`${first.url}/healthz`)).status, 200)
    assert.equal((await fetch(`${first.url}/${originHash(logKey.name)}/checkpoint`)).status, 404)
    const signed = await post(first.url, await request(0, 5))
    assert.equal(signed.status, 200)
    assert.equal(openNote(log.checkpoint(5) + (await signed.text()), [key]).verified.length, 1)
    await first.end('SIGKILL')

    const second = await started(settings({ folder: 'killed' }))
    assert.equal(second.key, first.key)
    grow(4)
    const conflict = await post(second.url, await request(0, 9))
    assert.equal(conflict.status, 409)
    assert.match(conflict.headers.get('content-type') ?? '', /^text\/x\.tlog\.size/)
    assert.equal(await conflict.text(), '5\n')
    assert.equal((await post(second.url, await request(5, 9))).status, 200)
    const shown = await (await fetch(`${second.url}/${originHash(logKey.name)}/checkpoint`)).text()
    assert.equal(openNote(shown, [key, parseVerifierKey(logKey.verifierKey)]).verified.length, 2)
    assert.match(shown, /\n9\n/)

    // Another history of the same size is refused, kept, and said aloud.
    const other = writtenLog(join(place, 'unused'), logKey)
    other.append(...Array.from({ length: 9 }, (_, at) => inventedEntry(at + 100)))
    const lie = writeAddCheckpoint({ oldSize: 9, proof: [], checkpoint: other.checkpoint(9) })
    assert.equal((await post(second.url, lie)).status, 422)
    const evidence = join(place, 'killed', originHash(logKey.name), 'evidence')
    assert.equal(readdirSync(evidence).length, 1)

    assert.equal((await post(second.url, new Uint8Array(129 * 1024))).status, 413)
    assert.equal((await post(second.url, 'rubbish')).status, 400)
    assert.equal((await fetch(`${second.url}/elsewhere`)).status, 404)
    assert.equal((await fetch(`${second.url}/add-checkpoint`, { method: 'DELETE' })).status, 405)
    const ended = await second.end('SIGTERM')
    assert.equal(ended.code, 0, ended.err)
    assert.match(ended.err, /ALARM log\.example\/log: it has signed two histories/)
  })

  test('a second one on the same folder, another name on the same key, a port that is taken', async () => {
    const one = await started(settings({ folder: 'shared' }))
    const second = await sursur('witness', '--config', configFile(settings({ folder: 'shared' })))
    assert.equal(second.code, 1)
    assert.match(second.err, /shared is in use by process \d+: stop that one first/)
    const port = Number(new URL(one.url).port)
    const taken = await sursur('witness', '--config', configFile(settings({ folder: 'apart', port })))
    assert.match(taken.err, /cannot listen on 127\.0\.0\.1 port \d+ \(EADDRINUSE\)/)
    assert.equal((await one.end('SIGTERM')).code, 0)
    const renamed = await sursur(
      'witness',
      '--config',
      configFile(settings({ folder: 'shared', name: 'other.example/w' })),
    )
    assert.equal(renamed.code, 1)
    assert.match(renamed.err, /is the key of witness\.example\/ombuds.*Set name as it was/)
  })
})

test('it looks at logs by itself, through all their tiles, and does not sign what does not follow', async () => {
  const folder = join(place, 'watched')
  const log = writtenLog(folder, logKey)
  const server = await serveLog(folder)
  const add = (count: number) =>
    log.append(...Array.from({ length: count }, (_, at) => inventedEntry(log.entries.length + at)))
  add(300)
  log.publish()
  const running = await started(
    settings({ folder: 'watching', watchSeconds: 0.1, logs: [{ key: logKey.verifierKey, url: `${server.address}/` }] }),
  )
  const key = parseVerifierKey(running.key)
  const shown = async () => (await fetch(`${running.url}/${originHash(logKey.name)}/checkpoint`)).text()
  const until = async (words: RegExp) => {
    for (const end = Date.now() + 10_000; Date.now() < end; await sleep(50)) if (words.test(await shown())) return
    assert.match(await shown(), words)
  }
  try {
    await until(/\n300\n/)
    const before = openNote(await shown(), [key]).verified[0]?.time ?? 0
    // The same size again is signed again, with a newer time.
    for (const end = Date.now() + 10_000; Date.now() < end; await sleep(100))
      if ((openNote(await shown(), [key]).verified[0]?.time ?? 0) > before) break
    assert.ok((openNote(await shown(), [key]).verified[0]?.time ?? 0) > before)
    add(66_000)
    log.publish()
    await until(/\n66300\n/)
    server.behaviour.lie = (path, bytes) => (path === 'checkpoint' ? Buffer.from(log.checkpoint(300)) : bytes)
    await sleep(400)
    assert.match(await shown(), /\n66300\n/)
    const root = new Uint8Array(32)
    server.behaviour.lie = (path, bytes) =>
      path === 'checkpoint' ? Buffer.from(log.checkpoint(66_301, undefined, undefined, root)) : bytes
    await sleep(400)
    assert.match(await shown(), /\n66300\n/)
  } finally {
    const { code, err } = await running.end('SIGTERM')
    await server.close()
    assert.equal(code, 0, err)
    assert.match(err, /not cosigned: it shows 300 entries, 66300 were cosigned before/)
  }
})

test('a corridor with an independent witness in its policy waits while it is away, and goes on when it is back', async () => {
  const folder = join(place, 'corridor-witness')
  const { verifierKey } = openSigner(join(folder, 'witness.key'), 4, NAME)
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const corridor = await makeCorridor(['XA', 'XB'], {}, { witnesses: [{ name: 'ombuds', key: verifierKey, url }] })
  let witness: Awaited<ReturnType<typeof started>> | undefined
  try {
    const [one, other] = corridor.nodes as [CorridorNode, CorridorNode]
    const logs = await Promise.all(
      corridor.nodes.map(async (node) => {
        const { log } = await openNodeKeyFiles(node.folder, new URL(node.url).host)
        return { key: log.verifierKey, url: `${node.url}/log` }
      }),
    )
    const start = () => started({ name: NAME, folder, port, logs })
    witness = await start()
    for (const node of corridor.nodes) await node.start()
    await one.ask({ do: 'enter', licence: 'XA-0001', name: 'Ejemplo uno' })
    await confirmed(corridor.nodes, 1)
    await witness.end('SIGKILL')
    witness = undefined
    const before = await headOf(one, true)
    await one.ask({ do: 'act', act: 'grant', licence: 'XA-0001' })
    // The other node has it, and has cosigned it; the quorum is not there.
    await untilTrue(async () => (await headOf(other, false)).size > before.size)
    await sleep(1500)
    for (const head of [await headOf(one, true), await headOf(other, false)]) {
      assert.ok(head.size > before.size)
      assert.equal(head.confirmedSize, before.confirmedSize)
    }
    witness = await start()
    await confirmed(corridor.nodes, (await headOf(one, true)).size)
  } finally {
    await witness?.end('SIGTERM')
    await corridor.close()
  }
})

async function headOf(node: CorridorNode, own: boolean): Promise<LogHead> {
  const heads = await node.ask<readonly LogHead[]>({ do: 'heads' })
  const head = heads.find((one) => one.own === own)
  assert.ok(head, `${node.country} has no such head`)
  return head
}

/** Waits until the first node's log, of so many entries, is confirmed up to its end on its own node and on the other. */
function confirmed([one, other]: readonly CorridorNode[], size: number): Promise<void> {
  return untilTrue(async () => {
    if (!one || !other) return false
    const heads = [await headOf(one, true), await headOf(other, false)]
    return heads.every((head) => head.size === size && head.confirmedSize === size)
  })
}

async function untilTrue(holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 45_000; Date.now() < end; await sleep(150)) if (await holds()) return
  throw new Error('it did not come about')
}
