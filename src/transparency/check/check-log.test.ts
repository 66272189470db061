// A log checked from outside: whole ones pass at every shape of tree, and whatever was changed in one is named.
import assert from 'node:assert/strict'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { utf8 } from '../format/bytes.ts'
import { checkpointBody } from '../format/checkpoint.ts'
import { cosignatureLine, cosignatureMessage } from '../format/cosignature.ts'
import type { Hash } from '../format/hash.ts'
import { signatureLine, writeNote } from '../format/note.ts'
import { parsePolicy } from '../format/policy.ts'
import { bundlePath, readBundle, tilePath, writeBundle } from '../format/tiles.ts'
import { newSeed, signerOf } from '../keys/signer.ts'
import type { EntryDraft } from '../log/share.ts'
import { openTileTree } from '../log/tile-tree.ts'
import { writeEntry } from '../log/write-entry.ts'
import { CheckFault, type LogCheck, readCheckState, sourceOf, verifyLog, writeCheckState } from './index.ts'

const place = mkdtempSync(join(tmpdir(), 'sursur-check-'))
after(() => rmSync(place, { recursive: true, force: true }))
const NOW = 1_790_000_000
const logKey = signerOf('xa.example/log', 1, newSeed())
const [witnessA, witnessB] = [
  signerOf('xa.example/witness', 4, newSeed()),
  signerOf('xb.example/witness', 4, newSeed()),
]

/** Entries as a register writes them: every licence is granted once, then renewed; each follows the one before on its subject. */
function draft(at: number, more: Partial<EntryDraft> = {}): EntryDraft {
  return {
    id: `evt_${at}`,
    type: at < 97 ? 'org.sursur.register.licence.granted' : 'org.sursur.register.licence.renewed',
    time: '2026-03-01T12:00:00Z',
    subject: `rec_${at % 97}`,
    prev: at < 97 ? null : `evt_${at - 97}`,
    data: { licence: `XA-${at % 97}`, number: at },
    ...more,
  }
}
const entry = (at: number, more?: Partial<EntryDraft>) => writeEntry(draft(at, more), 'xa')

function signed(
  size: number,
  root: Hash,
  { key = logKey, cosigners = [witnessA], time = NOW - 5, extra = '' } = {},
): string {
  const body = `${checkpointBody({ origin: key.name, size, root })}${extra}`
  return writeNote(body, [
    signatureLine(key.name, key.id, key.sign(utf8(body))),
    ...cosigners.map((one) => cosignatureLine(one.name, one.id, time, one.sign(cosignatureMessage(body, time)))),
  ])
}

let folders = 0
/** A log of so many entries; `change` writes another entry where it returns one. */
function logOf(size: number, change: (at: number) => Partial<EntryDraft> | undefined = () => undefined): string {
  const folder = join(place, String(folders++))
  const tree = openTileTree(folder, 0)
  tree.append(Array.from({ length: size }, (_, at) => entry(at, change(at))))
  tree.flush()
  publish(folder, signed(size, tree.root()))
  return folder
}
function publish(folder: string, checkpoint: string): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'checkpoint'), checkpoint)
  writeFileSync(join(folder, 'vkey'), `${logKey.verifierKey}\n`)
}

const check = (where: string, more: Partial<LogCheck> = {}) => verifyLog(sourceOf(where), { now: NOW, ...more })

/** Which file or entry the check names; the words must fit. */
async function faultOf(where: string, words: RegExp, more: Partial<LogCheck> = {}): Promise<string> {
  try {
    await check(where, more)
  } catch (error) {
    if (!(error instanceof CheckFault)) throw error
    assert.match(error.message, words)
    return error.where
  }
  throw new assert.AssertionError({ message: 'the check found nothing' })
}

/** Changes one file, looks what the check names, and puts the file back. */
async function named(folder: string, path: string, change: (bytes: Buffer) => Uint8Array | undefined): Promise<string> {
  const file = join(folder, path)
  const before = readFileSync(file)
  const after = change(Buffer.from(before))
  if (after) writeFileSync(file, after)
  else rmSync(file)
  try {
    return await faultOf(folder, /./)
  } finally {
    writeFileSync(file, before)
  }
}
const flipped = (at: number) => (bytes: Buffer) => {
  bytes[at] = (bytes[at] ?? 0) ^ 1
  return bytes
}
/** The last entry of a bundle, written as another one in the right form. */
const rewritten = (bytes: Buffer) => {
  const entries = readBundle(bytes)
  const last = Buffer.from(entries.pop() ?? '').toString()
  return writeBundle([...entries, utf8(last.replace('12:00:00Z', '12:00:01Z'))])
}

