// How pressing it is to inspect a recruiter: a sum of named parts, each with its points, so that anybody can follow it.
import type { KnownStatus } from './standing.ts'

/** What signs other parts of the platform can give. Only that there was one, never from whom. */
export const SIGNAL_KINDS = ['complaint', 'fees', 'contract', 'placement', 'report', 'other country'] as const
export type SignalKind = (typeof SIGNAL_KINDS)[number]

/** What is known of a recruiter when the plan is made. */
export type RiskFacts = {
  /** Days since its last inspection; undefined when it never had one. */
  readonly daysSinceInspection?: number | undefined
  /** Workers for whom it is authorized; undefined where the authorization does not say. */
  readonly workers?: number | undefined
  /** Links to recruiters that were refused or revoked, where they were looked for. */
  readonly links?: { readonly refused: number; readonly revoked: number } | undefined
  /** Weights of the signs of the last `SIGNALS_KEPT` days, added up by kind. */
  readonly signals: Readonly<Partial<Record<SignalKind, number>>>
  /** Sanctions imposed before and not overturned. */
  readonly sanctionsBefore: number
  /** The most careful word of another country. */
  readonly elsewhere?: KnownStatus | undefined
}

export type RiskPartName = 'age' | 'size' | 'links' | 'signals' | 'sanctions' | 'elsewhere'
/** One part of the score: its points, and the most that it can give. */
export type RiskPart = {
  readonly part: RiskPartName
  readonly points: number
  readonly most: number
  /** Nothing is known of it, so that no points are no good sign. */
  readonly unknown?: true
}
export type Risk = { readonly score: number; readonly parts: readonly RiskPart[] }

/** Days for which a sign counts. */
export const SIGNALS_KEPT = 365

/**
 * The weights are this project's own and rest on no law and no study: they are a beginning, to be set by the inspectorate.
 * Points from 0; `each` is per unit and `most` the ceiling of the part.
 */
export const RISK_WEIGHTS = {
  /** Never inspected counts as the longest time. */
  age: { most: 25, fullAfterDays: 730 },
  size: { most: 15, steps: [50, 250, 1000] },
  links: { most: 20, refused: 5, revoked: 10 },
  signals: { most: 30, each: 3 },
  sanctions: { most: 15, each: 5 },
  elsewhere: { most: 10, suspended: 10, revoked: 10, expired: 4, delisted: 4 },
} as const

/** The score and its parts, all six of them, also those without points. */
export function riskOf(facts: RiskFacts): Risk {
  const { age, size, links, signals, sanctions, elsewhere } = RISK_WEIGHTS
  const { daysSinceInspection: days, workers = 0, links: linked, sanctionsBefore } = facts
  const steps = size.steps.filter((step) => workers >= step).length
  const weight = Object.values(facts.signals).reduce((sum, one) => sum + one, 0)
  const abroad = Object.entries(elsewhere).find(([status]) => status === facts.elsewhere)?.[1] ?? 0
  const parts = [
    part('age', days === undefined ? age.most : (age.most * Math.max(0, days)) / age.fullAfterDays, age.most),
    part('size', (size.most * steps) / size.steps.length, size.most, facts.workers === undefined),
    part('links', linked ? linked.refused * links.refused + linked.revoked * links.revoked : 0, links.most, !linked),
    part('signals', weight * signals.each, signals.most),
    part('sanctions', sanctionsBefore * sanctions.each, sanctions.most),
    part('elsewhere', abroad, elsewhere.most),
  ]
  return { score: parts.reduce((sum, { points }) => sum + points, 0), parts }
}

function part(name: RiskPartName, points: number, most: number, unknown = false): RiskPart {
  return { part: name, points: Math.min(most, Math.round(points)), most, ...(unknown && { unknown }) }
}
