// How each kind of answer leaves the node: headers, compression, layout, and problems in the reader's language.
import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import type { Country } from '../kernel/country.ts'
import { contactToAsk, type Pack } from '../packs/index.ts'
import type { Page } from '../platform/html.ts'
import type { FileToSend, PageAnswer, SentForm, SessionChange } from '../platform/http.ts'
import { type Assets, createScripts, type Scripts } from './assets.ts'
import { acceptedEncoding, compressQuickly } from './encoding.ts'
import { dispositionOf } from './file-name.ts'
import { type AnswerKind, securityHeaders } from './headers.ts'
import { type Ribbon, renderPage } from './layout.ts'
import { errorPage, problemText } from './pages/error.ts'
import { PROBLEM_STATUS, problemCode, problemJson } from './problems.ts'
import type { PageReader, Readers } from './readers.ts'
import { type DeskOfPage, sessionCookie } from './session.ts'
import { type DeskSection, renderDeskPage } from './staff-shell.ts'
import { typedIn } from './typed.ts'

export type Variables = {
  request: string
  route: string
  /** The desk whose shell the answer wears, once it is known that whoever asks may see it. */
  desk: DeskOfPage
  /** The form that came, so that a refusal loses nothing that was typed. */
  sent: SentForm
}
/** What node:http hands in with every request. */
export type Env = { Bindings: HttpBindings; Variables: Partial<Variables> & Pick<Variables, 'request' | 'route'> }
export type Ctx = Context<Env>

export type AnswerParts = {
  readonly pack: Pack
  readonly country: Country
  readonly readers: Readers
  readonly assets: Assets
  /** Address under which people reach the node. */
  readonly publicUrl: string
  /** Whether the node keeps a public log. */
  readonly checkable?: boolean
  /** Practice or sample: said on every page, and kept from search engines. */
  readonly ribbon: () => Ribbon | undefined
  /** Sections of the desks, in the order in which they are shown. */
  readonly deskSections?: readonly DeskSection[]
  /** Scripts that pages of the desks may name. */
  readonly scripts?: Scripts
}

// What a link to another language carries along: a question that fits; what is longer was refused anyway.
const LONGEST_CARRIED = 2000

// Short enough that a suspension is seen within seconds, long enough that a crowd at one address is one request.
const SHORT = 'public, max-age=5'

const HTML = 'text/html; charset=utf-8'

/** Types that a browser may show; everything else is saved, as it might run something. */
const SHOWN = /^(image\/(png|jpeg|webp|gif)|application\/pdf|text\/plain)(;|$)/

