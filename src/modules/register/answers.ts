// Schemas of the API's answers: what interface.md fixes, and the rest in the same words. OpenAPI is made from them.
import { z } from 'zod'
import type { CheckAnswer, CheckResult, PublicWarning, RecruiterSummary, RecruiterView, SourceState } from './views.ts'

const Status = z.enum(['authorized', 'suspended', 'expired', 'revoked', 'delisted', 'listed', 'unknown'])
const Words = z.record(z.string(), z.string()).describe('Text by language')

const StandingAnswer = z.object({
  country: z.string(),
  status: Status,
  since: z.iso.date().optional(),
  validFrom: z.iso.date().optional(),
  validUntil: z.iso.date().optional(),
  says: Words.optional().describe('Whose word it is'),
  confirmed: z.boolean().describe('Whether the other countries’ logs have confirmed it'),
  recognition: z
    .enum(['none', 'waiting', 'refused'])
    .optional()
    .describe('For a host country whose word does not count: it said nothing, waits to be confirmed, or refused'),
})

const SourceAnswer = z.object({
  country: z.string(),
  name: Words,
  heardAt: z.iso.datetime().nullable(),
  complete: z.boolean().describe('Whether not being found there means not being registered there'),
  list: z
    .object({
      id: z.string(),
      publisher: z.string(),
      terms: z.string(),
      asOf: z.iso.date(),
      meaning: Words,
      sample: z.boolean(),
    })
    .optional(),
})

const Recruiter = z.object({
  licence: z.string(),
  licenceDerived: z.boolean(),
  address: z.string(),
  name: z.string(),
  country: z.string(),
  status: Status,
  standings: z.array(StandingAnswer),
  scope: z
    .object({
      sectors: z.array(Words),
      occupations: z.array(Words).optional().describe('Titles of ISCO-08'),
      places: Words.optional(),
      workers: z.number().optional(),
      conditions: Words.optional(),
    })
    .nullable(),
  sources: z.array(z.string()).describe('Countries and lists whose word this is'),
})

const Result = Recruiter.extend({
  match: z.object({ field: z.string(), score: z.number() }),
  contactMismatch: z
    .string()
    .nullable()
    .describe('A telephone or address in the question that is not the registered one'),
})

export const CheckAnswerSchema = z.object({
  query: z.string(),
  on: z.iso.date(),
  results: z.array(Result),
  lookalikes: z.array(Recruiter.extend({ score: z.number() })).describe('Registered, but not what was asked for'),
  warnings: z
    .array(
      z.object({
        name: z.string(),
        since: z.iso.date().describe('Day on which it was published'),
        source: z.string().describe('The authority whose word it is'),
      }),
    )
    .describe(
      'Published warnings that the question finds, whatever the day: reported as recruiting without authorization',
    ),
  sources: z.array(SourceAnswer),
})

export const RecruiterSchema = Recruiter.extend({
  telephones: z.array(z.string()),
  emails: z.array(z.string()),
  webs: z.array(z.string()),
  place: z.string().nullable(),
  tradeNames: z.array(z.string()),
  formerNames: z.array(z.string()),
})

export const RecruiterPageSchema = RecruiterSchema.extend({
  history: z.array(
    z.object({
      day: z.iso.date(),
      act: z.string(),
      country: z.string(),
      validUntil: z.iso.date().optional(),
      ground: Words.optional(),
      reason: Words.optional(),
      learned: z.iso.date().optional(),
    }),
  ),
  onThatDay: z
    .object({
      day: z.iso.date(),
      knownThen: z.array(StandingAnswer),
      knownNow: z.array(StandingAnswer),
      differ: z.boolean(),
    })
    .nullable(),
  sources: z.array(z.string()),
})

export const RecruiterListSchema = z.object({ recruiters: z.array(RecruiterSchema), next: z.string().nullable() })

export const ChangesSchema = z.object({
  changes: z.array(
    z.object({
      position: z.number(),
      id: z.string(),
      type: z.string(),
      day: z.iso.date(),
      recordedAt: z.iso.datetime(),
      origin: z.string(),
      recruiter: z.string(),
      data: z.record(z.string(), z.unknown()).describe('Acts, numbers and salted commitments; nothing personal'),
    }),
  ),
  next: z.number(),
})

function sourceNames({ standings, country }: RecruiterSummary): string[] {
  const named = standings.filter(({ status }) => status !== 'unknown').map((standing) => standing.country as string)
  return [...new Set(named.length > 0 ? named : [country])]
}

function standingsOf(summary: RecruiterSummary) {
  return summary.standings.map(({ country, status, since, validFrom, validUntil, says, confirmed, recognition }) => ({
    country,
    status,
    ...(since && { since }),
    ...(validFrom && { validFrom }),
    ...(validUntil && { validUntil }),
    ...(says && { says }),
    confirmed,
    ...(recognition && { recognition }),
  }))
}

/** A recruiter as a check's answer carries it. */
function recruiterInCheck(summary: RecruiterSummary) {
  const { licence, licenceDerived, address, name, country, status, scope } = summary
  return {
    licence,
    licenceDerived,
    address,
    name,
    country,
    status,
    standings: standingsOf(summary),
    scope: scope ?? null,
    sources: sourceNames(summary),
  }
}

/** A recruiter with its registered contacts. */
export function recruiterAnswer(summary: RecruiterSummary) {
  const { telephones, emails, webs, place, tradeNames, formerNames } = summary
  return { ...recruiterInCheck(summary), telephones, emails, webs, place: place ?? null, tradeNames, formerNames }
}

export function recruiterPageAnswer(view: RecruiterView) {
  const history = view.history.map(({ day, act, country, validUntil, ground, reason, learned }) => ({
    day,
    act,
    country,
    ...(validUntil && { validUntil }),
    ...(ground && { ground }),
    ...(reason && { reason }),
    ...(learned && { learned }),
  }))
  const that = view.onThatDay
  const onThatDay = that
    ? { day: that.day, knownThen: that.knownThen, knownNow: that.knownNow, differ: that.differ }
    : null
  return { ...recruiterAnswer(view), history, onThatDay }
}

function sourceAnswer({ country, name, heardAt, complete, list }: SourceState) {
  const shown = list && {
    id: list.id,
    publisher: list.publisher,
    terms: list.terms,
    asOf: list.asOf,
    meaning: list.meaning,
    sample: list.sample,
  }
  return { country, name, heardAt: heardAt ?? null, complete, ...(shown && { list: shown }) }
}

function resultAnswer(result: CheckResult) {
  const { field, score } = result.match
  return { ...recruiterInCheck(result), match: { field, score }, contactMismatch: result.contactMismatch ?? null }
}

/** Whose word it is stands in the first language that the pack names the authority in. */
function warningAnswer({ name, since, source }: PublicWarning) {
  return { name, since, source: Object.values(source)[0] ?? '' }
}

/** The answer of `GET /api/v1/check` (interface.md). */
export function checkAnswer(answer: CheckAnswer) {
  return {
    query: answer.query,
    on: answer.on,
    results: answer.results.map(resultAnswer),
    lookalikes: answer.lookalikes.map((lookalike) => ({
      ...recruiterInCheck(lookalike),
      score: lookalike.match.score,
    })),
    warnings: (answer.warnings ?? []).map(warningAnswer),
    sources: answer.sources.map(sourceAnswer),
  }
}
