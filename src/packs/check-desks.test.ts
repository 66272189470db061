import assert from 'node:assert/strict'
import { test } from 'node:test'
import { faultsAfter } from '../../test/fixtures/pack-faults.ts'

const XA = 'desks/XA.json'
const OWN = 'countries/XA.json'
const LETTERS = 'letters.json'
const WORK = 'occupations.json'
// file, text, its replacement, the key of the fault, what its mend says
const FAULTS: readonly (readonly [string, string, string, string, RegExp])[] = [
  [XA, '"id": "no-fee"', '"id": "identity"', 'countries[XA].requirements[identity].id', /another name/],
  [XA, '"id": "no-fee"', '"id": "No fee"', 'countries[XA].requirements[No fee].id', /small letters/],
  [XA, '"id": "born"', '"id": "person"', 'countries[XA].requirements[identity].fields[person].id', /another name/],
  [XA, '"authorization"', '"authorisation"', 'countries[XA].requirements[identity].for[1]', /"authorization"/],
  [XA, '"for": [', '"kinds": ["agenci"], "for": [', 'countries[XA].requirements[identity].kinds[1]', /"agency"/],
  [XA, '"most": 3', '"most": 0', 'countries[XA].requirements[identity].papers.most', /1 or more/],
  [XA, '"to": "2026-06-30"', '"to": "2019-06-30"', 'countries[XA].requirements[old-form].to', /last day/],
  [XA, '"to": "2026-06-30"', '"to": "2026-06-31"', 'countries[XA].requirements[old-form].to', /YYYY-MM-DD/],
  [XA, '"type": "text"', '"type": "choice"', 'countries[XA].requirements[identity].fields[person].options', /two/],
  [XA, '"type": "choice"', '"type": "text"', 'countries[XA].requirements[guarantee].fields[guarantor].opt', /"choice"/],
  [
    XA,
    '"id": "insurer"',
    '"id": "bank"',
    'countries[XA].requirements[guarantee].fields[guarantor].opt',
    /another name/,
  ],
  [XA, '"type": "text"', '"type": "txet"', 'countries[XA].requirements[identity].fields[person].type', /"text"/],
  [XA, '"flag": "sourced"', '"flag": "not found"', 'countries[XA].requirements[identity].law.article', /"background"/],
  [XA, '"sources": ["xa-law"]', '"sources": ["law"]', 'countries[XA].requirements[identity].law.prov', /xa-law/],
  [XA, '"ar": "الهوية",', '', 'countries[XA].requirements[identity].name.ar', /original language/],
  [XA, '"days": 5', '"day": 5', 'countries[XA].deadlines.completeness.day', /"days"/],
  [XA, '"days": 5,', '', 'countries[XA].deadlines.completeness', /"days" or "months"/],
  [XA, '"days": 5', '"months": 5', 'countries[XA].deadlines.completeness.counted', /"calendar"/],
  [XA, '"completeness"', '"completness"', 'countries[XA].deadlines.completness', /"completeness"/],
  [XA, '[0, 6]', '[0, 0]', 'countries[XA].calendar.restDays', /once/],
  [XA, '[0, 6]', '[0, 7]', 'countries[XA].calendar.restDays[2]', /./],
  [XA, '"05-01"', '"02-30"', 'countries[XA].calendar.holidays[02-30].day', /exists/],
  [XA, '"05-01"', '"01-01"', 'countries[XA].calendar.holidays[01-01].day', /away/],
  [XA, '"05-01"', '"1 May"', 'countries[XA].calendar.holidays[1 May].day', /MM-DD/],
  [XA, '"listedThrough": "2028', '"listedThrough": "2025', 'countries[XA].calendar.listedThrough', /last day/],
  [
    XA,
    '"required": true,\n    "amount"',
    '"required": false,\n    "amount"',
    'countries[XA].guarantee.amount',
    /"required"/,
  ],
  [
    XA,
    '"required": true,\n    "amount"',
    '"required": 1,\n    "amount"',
    'countries[XA].guarantee.required',
    /"unknown"/,
  ],
  [XA, '"minor": 500000,', '"minor": 5.5,', 'countries[XA].guarantee.amount.minor', /whole number/],
  [XA, '"currency": "XOF"', '"currency": "XOO"', 'countries[XA].guarantee.amount.currency', /ISO 4217/],
  [XA, '"id": "XUN"', '"id": "XOF"', 'countries[XA].fineUnits[XOF].id', /directly/],
  [XA, '"to": "2026-12-31"', '"to": "2025-12-31"', 'countries[XA].fineUnits[XUN].values[1].to', /last day/],
  [XA, '"unit": "XUN"', '"unit": "XUM"', 'countries[XA].sanctions[fine-charging].fine.unit', /"XUN"/],
  [XA, '"most": 500\n', '"most": 5\n', 'countries[XA].sanctions[fine-charging].fine.most', /50 or more/],
  [
    XA,
    '"effect": "fine"',
    '"from": "2026-02-01", "to": "2026-01-01", "effect": "fine"',
    'countries[XA].sanctions[fine-charging].to',
    /last day/,
  ],
  [XA, '"effect": "fine"', '"effect": "suspension"', 'countries[XA].sanctions[fine-charging].fine', /"fine"/],
  [XA, '"id": "suspension"', '"id": "revocation"', 'countries[XA].sanctions[revocation].id', /another name/],
  [XA, '"id": "papers-kept"', '"id": "no-charge"', 'countries[XA].inspection.checklist[no-charge].id', /another/],
  [XA, '"suspensive": true', '"suspensive": "yes"', 'countries[XA].appeal.suspensive', /"unknown"/],
  [XA, '"inspection": "I"', '"inspection": "S"', 'countries[XA].fileNumbers.letters.inspection', /own letter/],
  [XA, '"inspection": "I"', '"inspection": "i"', 'countries[XA].fileNumbers.letters.inspection', /capital/],
  [XA, '["fr", "ar"]', '["fr", "qxa"]', 'countries[XA].certificateLanguages[2]', /fr, ar, en/],
  [XA, '["fr", "ar"]', '["fr", "fr"]', 'countries[XA].certificateLanguages[2]', /two languages/],
  [XA, '"requirements"', '"zone": "Africa/Dakar", "requirements"', 'zone', /Move it to countries\/XA\.json/],
  [XA, '"requirements"', '"requirment"', 'countries[XA].requirment', /"requirements"/],
  [OWN, '"code"', '"guarantee": {}, "code"', 'guarantee', /Move it to desks\/XA\.json/],
  [OWN, '-{sequence}-{check}', '-{sequence}', 'countries[XA].licenceNumber.issue.pattern', /\{check\}/],
  [OWN, '-{sequence}-{check}', '{sequence}-{check}', 'countries[XA].licenceNumber.issue.pattern', /agree/],
  [OWN, '"digits": 4', '"digits": 5', 'countries[XA].licenceNumber.issue.pattern', /agree/],
  [LETTERS, '{name}', '{nmae}', 'letters.received.paragraphs[1].fr', /"name"/],
  [LETTERS, '{name}', '{name', 'letters.received.paragraphs[1].fr', /no other braces/],
  [LETTERS, '{name}', 'vous', 'letters.received.paragraphs[1].ar', /Name none/],
  [LETTERS, '"received"', '"recieved"', 'letters.recieved', /./],
  [WORK, '"9216"', '"9211"', 'occupations[9211].isco08', /another/],
  [WORK, '"9216"', '"921"', 'occupations[921].isco08', /four digits/],
  [WORK, '"fishing"', '"fisching"', 'occupations[9216].sectors[1]', /"fishing"/],
  [WORK, '"fr": "Manœuvres de l’agriculture",', '"mam": "Manœuvres",', 'occupations[9211].name.mam', /"ar"/],
  ['pack.json', '"published": true', '"published": "yes"', 'publicWarnings.published', /true or false/],
]

for (const [file, from, to, key, mend] of FAULTS)
  test(`a fault names file, key and mend: ${file}, ${from.slice(0, 30)} → ${to.slice(0, 30)}`, async () => {
    const faults = await faultsAfter(file, [from, to])
    const hit = faults.some((fault) => fault.file === file && fault.key.startsWith(key) && mend.test(fault.mend))
    assert.ok(hit, JSON.stringify(faults, undefined, 1))
  })
