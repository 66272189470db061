// A small application with invented routes, pages and sessions, on a real port: for the tests of forms and desks.
import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import pino from 'pino'
import type { Country } from '../../src/kernel/country.ts'
import { loadPack } from '../../src/packs/index.ts'
import type { Role, Who } from '../../src/people/index.ts'
import { formMarks, html, page } from '../../src/platform/html.ts'
import type { FormMarks, SentForm } from '../../src/platform/http.ts'
import { type AppParts, createApp } from '../../src/web/app.ts'
import { readAssets } from '../../src/web/assets.ts'
import { createMetrics } from '../../src/web/metrics.ts'
import { createReaders } from '../../src/web/readers.ts'
import { ARRIVAL } from '../../src/web/refuse-unread.ts'
import { XA_XB } from '../fixtures/node.ts'
import { partsPage } from './desk-parts.ts'

const who = (desk: Who['desk'], name: string, ...roles: readonly Role[]): Who => ({
  account: `acc_${name}`,
  name,
  desk,
  office: 'xa-labour',
  country: 'XA' as Country,
  roles,
  session: `ses_${name}`,
})

/** Who can be signed in, by a short name. */
export const PEOPLE = {
  officer: who('staff', 'Olu <Ejemplo>', 'register officer'),
  inspector: who('staff', 'Ines', 'inspector'),
  seatless: who('staff', 'Sam'),
  recruiter: who('recruiter', 'Rec', 'recruiter'),
} as const
export type Person = keyof typeof PEOPLE

export const tokenOf = (person: Person) => `session-of-${person}-0123456789`
export const marksFor = (person: Person): FormMarks => ({
  token: `form-token-of-${person}`,
  once: 'once-0123456789abcdef',
})

export type Form = { readonly route: string; readonly form: SentForm; readonly once?: string }

/** Starts the application; `taken` holds every form that reached a route. */
export async function startDesks(more: Partial<AppParts> = {}) {
  const loaded = await loadPack(XA_XB)
  if (!loaded.ok) throw new Error('the test pack has faults')
  const pack = loaded.value
  const country = 'XA' as Country
  const lines: string[] = []
  const taken: Form[] = []
  const shown = (title: string, marks?: FormMarks) => ({
    status: 200,
    page: page(title, html`<h1>${title}</h1>${marks && html`<form method="post">${formMarks(marks)}</form>`}`),
  })
  const noted = (route: string) => (request: { readonly form: SentForm; readonly once?: string }) => {
    taken.push({ route, form: request.form, ...(request.once !== undefined && { once: request.once }) })
    return { redirect: `${route}?done=yes` }
  }
  const app = createApp({
    pack,
    country,
    readers: createReaders(pack, country),
    assets: await readAssets(),
    pages: [
      { path: '/', permission: 'public', budget: 30_000, respond: () => shown('Front') },
      { path: '/staff/sign-in', permission: 'public', budget: 30_000, respond: () => shown('Sign in here') },
    ],
    forms: [
      { method: 'post', path: '/say', permission: 'public', respond: noted('/say') },
      {
        method: 'post',
        path: '/staff/sign-in',
        permission: 'public',
        respond: () => ({ redirect: '/staff', session: { begin: tokenOf('officer') } }),
      },
    ],
    desks: [
      { path: '/staff', permission: 'staff', respond: ({ marks }) => shown('Work', marks) },
      {
        path: '/staff/files/:file',
        permission: { roles: ['register officer'] },
        respond: ({ marks }) => shown('File', marks),
      },
      {
        method: 'post',
        path: '/staff/files/:file',
        permission: { roles: ['register officer'] },
        limit: 200_000,
        respond: noted('/staff/files'),
      },
      {
        path: '/staff/inspections',
        permission: { roles: ['inspector', 'auditor'] },
        respond: () => shown('Inspections'),
      },
      {
        path: '/staff/script',
        permission: 'staff',
        respond: () => ({ status: 200, page: { ...shown('Script').page, scripts: ['key'] } }),
      },
      { path: '/staff/parts', permission: 'staff', respond: ({ marks }) => ({ status: 200, page: partsPage(marks) }) },
      { path: '/staff/failing', permission: 'staff', respond: () => Promise.reject(new Error('secret inside')) },
      {
        method: 'post',
        path: '/staff/failing',
        permission: 'staff',
        respond: () => Promise.reject(new Error('secret inside')),
      },
      {
        path: '/staff/paper',
        permission: 'staff',
        respond: ({ query }) => ({
          file: {
            name: query.name ?? '',
            type: query.type ?? 'text/html',
            bytes: new TextEncoder().encode('<b>'),
            inline: true,
          },
        }),
      },
      {
        method: 'post',
        path: '/staff/sign-out',
        permission: 'staff',
        respond: () => ({ redirect: '/', session: { end: true } }),
      },
      { path: '/recruiter', permission: 'recruiter', respond: () => shown('Account') },
      { method: 'post', path: '/recruiter/apply', permission: 'recruiter', respond: noted('/recruiter/apply') },
    ],
    deskSections: [
      { desk: 'staff', path: '/staff', key: 'desk.home' },
      { desk: 'staff', path: '/staff/files', key: 'api.title', roles: ['register officer'] },
      { desk: 'staff', path: '/staff/inspections', key: 'foot.list', roles: ['inspector'] },
      { desk: 'recruiter', path: '/recruiter', key: 'api.answers' },
    ],
    scripts: { key: 'export const key = 1' },
    sessions: {
      async of(token) {
        const person = (Object.keys(PEOPLE) as Person[]).find((one) => tokenOf(one) === token)
        return person && { who: PEOPLE[person], formToken: marksFor(person).token }
      },
    },
    api: [],
    inputProblem: () => 'bad-parameter',
    ribbon: () => ({ kind: 'practice' }),
    version: '0',
    publicUrl: 'http://sursur.invalid',
    log: pino({ level: 'info' }, { write: (line: string) => lines.push(line) }),
    metrics: createMetrics({ size: () => 0, position: () => 0 }),
    ready: () => true,
    floodLimit: { perMinute: 100_000, burst: 100_000 },
    ...more,
  })
  const server = createServer(ARRIVAL, getRequestListener(app.fetch, { overrideGlobalObjects: false }))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const url = `http://127.0.0.1:${port}`
  return {
    url,
    port,
    taken,
    lines,
    /** The addresses of stylesheets and scripts of a page. */
    close: () =>
      new Promise<void>((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
    get: (path: string, person?: Person) =>
      fetch(url + path, { redirect: 'manual', headers: person ? { cookie: `sursur_session=${tokenOf(person)}` } : {} }),
    /** Sends a form as a browser does from our own page; `headers` may take that back. */
    post: (
      path: string,
      body: BodyInit,
      { person, headers = {} }: { person?: Person; headers?: Record<string, string> } = {},
    ) =>
      fetch(url + path, {
        method: 'POST',
        redirect: 'manual',
        body,
        headers: {
          'sec-fetch-site': 'same-origin',
          ...(person && { cookie: `sursur_session=${tokenOf(person)}` }),
          ...headers,
        },
      }),
  }
}

export type Desks = Awaited<ReturnType<typeof startDesks>>

/** The fields of a signed-in form, with its marks. */
export function marked(person: Person, fields: Readonly<Record<string, string>> = {}): URLSearchParams {
  const { token, once } = marksFor(person)
  return new URLSearchParams({ _token: token, _once: once, ...fields })
}
