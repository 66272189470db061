// Addresses of the register: input → operation → page or JSON. No decisions.

import { readEventsAfter } from '../../../events/index.ts'
import { dayIn } from '../../../kernel/day.ts'
import { countryOfPack } from '../../../packs/index.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { ApiRoute, PageAnswer, PageRoute } from '../../../platform/http.ts'
import {
  ChangesSchema,
  CheckAnswerSchema,
  checkAnswer,
  RecruiterListSchema,
  RecruiterPageSchema,
  recruiterAnswer,
  recruiterPageAnswer,
} from '../answers.ts'
import { PUBLIC_EVENTS, PUBLIC_RECOGNITION_EVENTS } from '../events/recruiter.ts'
import { PUBLIC_WARNING_EVENTS } from '../events/warning.ts'
import {
  AddressParams,
  ChangesQuery,
  CheckPageQuery,
  CheckQuery,
  cleanTyped,
  ListQuery,
  LONGEST_QUESTION,
  problemOf,
  RecruiterPageQuery,
  RecruiterQuery,
} from '../input.ts'
import type { KnownRegister } from '../known.ts'
import type { KnownWarnings } from '../known-files/warnings.ts'
import { checkRecruiter } from '../operations/check-recruiter.ts'
import { listRecruiters } from '../operations/list-recruiters.ts'
import { showList } from '../operations/show-list.ts'
import { showRecruiter } from '../operations/show-recruiter.ts'
import { answer } from '../pages/answer.ts'
import { front } from '../pages/front.ts'
import { list } from '../pages/list.ts'
import type { RegisterReader } from '../pages/parts/words.ts'
import { questionProblem } from '../pages/question-problem.ts'
import { recruiter } from '../pages/recruiter.ts'
import type { Speaker } from '../summary.ts'

/** Most bytes of a public page's first view (quality.md, rule 17). */
const FIRST_VIEW = 30 * 1024

const LONGEST_DAY = 30

/** What the routes need of the node they run on. `problemText` says a problem in the reader's language. */
export type RegisterDesk = {
  readonly database: Database
  readonly register: KnownRegister
  /** The published warnings, in memory. */
  readonly warnings: Pick<KnownWarnings, 'find'>
  readonly speaker: () => Speaker
  readonly now: () => Date
  readonly problemText: (code: string, reader: RegisterReader) => { readonly title: string; readonly next: string }
}

export function today({ speaker, now }: RegisterDesk) {
  const { pack, country } = speaker()
  return dayIn(countryOfPack(pack, country)?.zone ?? 'UTC', now())
}

export function pageRoutes(desk: RegisterDesk): readonly PageRoute<RegisterReader>[] {
  const common = { permission: 'public', budget: FIRST_VIEW } as const
  return [
    { ...common, path: '/', respond: (_, reader) => ({ status: 200, page: front({}, reader) }) },
    {
      ...common,
      path: '/check',
      async respond({ query }, reader) {
        const input = CheckPageQuery.safeParse(query)
        if (!input.success) return wrongQuestion(desk, query, problemOf(input.error), reader)
        const { q, on = today(desk), limit } = input.data
        const view = await checkRecruiter(
          desk.speaker(),
          desk.database,
          desk.register,
          { text: q, on, limit },
          today(desk),
          desk.now(),
          desk.warnings,
        )
        return { status: 200, page: answer(view, reader) }
      },
    },
    {
      ...common,
      path: '/recruiters/:licence',
      async respond({ params, query }, reader) {
        const input = RecruiterPageQuery.safeParse(query)
        const on = input.success ? input.data.on : undefined
        const view = await showRecruiter(desk.speaker(), desk.database, desk.register, {
          address: params.licence ?? '',
          on,
          today: today(desk),
          now: desk.now(),
        })
        if (!view) return { problem: 'unknown-licence' }
        if (input.success) return { status: 200, page: recruiter(view, reader) }
        const problem = problemOf(input.error)
        if (problem !== 'bad-date') return { problem }
        return {
          status: 400,
          page: recruiter(view, reader, { typed: typedDay(query.on ?? ''), ...desk.problemText(problem, reader) }),
        }
      },
    },
    {
      ...common,
      path: '/list',
      respond: (_, reader) => ({
        status: 200,
        page: list(showList(desk.speaker(), desk.register, today(desk)), reader),
      }),
    },
  ]
}