/** Files of a tree, by its size. */
const FILES: Readonly<Record<number, readonly string[]>> = {
  1: ['tile/entries/000.p/1', 'tile/0/000.p/1'],
  255: ['tile/entries/000.p/255', 'tile/0/000.p/255'],
  256: ['tile/entries/000', 'tile/0/000', 'tile/1/000.p/1'],
  257: ['tile/entries/000', 'tile/entries/001.p/1', 'tile/0/000', 'tile/0/001.p/1', 'tile/1/000.p/1'],
  65536: ['tile/entries/255', 'tile/0/255', 'tile/1/000', 'tile/2/000.p/1'],
  // 70,000 = 273 * 256 + 112; tile/1/000 and tile/0/010 are those that CVE-2026-56865 let pass.
  70000: [
    'tile/entries/010',
    'tile/entries/273.p/112',
    'tile/0/010',
    'tile/0/273.p/112',
    'tile/1/000',
    'tile/1/001.p/17',
    'tile/2/000.p/1',
  ],
}

for (const [size, files] of Object.entries(FILES))
  describe(`a log of ${size} entries`, () => {
    const folder = logOf(Number(size))
    test('whole, it passes', async () => {
      const { entries, state } = await check(folder)
      assert.deepEqual([entries, state.size], [Number(size), Number(size)])
    })
    for (const path of files)
      test(`${path}: changed, cut, and missing`, async () => {
        const bundle = path.startsWith('tile/entries')
        assert.equal(await named(folder, path, bundle ? rewritten : flipped(3)), path)
        if (Number(size) > 1000) return
        if (bundle) assert.equal(await named(folder, path, flipped(4)), path)
        assert.equal(await named(folder, path, (bytes) => bytes.subarray(0, -1)), path)
        assert.equal(await named(folder, path, (bytes) => bytes.subarray(0, 0)), path)
        assert.equal(await named(folder, path, () => undefined), path)
      })
  })

test('an empty log is one too', async () => {
  const { entries } = await check(logOf(0))
  assert.equal(entries, 0)
})

test('a bundle with entries too many, and a partial file that is gone while the full one is there', async () => {
  const folder = logOf(300)
  const partial = bundlePath(1, 44)
  assert.equal(await named(folder, partial, (bytes) => writeBundle([...readBundle(bytes), entry(300)])), partial)
  const full = logOf(600)
  for (const path of ['tile/entries/001', 'tile/0/001']) {
    cpSync(join(full, path), join(folder, path))
    rmSync(join(folder, `${path}.p`), { recursive: true })
  }
  await check(folder)
  writeFileSync(join(folder, 'tile/entries/001'), 'rubbish')
  assert.equal(await faultOf(folder, /bundle/), 'tile/entries/001')
})

describe('entries', () => {
  test('an identifier twice', async () => {
    const folder = logOf(10, (at) => (at === 7 ? { id: 'evt_3' } : undefined))
    assert.equal(await faultOf(folder, /xa:evt_3 stands in the log before/), 'entry 7')
  })
  test('a chain that leaves one out, and one that begins nowhere', async () => {
    const leaving = logOf(300, (at) => (at === 200 ? { prev: `evt_${200 - 2 * 97}` } : undefined))
    assert.equal(await faultOf(leaving, /follows xa:evt_6, the entry before on rec_6 is xa:evt_103/), 'entry 200')
    const nowhere = logOf(10, (at) => (at === 4 ? { prev: 'evt_0' } : undefined))
    assert.equal(await faultOf(nowhere, /the entry before on rec_4 is none/), 'entry 4')
  })
  test('one that begins anew on a subject that has entries', async () => {
    const anew = logOf(120, (at) => (at === 110 ? { prev: null } : undefined))
    assert.equal(await faultOf(anew, /follows none, the entry before on rec_13 is xa:evt_13/), 'entry 110')
  })
  test('bytes that are no entry', async () => {
    const folder = join(place, 'no-entry')
    const tree = openTileTree(folder, 0)
    tree.append([entry(0), utf8('{"v":1}')])
    tree.flush()
    publish(folder, signed(2, tree.root()))
    assert.equal(await faultOf(folder, /entry 1: not an entry/), 'tile/entries/000.p/2')
  })
})

