// How each kind of answer leaves the node: headers, compression, layout, and problems in the reader's language.
import type { Context } from 'hono'
import type { Country } from '../kernel/country.ts'
import { contactToAsk, type Pack } from '../packs/index.ts'
import type { Page } from '../platform/html.ts'
import type { Assets } from './assets.ts'
import { acceptedEncoding, compressQuickly } from './encoding.ts'
import { type AnswerKind, securityHeaders } from './headers.ts'
import { type Ribbon, renderPage } from './layout.ts'
import { errorPage, problemText } from './pages/error.ts'
import { PROBLEM_STATUS, problemCode, problemJson } from './problems.ts'
import type { PageReader, Readers } from './readers.ts'

export type Variables = { request: string; route: string }
export type Ctx = Context<{ Variables: Variables }>

export type AnswerParts = {
  readonly pack: Pack
  readonly country: Country
  readonly readers: Readers
  readonly assets: Assets
  /** Address under which people reach the node. */
  readonly publicUrl: string
  /** Practice or sample: said on every page, and kept from search engines. */
  readonly ribbon: () => Ribbon | undefined
}

// What a link to another language carries along: a question that fits; what is longer was refused anyway.
const LONGEST_CARRIED = 2000

// Short enough that a suspension is seen within seconds, long enough that a crowd at one address is one request.
const SHORT = 'public, max-age=5'

export function createAnswers(parts: AnswerParts) {
  const { pack, country, readers, assets } = parts
  const helpContact = contactToAsk(pack, country) ?? pack.countries[0]?.contacts[0]
  if (!helpContact) throw new Error(`pack ${pack.id} names no contact`)
  const tls = parts.publicUrl.startsWith('https:')
  const facts = { corridorName: pack.name, languages: pack.languages, helpContact }

  function send(c: Ctx, status: number, kind: AnswerKind, type: string, body: string, cache: string): Response {
    const headers = {
      ...securityHeaders(kind, parts.ribbon() !== undefined, tls),
      'content-type': type,
      'cache-control': cache,
      vary: 'accept-encoding',
      'x-request-id': c.get('request'),
    }
    const encoding = body.length > 600 ? acceptedEncoding(c.req.header('accept-encoding')) : undefined
    if (!encoding) return c.body(body, status as 200, headers)
    return c.body(compressQuickly(body, encoding), status as 200, { ...headers, 'content-encoding': encoding })
  }

  function page(c: Ctx, status: number, content: Page, reader: PageReader): Response {
    const { pathname, search } = new URL(c.req.url)
    const ribbon = parts.ribbon()
    const text = renderPage({
      page: content,
      reader,
      pack: facts,
      textState: readers.state(reader),
      path: pathname.startsWith(`/${reader.asked.tag}/`) ? pathname.slice(reader.asked.tag.length + 1) : '/',
      query: search.length <= LONGEST_CARRIED ? search : '',
      ...(ribbon && { ribbon }),
      noindex: status !== 200 || search !== '',
      stylesheetAddress: assets.stylesheetAddress,
      faviconAddress: assets.faviconAddress,
      ...(status >= 500 && { requestNumber: c.get('request') }),
    })
    return send(c, status, 'page', 'text/html; charset=utf-8', text, status === 200 ? SHORT : 'no-store')
  }

  function problem(c: Ctx, named: string, detail?: string, known?: PageReader): Response {
    const code = problemCode(named)
    const { path } = c.req
    const reader = known ?? readers.of(path.split('/')[1] ?? '') ?? readers.accepting(c.req.header('accept-language'))
    if (!path.startsWith('/api/') && !path.endsWith('.json'))
      return page(c, PROBLEM_STATUS[code], errorPage(code, reader), reader)
    const more = { request: c.get('request'), ...(detail !== undefined && { detail }) }
    const body = JSON.stringify(problemJson(code, problemText(code, reader), more))
    return send(c, PROBLEM_STATUS[code], 'data', 'application/problem+json; charset=utf-8', body, 'no-store')
  }

  function redirect(c: Ctx, status: 301 | 302, to: string): Response {
    return c.body(null, status, {
      ...securityHeaders('redirect', parts.ribbon() !== undefined, tls),
      location: to,
      vary: 'accept-language',
      'cache-control': 'no-cache',
      'x-request-id': c.get('request'),
    })
  }

  function asset(c: Ctx): Response {
    const found = assets.at(c.req.path)
    if (!found) return problem(c, 'not-found')
    const encoding = acceptedEncoding(c.req.header('accept-encoding'))
    return c.body(encoding ? found.encoded[encoding] : found.plain, 200, {
      ...securityHeaders('asset', false, tls),
      'content-type': found.type,
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
      ...(encoding && { 'content-encoding': encoding }),
    })
  }

  return {
    /** A page in its layout. */
    page,
    /** A problem as a page, or as JSON where programs ask; in the language of the address, else of the browser. */
    problem,
    asset,
    data: (c: Ctx, status: number, body: unknown, cache = 'no-cache') =>
      send(c, status, 'data', 'application/json; charset=utf-8', JSON.stringify(body), cache),
    /** For whoever runs the node: alive, ready, measures. */
    probe: (c: Ctx, status: number, body: string, type = 'application/json; charset=utf-8') =>
      send(c, status, 'probe', type, body, 'no-store'),
    /** To the same page in the language that the browser asks for. */
    toLanguage(c: Ctx): Response {
      const { pathname, search } = new URL(c.req.url)
      return redirect(c, 302, readers.accepting(c.req.header('accept-language')).to(pathname) + search)
    },
    /** From `/es` to `/es/`. */
    toFront: (c: Ctx) => redirect(c, 301, `/${c.req.param('language')}/`),
  }
}
