import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { faultsAfter } from '../../test/fixtures/pack-faults.ts'
import { day } from '../kernel/day.ts'
import * as packs from './index.ts'
import { Localized, Pack } from './schema.ts'
import { walk } from './walk.ts'

const ROOT = join(import.meta.dirname, '../..')
const FIXTURE = join(ROOT, 'test/fixtures/xa-xb')
const REAL = readdirSync(join(ROOT, 'packs'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)

const XA = 'countries/XA.json'
const DEMO = 'demonstration.json'
// file, text, its replacement, the key of the fault, what its mend says
const FAULTS: readonly (readonly [string, string, string, string, RegExp])[] = [
  ['pack.json', '"id": "xa-xb",', '"id": "xa-xb"', '', /Mend the text at that place/],
  ['pack.json', '"XB"', '"../XB"', 'countries', /ISO 3166-1/],
  ['pack.json', '"version"', '"versoin"', 'versoin', /Did you mean "version"/],
  ['pack.json', '"0.1.0"', '"1"', 'version', /three numbers/],
  ['pack.json', '"required"', '"requird"', 'recognition', /Did you mean "required"/],
  ['pack.json', '"xa-xb"', '"xa-xc"', 'id', /Write "xa-xb"/],
  ['pack.json', '"id": "fishing"', '"id": "farm-work"', 'sectors[farm-work].id', /another name/],
  ['pack.json', '"ar": "الصيد",', '', 'sectors[fishing].name.ar', /original language/],
  ['pack.json', '"isic": "01"', '"isic": "X"', 'sectors[farm-work].isic', /ISIC/],
  ['pack.json', '"version"', '"texts": {}, "version"', 'texts', /Move it to texts.json/],
  ['texts.json', '"ar": "جواز سفركم"', '"aar": "جواز سفركم"', 'texts.papers.aar', /Did you mean "ar"/],
  ['texts.json', 'votre passeport', 'votre \u202epasseport', 'texts.papers.fr', /without it/],
  ['texts.json', 'votre passeport', 'votre e\u0301crit', 'texts.papers.fr', /NFC/],
  ['languages.json', '"fallback": "fr"', '"fallback": "qxa"', 'languages[en].fallback', /fr, ar/],
  ['languages.json', '"formats": "en-GB"', '"formats": "qxa"', 'languages[en].formats', /locale/],
  ['languages.json', '"tag": "qxa"', '"tag": "QXA"', 'languages[QXA].tag', /BCP 47/],
  ['sources.json', '"read": "2026-11-24"', '"read": "2026-02-30"', 'sources.xa-law.read', /YYYY-MM-DD/],
  ['sources.json', '"xa-law"', '"xa-lew"', 'publicStandings.provenance.sources[1]', /Did you mean "xa-lew"/],
  [XA, '"code": "XA"', '"code": "XC"', 'countries[XC].code', /agree/],
  [XA, 'Africa/Dakar', 'Africa/Nowhere', 'countries[XA].zone', /IANA/],
  [XA, '"XOF"', '"QQQ"', 'countries[XA].currency', /ISO 4217/],
  [XA, 'XA-[0-9]{4}', 'XA-([0-9]{4}', 'countries[XA].licenceNumber.form', /Write one such as/],
  [XA, '"example": "XA-0417-', '"example": "XA-417-', 'countries[XA].licenceNumber.example', /agree/],
  [XA, '"example": "XA-0417-', '"example": "XA-0418-', 'countries[XA].licenceNumber.example', /ISO 7064/],
  [XA, '"askInstead": "help"', '"askInstead": "hlep"', 'countries[XA].askInstead', /Did you mean "help"/],
  [XA, '"zone"', '"zon"', 'countries[XA].zone', /Add "zone"/],
  [XA, '"dial": "00000001",', '', 'countries[XA].contacts[help].dial', /both/],
  [XA, '"years": 3', '"years": "3"', 'countries[XA].validity.years', /a number/],
  [XA, '"xa-law"', '', 'countries[XA].authorities[labour].provenance.sources', /"not found"/],
  [DEMO, '"country": "XB"', '"country": "XC"', 'recruiters[XB-0208-', /Known here/],
  [DEMO, '"Pont Exemple"', '"Pont SA"', 'recruiters[XA-0417-', /Exemple/],
  [DEMO, '0000 0134', '7712 0134', 'recruiters[XA-0417-', /zeros/],
  [DEMO, 'a@agence.invalid', 'a@agence.com', 'recruiters[XA-0417-', /\.invalid/],
  [DEMO, '"farm-work"', '"farm"', 'recruiters[XA-0417-', /farm-work/],
  [DEMO, '"kind": "agency"', '"kind": "agenci"', 'recruiters[XA-0417-', /Did you mean "agency"/],
  [DEMO, '2027-01-10', '2029-01-10', 'acts[XA-0417-', /3 years/],
  [DEMO, '"2025-03-01"', '"2024-03-01"', 'acts[XA-0417-', /order/],
  [DEMO, '"act": "reinstate"', '"act": "suspend"', 'acts[XA-0417-', /order of acts/],
  [DEMO, '"office": "labour"', '"office": "labuor"', 'accounts[1].office', /Did you mean "labour"/],
  [DEMO, '"display": "A. Exemple"', '"display": "A. Martin"', 'accounts[1].display', /Exemple/],
  [DEMO, '"password": "practice-sursur-2026",', '', 'password', /invented password/],
  [DEMO, '"name": "Colline Exemple"', '"name": "Colline SA"', 'applications[xa-first].form.name', /Exemple/],
  [DEMO, '0000 0611', '7712 0611', 'applications[xa-first].form.telephones', /zeros/],
  [DEMO, '"recruiterKind": "agency"', '"recruiterKind": "agenci"', 'applications[xa-first].recruiterKind', /"agency"/],
  [DEMO, '"by": "agency-xa"', '"by": "agenci-xa"', 'applications[xa-first].steps[-9d].by', /"agency-xa"/],
  [DEMO, '"day": "-8d"', '"day": "-10d"', 'applications[xa-first].steps[-10d].day', /order of days/],
  [DEMO, '"day": "-6d"', '"day": "+6d"', 'applications[xa-first].steps[+6d].day', /up to "0d"/],
  [DEMO, '"act": "submit"', '"act": "complete"', 'applications[xa-first].steps[-9d].act', /"submit"/],
  [DEMO, '"requirement": "no-fee"', '"requirement": "no-fees"', 'applications[xa-first].steps[-7d]', /"no-fee"/],
  [DEMO, '"sanction": "written-warning"', '"sanction": "warning"', 'sanctions[xa-warned].steps[-4d]', /Known here/],
  [DEMO, '"newName": "Pont Clair Exemple"', '"newName": "Autre Exemple"', 'recruiters[XA-0417-', /renaming/],
]

test('the invented pack loads without a fault', async () => {
  assert.deepEqual(await packs.checkPack(FIXTURE), [])
})

for (const [file, from, to, key, mend] of FAULTS)
  test(`a fault names file, key and mend: ${file}, ${from.slice(0, 30)} → ${to.slice(0, 30)}`, async () => {
    const faults = await faultsAfter(file, [from, to])
    // A source that is gone is missed where it is named.
    const where = key.startsWith('publicStandings') ? 'pack.json' : file
    const hit = faults.some((fault) => fault.file === where && fault.key.startsWith(key) && mend.test(fault.mend))
    assert.ok(hit, JSON.stringify(faults, undefined, 1))
  })

test('a missing file and a broken line are named', async () => {
  const missing = await packs.checkPack(join(ROOT, 'test/fixtures'))
  assert.deepEqual(
    missing.map((fault) => [fault.file, fault.what]),
    [['pack.json', 'the file is missing']],
  )
  const [broken] = await faultsAfter('texts.json', ['{\n  "corridor"', '{\n  corridor'])
  assert.match(broken?.what ?? '', /^line 2, column 3:/)
})

for (const name of REAL)
  test(`${name} loads with its demonstration, every text in every written language`, async () => {
    const folder = join(ROOT, 'packs', name)
    assert.deepEqual((await packs.checkPack(folder)).map(packs.sayFault), [])
    const loaded = await packs.loadPack(folder)
    assert.ok(loaded.ok)
    const demonstration = await packs.loadDemonstration(folder, loaded.value)
    assert.ok(demonstration.ok)
    const written = packs.writtenLanguages(loaded.value).map((language) => language.tag)
    walk(Pack, loaded.value, (schema, value, path) => {
      if (schema === Localized)
        assert.deepEqual(Object.keys(value as object).sort(), [...written].sort(), path.join('.'))
    })
    for (const act of demonstration.value.acts)
      assert.ok(act.day >= day('2022-01-01') && act.day <= day('2026-11-20'), act.day)
    for (const key of ['corridor', 'papers']) assert.ok(loaded.value.texts[key], key)
  })

test('questions about a pack', async () => {
  const loaded = await packs.loadPack(FIXTURE)
  assert.ok(loaded.ok)
  const pack = loaded.value
  const [xa, xb] = pack.countries
  assert.ok(xa && xb)
  assert.equal(packs.countryOfPack(pack, xa.code)?.callingCode, '990')
  assert.equal(packs.validityEnd(pack, xa.code, day('2024-02-29')), '2027-02-28')
  assert.equal(packs.validityEnd(pack, xb.code, day('2024-02-29')), '2029-02-28')
  const noTerm = { ...pack, countries: [{ ...xa, validity: { provenance: xa.validity.provenance } }] }
  assert.equal(packs.validityEnd(noTerm, xa.code, day('2024-02-29')), undefined)
  assert.equal(packs.contactToAsk(pack, xa.code)?.id, 'help')
  assert.deepEqual(packs.readingOrder(pack, 'qxa'), ['qxa', 'fr', 'ar', 'en'])
  assert.deepEqual(packs.textIn(xa.name, packs.readingOrder(pack, 'qxa')), { text: 'Xa', tag: 'fr' })
  assert.equal(packs.textIn({ en: 'x' }, ['toString', 'fr']), undefined)
  assert.ok(packs.isWellFormedLicence(xa, xa.licenceNumber.example))
  assert.equal(packs.isWellFormedLicence(xa, xb.licenceNumber.example), false)
  assert.ok(packs.isPublicStanding(pack, 'revoked'))
  assert.equal(packs.isPublicStanding(pack, 'pending'), false)
})

test('no country of a real pack is named in the source', async () => {
  for (const name of REAL) {
    const loaded = await packs.loadPack(join(ROOT, 'packs', name))
    assert.ok(loaded.ok)
    const names = loaded.value.countries.flatMap((country) => Object.values(country.name))
    for (const file of readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter((path) =>
      /packs.*(?<!\.test)\.ts$/.test(path),
    ))
      for (const word of names)
        assert.ok(!readFileSync(join(ROOT, 'src', file), 'utf8').includes(word), `${file} names ${word}`)
  }
})