/** A day that is none, as it is shown again. */
function typedDay(text: string): string {
  return cleanTyped(text.slice(0, LONGEST_DAY))
}

function wrongQuestion(
  desk: RegisterDesk,
  query: Readonly<Record<string, string>>,
  problem: string,
  reader: RegisterReader,
): PageAnswer {
  if (problem === 'bad-parameter') return { problem }
  const typed = cleanTyped((query.q ?? '').slice(0, LONGEST_QUESTION))
  const field = problem === 'bad-date' ? 'on' : 'q'
  const view = {
    query: typed,
    ...(query.on !== undefined && { on: typedDay(query.on) }),
    field,
    ...desk.problemText(problem, reader),
  } as const
  return { status: problem === 'question-too-long' ? 413 : 400, page: questionProblem(view, reader) }
}

export function apiRoutes(desk: RegisterDesk): readonly ApiRoute[] {
  const none = AddressParams.pick({})
  return [
    apiRoute({
      path: '/check',
      permission: 'public',
      summary: 'Check a recruiter by name, licence number, telephone, e-mail, web or social address',
      params: none,
      query: CheckQuery,
      answer: CheckAnswerSchema,
      problems: ['empty-question', 'question-too-long', 'bad-date', 'bad-parameter'],
      async respond({ query: { q, on = today(desk), limit } }) {
        return {
          body: checkAnswer(
            await checkRecruiter(
              desk.speaker(),
              desk.database,
              desk.register,
              { text: q, on, limit },
              today(desk),
              desk.now(),
              desk.warnings,
            ),
          ),
        }
      },
    }),
    apiRoute({
      path: '/recruiters',
      permission: 'public',
      summary: 'All recruiters with a public standing, page by page',
      params: none,
      query: ListQuery,
      answer: RecruiterListSchema,
      problems: ['bad-parameter'],
      async respond({ query }) {
        const { recruiters, next } = await listRecruiters(desk.speaker(), desk.database, query, today(desk))
        return { body: { recruiters: recruiters.map(recruiterAnswer), next } }
      },
    }),
    apiRoute({
      path: '/recruiters/:licence',
      permission: 'public',
      summary: 'One recruiter, its history, and how it stood on a day',
      params: AddressParams,
      query: RecruiterQuery,
      answer: RecruiterPageSchema,
      problems: ['unknown-licence', 'bad-date', 'bad-parameter'],
      async respond({ params, query }) {
        const question = { address: params.licence, on: query.on, today: today(desk), now: desk.now() }
        const view = await showRecruiter(desk.speaker(), desk.database, desk.register, question)
        return view ? { body: recruiterPageAnswer(view) } : { problem: 'unknown-licence' }
      },
    }),
    apiRoute({
      path: '/changes',
      permission: 'public',
      summary: 'What happened since a position, in order, for whoever keeps a copy',
      params: none,
      query: ChangesQuery,
      answer: ChangesSchema,
      problems: ['bad-parameter'],
      async respond({ query: { after, limit } }) {
        const events = await readEventsAfter(desk.database, after, limit)
        const changes = events
          .filter(isPublic)
          .map(({ position, id, type, legalDay, recordedAt, origin, stream, data }) => ({
            position,
            id,
            type,
            day: legalDay,
            recordedAt: recordedAt.toISOString(),
            origin,
            recruiter: stream,
            data: data as Record<string, unknown>,
          }))
        return { body: { changes, next: events.at(-1)?.position ?? after } }
      },
    }),
  ]
}

// What pends or was refused at a desk is nobody's business: its events are counted over, never shown.
function isPublic({ type }: { readonly type: string }): boolean {
  return ([...PUBLIC_EVENTS, ...PUBLIC_RECOGNITION_EVENTS, ...PUBLIC_WARNING_EVENTS] as readonly string[]).includes(
    type,
  )
}

/** Keeps a route's schemas and its function together, so that the function sees what the schemas give. */
function apiRoute<P extends ApiRoute['params'], Q extends ApiRoute['query']>(
  route: Omit<ApiRoute, 'params' | 'query' | 'respond'> & {
    readonly params: P
    readonly query: Q
    readonly respond: (request: {
      readonly params: import('zod').z.output<P>
      readonly query: import('zod').z.output<Q>
    }) => ReturnType<ApiRoute['respond']>
  },
): ApiRoute {
  return route as unknown as ApiRoute
}
