// Every page in every case with invented countries, names and numbers: for looking at, and for the test of the public face.
import type { Country } from '../../src/kernel/country.ts'
import { day } from '../../src/kernel/day.ts'
import { answer } from '../../src/modules/register/pages/answer.ts'
import { front } from '../../src/modules/register/pages/front.ts'
import { list } from '../../src/modules/register/pages/list.ts'
import { questionProblem } from '../../src/modules/register/pages/question-problem.ts'
import { recruiter } from '../../src/modules/register/pages/recruiter.ts'
import { type RegisterKey, registerTexts } from '../../src/modules/register/texts/index.ts'
import type {
  CheckAnswer,
  CheckResult,
  RecruiterView,
  SourceState,
  Standing,
  Status,
} from '../../src/modules/register/views.ts'
import { createReader, type Reader } from '../../src/packs/reader.ts'
import type { Contact, LanguageOfPack, Localized } from '../../src/packs/schema.ts'
import type { Page } from '../../src/platform/html.ts'
import { createTexts, type TextFile } from '../../src/platform/texts.ts'
import { type Ribbon, renderPage } from '../../src/web/layout.ts'
import { apiReference } from '../../src/web/pages/api-reference.ts'
import { errorPage, problemText } from '../../src/web/pages/error.ts'
import { type WebKey, webTexts } from '../../src/web/texts/index.ts'

export { registerTexts, webTexts }

const XA = 'XA' as Country
const XB = 'XB' as Country

const language = (tag: string, name: string, formats: string, more: Partial<LanguageOfPack> = {}): LanguageOfPack => ({
  tag,
  name,
  direction: 'ltr',
  standing: 'translated',
  formats,
  ...more,
})
export const LANGUAGES: readonly LanguageOfPack[] = [
  language('es', 'Español', 'es-GT', { standing: 'original' }),
  language('mam', 'Mam', 'es-GT', { standing: 'named', fallback: 'es' }),
  language('en', 'English', 'en-GB'),
  language('fr', 'Français', 'fr-FR'),
  language('pt', 'Português', 'pt-BR'),
  language('ar', 'العربية', 'ar-MR', { direction: 'rtl' }),
]

const both = (text: string, arabic = text): Localized => ({ es: text, en: text, fr: text, pt: text, ar: arabic })
const EJEMPLIA = both('Ejemplia', 'إجمبليا')
const MUESTRARIA = both('Muestraria', 'موستراريا')
const MINISTRY = both('Ministerio de Ejemplo (XA)', 'وزارة المثال')

const provenance = { flag: 'sourced', sources: [] } as const
export const CONTACTS: readonly Contact[] = [
  {
    id: 'a',
    name: MINISTRY,
    helps: both('xa helps'),
    telephone: '0000 0000',
    dial: '00000000',
    free: true,
    hours: both('7–19'),
    checked: day('2026-11-01'),
    provenance: { ...provenance, sources: [] },
  },
  {
    id: 'b',
    name: both('Oficina de Ejemplo (XB)'),
    helps: both('xb helps'),
    web: 'https://example.invalid/',
    checked: day('2026-10-01'),
    provenance: { flag: 'background', sources: [] },
  },
]

const source = (country: Country, more: Partial<SourceState> = {}): SourceState => ({
  country,
  countryName: country === XA ? EJEMPLIA : MUESTRARIA,
  name: both('Registro'),
  heardAt: '2026-11-24T16:42:00Z',
  complete: true,
  counts: { authorized: 1842, suspended: 12 },
  ...more,
})
const [first, second] = CONTACTS
const silent: SourceState = {
  country: XB,
  countryName: MUESTRARIA,
  name: both('Registro'),
  complete: false,
  counts: {},
  ...(second && { ask: second }),
}
const published = source(XB, {
  name: both('Lista publicada'),
  list: {
    id: 'l',
    publisher: 'Oficina Ejemplo',
    terms: 'CC0',
    url: 'https://example.invalid/una/lista/con/una/direccion/muy/larga/que/no/cabe.csv',
    asOf: day('2026-06-08'),
    meaning: both('xb meaning'),
    sample: true,
  },
  counts: { listed: 120000, delisted: 7 },
})

const standing = (country: Country, status: Status, more: Partial<Standing> = {}): Standing => ({
  country,
  status,
  confirmed: false,
  ...more,
})
const yes = (country: Country) =>
  standing(country, 'authorized', { validFrom: day('2025-03-15'), validUntil: day('2028-03-14'), says: MINISTRY })

