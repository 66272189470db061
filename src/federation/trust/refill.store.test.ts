// A list of keys that people vouched for comes back when the node is filled again from its own log, and nobody else's word does that.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openTestDatabase } from '../../../test/fixtures/database.ts'
import type { Country } from '../../kernel/country.ts'
import { newSealKey } from '../../platform/seal/age.ts'
import { signatureLine } from '../../transparency/format/note.ts'
import { newSeed, type Signer, signerOf } from '../../transparency/keys/signer.ts'
import { signManifest } from './announce.ts'
import { openTrustBook } from './book.ts'
import { manifestText } from './manifest.ts'
import { introduce } from './party-file.ts'
import { acceptedManifests, keysForeignShare } from './share.ts'

const [XA, XB] = ['XA' as Country, 'XB' as Country]
const now = () => new Date('2026-11-25T09:00:00Z')
const seal = await newSealKey()
const { database, close } = await openTestDatabase()
after(close)

function keysAt(host: string) {
  const signer = (role: string, type: 1 | 4 = 1): Signer => signerOf(`${host}/${role}`, type, newSeed())
  const [root, log, status, transport] = [signer('root'), signer('log'), signer('status'), signer('transport')]
  return { root, log, status, transport, witness: signer('witness', 4), seal }
}

const [a, b] = [keysAt('localhost:1001'), keysAt('localhost:1002')]
const party = (country: Country, keys: typeof a, url: string) =>
  introduce({ corridor: 'xa-xb', country, url, now: now() }, keys)
const file = {
  corridor: 'xa-xb',
  parties: [party(XA, a, 'http://localhost:1001'), party(XB, b, 'http://localhost:1002')],
  witnesses: [],
}

test('the own log brings back what was vouched for; another log, and a list without the own root, do not', async () => {
  const book = openTrustBook(file, XA, [], now)
  const before = book.partyOf(XB) ?? assert.fail('XB')
  const log = keysAt('localhost:1002').log.verifierKey
  const { origin: _, root: __, node: ___, ...plain } = before
  const next = { ...plain, version: 2, log, retired: [{ log: before.log, lastGoodSize: 7 }] }
  const alone = signManifest(next, [b.root])
  const line = signatureLine(a.root.name, a.root.id, a.root.sign(new TextEncoder().encode(manifestText(next))))
  const share = keysForeignShare(book, XA, now)
  const entryOf = (country: Country, note: string) => ({
    log: 'invented',
    index: 0,
    country,
    origin: 'invented',
    entry: {
      id: `${country.toLowerCase()}:evt`,
      type: 'org.sursur.keys.countersigned',
      time: '2026-11-25T09:00:00Z',
      subject: 'keys_xa.XB',
      prev: null,
      data: { country: XB, version: 2, line, note },
    },
  })
  const applied = async (country: Country, note: string) => {
    const voids = await database.transaction((tx) => share.apply(tx, [entryOf(country, note)]))
    await share.applied?.()
    assert.deepEqual(voids, [])
    return book.partyOf(XB)?.version
  }
  assert.equal(await applied(XA, alone), 1)
  assert.equal(await applied(XB, `${alone}${line}\n`), 1)
  assert.equal(await applied(XA, `${alone}${line}\n`), 2)
  assert.deepEqual(book.logKeys(XB), { keys: [log], retired: next.retired })
  const again = openTrustBook(file, XA, await acceptedManifests(database, book.rootOf), now)
  assert.equal(again.partyOf(XB)?.log, log)
})
