// How a form is taken in: flood, where it comes from, its type, its bytes; refused at the first of these that does not hold.
import type { PublicFormRoute, SentForm } from '../platform/http.ts'
import type { Ctx, createAnswers } from './answers.ts'
import { createFlood, type FloodLimit, GENEROUS, senderOf } from './flood.ts'
import { isOwnForm } from './forgery.ts'
import { formTypeOf, readForm } from './form-body.ts'
import { patience, readBody } from './read-body.ts'
import type { PageReader, Readers } from './readers.ts'
import { deskOfPath } from './session.ts'

export type Answers = ReturnType<typeof createAnswers>
export type Forms = ReturnType<typeof createForms>

export type FormSettings = {
  readonly readers: Readers
  readonly publicUrl: string
  readonly floodLimit?: FloodLimit
  readonly bodyTime?: number
}

const LIMIT = 64 * 1024

export function createForms(settings: FormSettings, answers: Answers) {
  const flood = createFlood(settings.floodLimit ?? GENEROUS)

  /** The refusal of a form before anything of it is read; undefined when it may be read. */
  function refused(c: Ctx, reader: PageReader): Response | undefined {
    const wait = flood.waitFor(senderOf(c.env.incoming))
    if (wait !== undefined) {
      c.header('retry-after', String(wait))
      return unread(c, 'too-many-requests', reader)
    }
    const { req } = c
    const from = { site: req.header('sec-fetch-site'), origin: req.header('origin'), host: req.header('host') }
    return isOwnForm(from, settings.publicUrl) ? undefined : unread(c, 'forged-form', reader)
  }

  /** The form of at most `limit` bytes, or its refusal as an answer. */
  async function read(c: Ctx, reader: PageReader, limit = LIMIT): Promise<SentForm | Response> {
    const type = formTypeOf(c.req.header('content-type'))
    const coded = c.req.header('content-encoding')
    if (!type || (coded !== undefined && coded !== 'identity')) return unread(c, 'unsupported-form', reader)
    const bytes = await readBody(c.env.incoming, limit, settings.bodyTime ?? patience(limit))
    if (typeof bytes === 'string') return unread(c, bytes, reader)
    const form = readForm(bytes, type)
    if (typeof form === 'string') return answers.problem(c, form, undefined, reader)
    c.set('sent', form)
    return form
  }

  /** A refusal of what was not read to its end: the line closes, so that the rest is never taken in. */
  function unread(c: Ctx, problem: string, reader: PageReader): Response {
    c.header('connection', 'close')
    return answers.problem(c, problem, undefined, reader)
  }

  return {
    refused,
    read,
    unread,
    /** A form that anybody may send. */
    async take(c: Ctx, route: PublicFormRoute<PageReader>): Promise<Response> {
      const reader = settings.readers.of(c.req.param('language') ?? '')
      if (!reader) return answers.problem(c, 'not-found')
      const desk = deskOfPath(route.path)
      if (desk) c.set('desk', { desk })
      const refusal = refused(c, reader)
      if (refusal) return refusal
      const form = await read(c, reader, route.limit)
      if (form instanceof Response) return form
      const agent = c.req.header('user-agent')
      const request = { params: c.req.param(), query: c.req.query(), form, agent }
      return answers.whole(c, await route.respond(request, reader), reader)
    },
  }
}