const result = (status: Status, standings: readonly Standing[], more: Partial<CheckResult> = {}): CheckResult => ({
  licence: 'XA-0417-K',
  licenceDerived: false,
  address: 'xa-0417-k',
  name: 'Puente Claro Ejemplo, S. A.',
  country: XA,
  countryName: EJEMPLIA,
  status,
  standings,
  scope: { sectors: [both('Campo')], places: both('Valle Ejemplo'), workers: 120 },
  telephones: ['0000 0134'],
  emails: ['hola@example.invalid'],
  webs: ['example.invalid'],
  place: 'Zona 1, Valle Ejemplo',
  tradeNames: ['PuenteClaro'],
  formerNames: [],
  match: { field: 'name', score: 1, matched: 'Puente Claro Ejemplo, S. A.' },
  ...more,
})
const LONG =
  'Sociedad Internacional Ejemplarísima de Contrataciones y Transportesinterdepartamentales del Altiplano, S. de R.L. de C.V.'

/** The words of the fixtures that stand on pages as they are, and the product's name; all other words come from texts or the pack. */
export const INVENTED = [
  'SurSur',
  ...LANGUAGES.map(({ name }) => name),
  'Puente Claro PuenteClaro Viejo puente claro clarro clarito Ejemplo S A Valle Zona XA K hola example invalid Oficina CC0',
  `${LONG} ${'a'.repeat(200)} ${'a'.repeat(60)} https una lista con direccion muy larga que no cabe csv r h k`,
  'GET api v check openapi q string application json query results xx summary ok',
].join(' ')

const asked = (results: readonly CheckResult[], more: Partial<CheckAnswer> = {}): CheckAnswer => ({
  query: 'puente claro',
  on: day('2026-11-24'),
  past: false,
  answeredAt: '2026-11-24T16:42:00Z',
  results,
  lookalikes: [],
  sources: [source(XA), source(XB)],
  contacts: CONTACTS,
  ...more,
})
const onePerCountry = (status: Status) => [
  standing(XA, status, { since: day('2026-11-03'), validUntil: day('2026-11-03'), says: MINISTRY }),
  yes(XB),
]
const one = (status: Status, more: Partial<CheckAnswer> = {}) => asked([result(status, onePerCountry(status))], more)
const look = result('authorized', [yes(XA), yes(XB)], {
  match: { field: 'name', score: 0.7, matched: 'Puente Claro Ejemplo, S. A.' },
})

const ANSWERS: Readonly<Record<string, CheckAnswer>> = {
  authorized: asked([result('authorized', [yes(XA), yes(XB)])]),
  'authorized-gap': asked([result('authorized', [yes(XA), standing(XB, 'unknown')])], {
    sources: [source(XA), silent],
  }),
  suspended: one('suspended'),
  revoked: one('revoked'),
  expired: one('expired'),
  delisted: one('delisted'),
  listed: asked(
    [
      result('listed', [standing(XB, 'listed', { since: day('2026-03-01'), says: both('Oficina Ejemplo') })], {
        country: XB,
        countryName: MUESTRARIA,
        licenceDerived: true,
        telephones: [],
      }),
    ],
    { sources: [published] },
  ),
  unknown: asked([result('unknown', [standing(XB, 'unknown')])], { sources: [source(XA), silent] }),
  several: asked([
    result('authorized', [yes(XA)]),
    result('suspended', onePerCountry('suspended'), { name: LONG, contactMismatch: '0000 0999' }),
  ]),
  mismatch: asked([result('authorized', [yes(XA), yes(XB)], { contactMismatch: '0000 0999' })], {
    query: 'puente claro 0000 0999',
  }),
  'mismatch-no': asked([result('revoked', onePerCountry('revoked'), { contactMismatch: '0000 0999' })]),
  slip: asked([{ ...look, match: { ...look.match, score: 0.9 } }], { query: 'puente clarro' }),
  lookalikes: asked([], { query: 'puente clarito', lookalikes: [look] }),
  none: asked([]),
  cannot: asked([], { sources: [source(XA), silent], lookalikes: [look] }),
  long: asked(
    [
      result('suspended', onePerCountry('suspended'), {
        name: LONG,
        licence: 'XA-000000000000000000000000000000000000000417-K',
      }),
    ],
    { query: 'a'.repeat(200) },
  ),
  ...Object.fromEntries(
    (['authorized', 'suspended', 'revoked', 'expired', 'delisted', 'listed', 'unknown'] as const).map((status) => [
      `past-${status}`,
      one(status, { past: true, on: day('2025-04-20') }),
    ]),
  ),
  'past-none': asked([], { past: true, on: day('2025-04-20') }),
}