describe('the checkpoint', () => {
  const folder = logOf(20)
  const root = openTileTree(folder, 20).root()
  const policyOf = (...lines: readonly string[]) => parsePolicy([`log ${logKey.verifierKey}`, ...lines, ''].join('\n'))
  const a = `witness a ${witnessA.verifierKey}`
  const b = `witness b ${witnessB.verifierKey}`
  const one = policyOf(a, 'quorum a')
  const both = policyOf(a, b, 'group all-of-us all a b', 'quorum all-of-us')
  const refused = async (checkpoint: string, words: RegExp, more: Partial<LogCheck> = {}) => {
    publish(folder, checkpoint)
    assert.equal(await faultOf(folder, words, more), 'checkpoint')
  }

  test('under a policy: the quorum counts, and nobody else', async () => {
    publish(folder, signed(20, root))
    const { opened } = await check(folder, { policy: one })
    assert.deepEqual(
      opened.verified.map(({ key }) => key.name),
      [logKey.name, witnessA.name],
    )
    assert.equal(await faultOf(folder, /no-quorum/, { policy: both }), 'checkpoint')
    publish(folder, signed(20, root, { cosigners: [witnessA, witnessB] }))
    await check(folder, { policy: both })
    // The witness's name on another key is nobody's word.
    const stranger = signerOf(witnessB.name, 4, newSeed())
    await refused(signed(20, root, { cosigners: [witnessA, stranger] }), /no-quorum/, { policy: both })
    publish(folder, signed(20, root, { cosigners: [witnessA, stranger] }))
    await check(folder, { policy: one })
    await refused(signed(20, root, { time: NOW + 3600 }), /no-quorum/, { policy: one })
    assert.throws(() => policyOf(a), /no quorum/)
  })
  test('an extension line (CVE-2026-56864)', () =>
    refused(signed(20, root, { extra: 'more\n' }), /malformed-checkpoint/))
  test('another key, another name', async () => {
    await refused(signed(20, root, { key: signerOf(logKey.name, 1, newSeed()) }), /unknown-signer/)
    await refused(signed(20, root, { key: signerOf('xb.example/log', 1, newSeed()) }), /no-signature/, {
      policy: one,
    })
  })
  test('another root, rubbish, none', async () => {
    await refused(signed(20, new Uint8Array(32)), /its root is not the one of its entries/)
    await refused('rubbish', /malformed-note/)
    rmSync(join(folder, 'checkpoint'))
    assert.equal(await faultOf(folder, /it is missing/), 'checkpoint')
  })
  test('a key file that is missing, or none', async () => {
    publish(folder, signed(20, root))
    writeFileSync(join(folder, 'vkey'), 'rubbish\n')
    assert.equal(await faultOf(folder, /malformed-key/), 'vkey')
    rmSync(join(folder, 'vkey'))
    assert.equal(await faultOf(folder, /names no key/), 'vkey')
    await check(folder, { policy: one })
  })
})