export function createAnswers(parts: AnswerParts) {
  const { pack, country, readers, assets } = parts
  const helpContact = contactToAsk(pack, country) ?? pack.countries[0]?.contacts[0]
  if (!helpContact) throw new Error(`pack ${pack.id} names no contact`)
  const tls = parts.publicUrl.startsWith('https:')
  const scripts = createScripts(parts.scripts ?? {})
  const countryName = pack.countries.find(({ code }) => code === country)?.name ?? pack.name
  const publicWarnings = pack.publicWarnings.published
  const facts = {
    corridorName: pack.name,
    languages: pack.languages,
    helpContact,
    publicWarnings,
    checkable: parts.checkable === true,
  }

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
    const surroundings = {
      page: content,
      pack: facts,
      textState: readers.state(reader),
      path: pathname.startsWith(`/${reader.asked.tag}/`) ? pathname.slice(reader.asked.tag.length + 1) : '/',
      query: search.length <= LONGEST_CARRIED ? search : '',
      ...(ribbon && { ribbon }),
      faviconAddress: assets.faviconAddress,
      ...(status >= 500 && { requestNumber: c.get('request') }),
    }
    const desk = c.get('desk')
    if (desk) {
      const text = renderDeskPage({
        ...surroundings,
        reader,
        desk,
        countryName,
        sections: parts.deskSections ?? [],
        stylesheets: [assets.stylesheetAddress, assets.deskStylesheetAddress],
        scripts: [assets.deskScriptAddress, ...(content.scripts ?? []).map(scripts.address)],
      })
      return send(c, status, 'desk', HTML, text, 'no-store')
    }
    const { stylesheetAddress } = assets
    const own = (content.scripts ?? []).map(scripts.address)
    const noindex = status !== 200 || search !== ''
    const text = renderPage({ ...surroundings, reader, stylesheetAddress, scripts: own, noindex })
    // Of the public pages only the scan page has a script.
    return send(
      c,
      status,
      own.length > 0 ? 'scan' : 'page',
      HTML,
      text,
      status === 200 && c.req.method !== 'POST' ? SHORT : 'no-store',
    )
  }

  function problem(c: Ctx, named: string, detail?: string, known?: PageReader): Response {
    const code = problemCode(named)
    const { path } = c.req
    const reader = known ?? readers.of(path.split('/')[1] ?? '') ?? readers.accepting(c.req.header('accept-language'))
    if (!path.startsWith('/api/') && !path.endsWith('.json'))
      return page(c, PROBLEM_STATUS[code], errorPage(code, reader, wayOn(c, code, reader)), reader)
    const more = { request: c.get('request'), ...(detail !== undefined && { detail }) }
    const body = JSON.stringify(problemJson(code, problemText(code, reader), more))
    return send(c, PROBLEM_STATUS[code], 'data', 'application/problem+json; charset=utf-8', body, 'no-store')
  }

  /** What was typed, and where to go from a problem at a desk. */
  function wayOn(c: Ctx, code: string, reader: PageReader) {
    const typed = typedIn(c.get('sent'))
    const desk = c.get('desk')
    if (!desk) return { typed }
    const home =
      code === 'signed-out' || !desk.signedIn
        ? { path: `/${desk.desk}/sign-in`, words: reader.say('desk.sign-in') }
        : { path: `/${desk.desk}`, words: reader.say('desk.home') }
    return { typed, home }
  }

  function redirect(c: Ctx, status: 301 | 302 | 303, to: string): Response {
    return c.body(null, status, {
      ...securityHeaders('redirect', parts.ribbon() !== undefined, tls),
      location: to,
      ...(status === 303 ? { 'cache-control': 'no-store' } : { vary: 'accept-language', 'cache-control': 'no-cache' }),
      'x-request-id': c.get('request'),
    })
  }

  function asset(c: Ctx): Response {
    const found = assets.at(c.req.path) ?? scripts.at(c.req.path)
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

  function file(c: Ctx, { name, type, bytes, inline = false }: FileToSend): Response {
    return c.body(new Uint8Array(bytes), 200, {
      ...securityHeaders('file', parts.ribbon() !== undefined, tls),
      'content-type': type,
      'content-disposition': dispositionOf(name, inline && SHOWN.test(type)),
      'cache-control': 'no-store',
      'x-request-id': c.get('request'),
    })
  }

  /** What a route answered: page, problem, the next page of the language, or a file. */
  function whole(c: Ctx, answer: PageAnswer, reader: PageReader): Response {
    if ('problem' in answer) return problem(c, answer.problem, undefined, reader)
    if ('file' in answer) return file(c, answer.file)
    const done =
      'redirect' in answer
        ? redirect(c, 303, reader.to(pathWithin(answer.redirect)))
        : page(c, answer.status, answer.page, reader)
    if (answer.session) keepSession(done, answer.session)
    return done
  }

  function keepSession(answer: Response, change: SessionChange): void {
    answer.headers.append('set-cookie', sessionCookie(change, tls))
  }

  return {
    whole,
    file,
    redirect,
    /** Whether the node is reached over TLS. */
    tls,
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

/** A path within the language's pages, as a header can carry it; anything else leads to the front page. */
function pathWithin(path: string): string {
  if (!path.startsWith('/') || !path.isWellFormed()) return '/'
  return path.replace(/[^\x21-\x7e]/gu, encodeURIComponent)
}