const RECRUITER: RecruiterView = {
  ...result('suspended', onePerCountry('suspended'), { formerNames: ['Puente Viejo Ejemplo'] }),
  history: [
    {
      day: day('2025-03-15'),
      act: 'granted',
      country: XA,
      countryName: EJEMPLIA,
      says: MINISTRY,
      validUntil: day('2028-03-14'),
    },
    {
      day: day('2025-06-01'),
      act: 'renamed',
      country: XA,
      countryName: EJEMPLIA,
      fromName: 'Puente Viejo Ejemplo',
      toName: 'Puente Claro Ejemplo, S. A.',
    },
    {
      day: day('2026-11-03'),
      act: 'suspended',
      country: XA,
      countryName: EJEMPLIA,
      says: MINISTRY,
      reason: both('xa reason'),
      ground: both('xa 12'),
      learned: day('2026-11-05'),
    },
  ],
  onThatDay: {
    day: day('2026-11-04'),
    future: false,
    knownThen: [yes(XA), yes(XB)],
    knownNow: onePerCountry('suspended'),
    differ: true,
  },
  sources: [source(XA), source(XB)],
  contacts: CONTACTS,
  answeredAt: '2026-11-24T16:42:00Z',
}

const API = {
  info: { version: '1' },
  paths: {
    '/api/v1/check': {
      get: {
        summary: 'xx summary',
        parameters: [
          { name: 'q', required: true, schema: { type: 'string' }, description: 'xx q', example: 'XA-0042-7' },
        ],
        responses: {
          '200': {
            description: 'xx ok',
            content: { 'application/json': { example: { query: 'XA-0042-7', results: [] } } },
          },
        },
      },
    },
  },
}

export type Case = { readonly path: string; readonly page: Page; readonly ribbon?: Ribbon }

/** Every case as a page, by name, for a reader of both tables of texts. */
export function cases(reader: Reader<RegisterKey | WebKey>): Readonly<Record<string, Case>> {
  const check = (page: Page): Case => ({ path: '/check', page, ribbon: { kind: 'practice' } })
  const badDay = { typed: '2025-02-30', ...problemText('bad-date', reader) }
  return {
    front: { path: '/', page: front({}, reader), ribbon: { kind: 'practice' } },
    ...Object.fromEntries(Object.entries(ANSWERS).map(([name, view]) => [name, check(answer(view, reader))])),
    recruiter: { path: '/recruiters/xa-0417-k', page: recruiter(RECRUITER, reader) },
    'recruiter-bad-day': { path: '/recruiters/xa-0417-k', page: recruiter(RECRUITER, reader, badDay) },
    list: {
      path: '/list',
      page: list(
        { sources: [source(XA), published, silent], recruiters: 1842, today: day('2026-11-24'), contacts: CONTACTS },
        reader,
      ),
      ribbon: { kind: 'sample', asOf: day('2026-06-08') },
    },
    empty: check(questionProblem({ query: '', field: 'q', ...problemText('empty-question', reader) }, reader)),
    'bad-day': check(
      questionProblem({ query: 'puente', on: '2025-02-30', field: 'on', ...problemText('bad-date', reader) }, reader),
    ),
    error: { path: '/nada', page: errorPage('internal', reader) },
    api: { path: '/api', page: apiReference(API, reader) },
  }
}

/** Both tables of texts as one; the keys of the two do not meet. */
export function allTexts(): Readonly<Record<string, TextFile<RegisterKey | WebKey>>> {
  return Object.fromEntries(
    Object.entries(registerTexts).map(([tag, file]) => [tag, { ...file, ...webTexts[tag as keyof typeof webTexts] }]),
  )
}

export function readerOf(tag: string, files = allTexts()): Reader<RegisterKey | WebKey> {
  const texts = createTexts(files)
  return createReader({
    languages: LANGUAGES,
    asked: tag,
    withTexts: texts.languages,
    say: texts.say,
    zone: 'Etc/GMT+6',
  })
}

/** A case as a whole document. */
export function document(one: Case, reader: Reader<RegisterKey | WebKey>, stylesheetAddress: string): string {
  if (!first) throw new RangeError('no contact to show')
  return renderPage({
    page: one.page,
    reader,
    pack: {
      corridorName: both('Ejemplia – Muestraria', 'إجمبليا – موستراريا'),
      languages: LANGUAGES,
      helpContact: first,
    },
    textState: 'draft',
    path: one.path,
    query: one.path === '/check' ? '?q=puente' : '',
    ...(one.ribbon && { ribbon: one.ribbon }),
    stylesheetAddress,
    ...(one.path === '/nada' && { requestNumber: 'r-7h2k' }),
  })
}
