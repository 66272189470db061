// The application as a list one can read, in the order in which a request meets it. Composition only.
import { Hono } from 'hono'
import type { Logger } from 'pino'
import type { z } from 'zod'
import type { Who } from '../people/index.ts'
import type {
  ApiRoute,
  PageRoute,
  PublicFileRoute,
  PublicFormRoute,
  RawRoute,
  SignedInRoute,
} from '../platform/http.ts'
import { randomToken } from '../platform/seal/digest.ts'
import { type AnswerParts, type Ctx, createAnswers, type Env } from './answers.ts'
import { createDesks } from './desks.ts'
import type { FloodLimit } from './flood.ts'
import { createForms } from './forms.ts'
import type { Metrics } from './metrics.ts'
import { openApiDocument } from './openapi.ts'
import { apiReference } from './pages/api-reference.ts'
import { routerPath, takeRaw } from './raw.ts'
import type { PageReader } from './readers.ts'
import { deskOfPath, type Sessions } from './session.ts'

export type AppParts = AnswerParts & {
  readonly pages: readonly PageRoute<PageReader>[]
  /** Files that anybody may have, at addresses without a language. */
  readonly files?: readonly PublicFileRoute[]
  /** Addresses for programs: the log's files, a witness, calls between nodes. */
  readonly raw?: readonly RawRoute[]
  /** Forms that anybody may send, such as signing in. */
  readonly forms?: readonly PublicFormRoute<PageReader>[]
  /** Pages and forms of those who are signed in. */
  readonly desks?: readonly SignedInRoute<PageReader, Who>[]
  /** Without it nobody is signed in. */
  readonly sessions?: Sessions
  /** How many forms one address may send; generous when left out. */
  readonly floodLimit?: FloodLimit
  /** Milliseconds that the body of a form may take; by its size when left out. */
  readonly bodyTime?: number
  readonly api: readonly ApiRoute[]
  readonly inputProblem: (error: z.ZodError) => string
  readonly version: string
  readonly log: Logger
  readonly metrics: Metrics
  /** Whether the node can answer now. */
  readonly ready: () => boolean
}

const API = '/api/v1'