describe('going on from an earlier check', () => {
  const file = join(place, 'state.json')
  const before = (origin: string) => readCheckState(file, origin)
  const remember = async (folder: string) => {
    rmSync(file, { force: true })
    writeCheckState(file, logKey.name, (await check(folder)).state)
  }

  test('what is new is checked, and the state is the one of a whole check', async () => {
    await remember(logOf(300))
    for (const size of [300, 301, 700]) {
      const folder = logOf(size)
      const resumed = await check(folder, { before })
      assert.deepEqual([resumed.resumedAt, resumed.entries], [300, size - 300])
      assert.deepEqual(resumed.state, (await check(folder)).state)
    }
  })
  test('an entry that was rewritten and signed anew, in an old bundle and in the last one', async () => {
    await remember(logOf(300))
    const old = logOf(600, (at) => (at === 5 ? { time: '2026-03-02T12:00:00Z' } : undefined))
    await check(old)
    assert.equal(await faultOf(old, /./, { before }), 'tile/1/000.p/2')
    const same = logOf(300, (at) => (at === 5 ? { time: '2026-03-02T12:00:00Z' } : undefined))
    assert.equal(await faultOf(same, /./, { before }), 'tile/1/000.p/1')
    const last = logOf(600, (at) => (at === 290 ? { time: '2026-03-02T12:00:00Z' } : undefined))
    assert.equal(
      await faultOf(last, /entry 290 is another one than was checked before/, { before }),
      'tile/entries/001',
    )
  })
  test('a log that went back', async () => {
    await remember(logOf(300))
    assert.equal(
      await faultOf(logOf(299), /299 entries, 300 were checked before: the log went back/, { before }),
      'checkpoint',
    )
  })
  test('a state that is damaged, and one of another log', async () => {
    await remember(logOf(300))
    const text = readFileSync(file, 'utf8')
    const folder = logOf(301)
    const damaged = [
      'rubbish',
      '{}',
      text.replace('"size":300', '"size":301'),
      text.replace(/"root":"../, '"root":"zz'),
      text.replace(/\[\["[0-9a-f]{4}/, '[["0000'),
    ]
    for (const content of damaged) {
      writeFileSync(file, content)
      assert.equal(await faultOf(folder, /no state of a check, or damaged: remove it/, { before }), file)
    }
    writeFileSync(file, text.replace(logKey.name, 'xb.example/log'))
    assert.equal(await faultOf(folder, /of another log, xb\.example\/log/, { before }), file)
  })
})

describe('over HTTP', () => {
  const folder = logOf(600)
  async function served(
    work: (address: string, asked: readonly string[]) => Promise<void>,
    lie: (path: string) => Uint8Array | number | undefined = () => undefined,
  ): Promise<void> {
    const asked: string[] = []
    const server = createServer((request, answer) => {
      const path = (request.url ?? '').slice('/log/'.length)
      asked.push(path)
      const told = lie(path)
      const file = join(folder, path)
      if (typeof told === 'number') answer.writeHead(told).end()
      else if (told) answer.writeHead(200).end(told)
      else if (existsSync(file)) answer.writeHead(200).end(readFileSync(file))
      else answer.writeHead(404).end('not here')
    })
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    try {
      await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}/log/`, asked)
    } finally {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    }
  }

  test('whole, it passes', () =>
    served(async (address) => {
      assert.equal((await check(address)).entries, 600)
    }))
  for (const path of ['tile/0/001', tilePath(0, 2, 88), bundlePath(2, 88), 'tile/entries/000'])
    test(`${path}: rubbish with 200 instead of the file`, () =>
      served(
        async (address) => assert.equal(await faultOf(address, /./), path),
        (asked) => (asked === path ? utf8('<html>Welcome</html>') : undefined),
      ))
  for (const path of ['checkpoint', 'vkey', 'tile/0/000', 'tile/entries/001'])
    test(`${path}: an answer without end`, () =>
      served(
        async (address) => assert.equal(await faultOf(address, /more bytes than could be right/), path),
        (asked) => (asked === path ? Buffer.alloc(4_000_000, 'x') : undefined),
      ))
  test('a server that fails is asked again, then named', () =>
    served(
      async (address, asked) => {
        assert.equal(await faultOf(address, /cannot be fetched: answered with 503/), 'tile/1/000.p/2')
        assert.equal(asked.filter((path) => path === 'tile/1/000.p/2').length, 4)
      },
      (asked) => (asked === 'tile/1/000.p/2' ? 503 : undefined),
    ))
  test('a partial tile that is gone is cut from the full one', async () => {
    const larger = logOf(800)
    const [partial, full] = [join(folder, 'tile/0/002.p'), join(folder, 'tile/0/002')]
    renameSync(partial, join(place, 'aside'))
    cpSync(join(larger, 'tile/0/002'), full)
    await served(async (address) => {
      assert.equal((await check(address)).entries, 600)
    })
  })
  test('nobody there', async () => {
    assert.equal(await faultOf('http://127.0.0.1:9/log', /cannot be fetched: /), 'checkpoint')
  })
})