/** The application of one node. */
export function createApp(parts: AppParts): Hono<Env> {
  const { readers, pages, api, metrics, log } = parts
  const { forms: publicForms = [], desks: deskRoutes = [], files = [], raw = [] } = parts
  const app = new Hono<Env>()
  const answers = createAnswers(parts)
  const forms = createForms(parts, answers)
  const desks = createDesks(parts, answers, forms)
  const document = openApiDocument(api, { version: parts.version, server: parts.publicUrl, base: API })
  // The brackets matter: without them the alternatives would reach beyond their part of the path.
  const language = `/:language{(?:${readers.tags.join('|')})}`

  // Request number, measure, log: the route's pattern is written down, never the question or who asked.
  app.use(async (c, next) => {
    const began = performance.now()
    c.set('request', randomToken(6))
    c.set('route', 'other')
    await next()
    const ms = performance.now() - began
    metrics.observe(c.get('route'), c.res.status, ms / 1000)
    log.info({
      request: c.get('request'),
      method: c.req.method,
      route: c.get('route'),
      status: c.res.status,
      ms: Math.round(ms * 10) / 10,
    })
  })
  // Whatever asks for more than to read, and is no form of ours, is refused before its body is looked at.
  const formPaths = [...publicForms, ...deskRoutes.filter(({ method }) => method === 'post')].map(({ path }) =>
    patternOf(language + path),
  )
  const rawPosts = raw.filter(({ method }) => method === 'post').map(({ path }) => path)
  app.use(async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
    const form = formPaths.some((pattern) => pattern.test(c.req.path))
    const posted = form || rawPosts.some((path) => path === c.req.path)
    if (posted && c.req.method === 'POST') return next()
    c.header('allow', posted ? 'GET, HEAD, POST' : 'GET, HEAD')
    return answers.problem(c, 'method-not-allowed')
  })

  on('/healthz', (c) => answers.probe(c, 200, '{"status":"alive"}'))
  on('/readyz', (c) =>
    parts.ready() ? answers.probe(c, 200, '{"status":"ready"}') : answers.probe(c, 503, '{"status":"starting"}'),
  )
  on('/metrics', async (c) => answers.probe(c, 200, await metrics.text(), metrics.type))
  on('/assets/:name', answers.asset)

  on(`${API}/openapi.json`, (c) => answers.data(c, 200, document))
  for (const route of api) {
    on(API + route.path, (c) => call(c, route, c.req.param()))
    // A recruiter's page with `.json` behind its address (interface.md).
    if (route.path === '/recruiters/:licence') {
      on('/recruiters/:licence{.+\\.json}', (c) =>
        call(c, route, { licence: c.req.param('licence')?.slice(0, -'.json'.length) ?? '' }),
      )
    }
  }

  for (const route of raw) {
    const path = routerPath(route.path)
    if (route.method === 'get') on(path, (c) => takeRaw(c, route))
    else post(path, (c) => takeRaw(c, route))
  }
  // Before the pages, whose addresses would take `.pdf` for a part of the number.
  for (const route of files) {
    on(route.path, async (c) => {
      const answer = await route.respond({ params: c.req.param() })
      return 'file' in answer ? answers.file(c, answer.file) : answers.problem(c, answer.problem)
    })
  }
  for (const route of [...pages, referencePage(document)]) {
    // With the language in the address …
    on(language + route.path, (c) => show(c, route))
    // … and without it: the browser's own wish decides.
    on(route.path, (c) => answers.toLanguage(c))
  }
  // What changes something: who sends it, from where, how much; then the route (forms.ts, desks.ts).
  for (const route of publicForms) post(language + route.path, (c) => forms.take(c, route))
  for (const route of deskRoutes) {
    if (route.method === 'post') post(language + route.path, (c) => desks.take(c, route))
    else {
      on(language + route.path, (c) => desks.show(c, route))
      on(route.path, (c) => answers.toLanguage(c))
    }
  }
  on(language, answers.toFront)

  app.notFound((c) => answers.problem(c, 'not-found'))
  app.onError((error, c) => {
    const { name, message, stack } = error
    log.error({ request: c.get('request'), route: c.get('route'), error: { name, message, stack } })
    return answers.problem(c, 'internal')
  })
  return app

  function on(path: string, answer: (c: Ctx) => Response | Promise<Response>): void {
    app.get(path, (c) => {
      c.set('route', path.replace(/\{[^}]*\}/, ''))
      return answer(c)
    })
  }

  function post(path: string, answer: (c: Ctx) => Promise<Response>): void {
    app.post(path, (c) => {
      c.set('route', path.replace(/\{[^}]*\}/, ''))
      return answer(c)
    })
  }

  async function call(c: Ctx, route: ApiRoute, given: Readonly<Record<string, string>>): Promise<Response> {
    const twice = Object.entries(c.req.queries()).find(([, values]) => values.length > 1)
    if (twice) return answers.problem(c, 'bad-parameter', `${twice[0].slice(0, 40)}: given more than once`)
    const params = route.params.safeParse(given)
    const query = route.query.safeParse(c.req.query())
    const wrong = params.error ?? query.error
    if (wrong || !params.success || !query.success)
      return answers.problem(c, parts.inputProblem(wrong as z.ZodError), detailOf(wrong as z.ZodError))
    const result = await route.respond({ params: params.data as never, query: query.data as never })
    return 'problem' in result
      ? answers.problem(c, result.problem, result.detail)
      : answers.data(c, 200, result.body, 'public, max-age=5')
  }

  async function show(c: Ctx, route: PageRoute<PageReader>): Promise<Response> {
    const reader = readers.of(c.req.param('language') ?? '')
    if (!reader) return answers.problem(c, 'not-found')
    const desk = deskOfPath(route.path)
    if (desk) c.set('desk', { desk })
    return answers.whole(c, await route.respond({ params: c.req.param(), query: c.req.query() }, reader), reader)
  }
}

/** A path with parameters as an expression: what it matches has a form, whatever the parameters hold. */
function patternOf(path: string): RegExp {
  const pattern = path.replace(/:\w+(?:\{((?:[^{}]|\{[^}]*\})*)\})?/g, (_, own?: string) => own ?? '[^/]+')
  return new RegExp(`^${pattern}$`)
}

function referencePage(document: unknown): PageRoute<PageReader> {
  const respond = (_: unknown, reader: PageReader) => ({ status: 200, page: apiReference(document, reader) })
  return { path: '/api', permission: 'public', budget: 30 * 1024, respond }
}

/** For programmers: which parameter, and what was expected there. The value itself is not repeated. */
function detailOf(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join('.') || '(query)'}: ${issue.message}`).join('; ')
}
