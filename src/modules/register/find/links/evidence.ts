// What a shared value says: how much by its kind, how much less where many have it, and from where on a likeness is named.
import type { EvidenceKind, LinkEvidence } from './party.ts'

/** What the index knows of all its parties. */
export type Counts = {
  /** How many parties have a key, the one asked about among them. */
  readonly holders: (key: string) => number
  readonly parties: number
}

/** How much an equal value of each kind says alone. Judged, not measured: no labelled set of linked agencies was found. */
export const STRENGTH = {
  'tax number': 0.98,
  document: 0.97,
  telephone: 0.93,
  email: 0.93,
  web: 0.9,
  'mail domain': 0.6,
  name: 0.9,
  address: 0.8,
  representative: 0.75,
  guarantor: 0.5,
} as const

export const LIMITS = {
  /** Parties that may have a value before it tells less: the telephone of a call centre, an insurer who stands for all. */
  common: 50,
  /** Least likeness of what is named as evidence. */
  name: 0.65,
  person: 0.75,
  /** The same for persons of one birth day: `Tom` for `Thomas`, a surname left out. */
  personOfOneDay: 0.5,
  address: 0.75,
  guarantor: 0.8,
  /** Least score of a fuzzy evidence: below it, papers and birth days speak against it. */
  evidence: 0.3,
  /**
   * Sameness from which two are likely one: the least of 0.7, 0.75 … 0.9 with a precision of 0.95 or more on every second identity of
   * both files of organisations (bench/links); the figures are of the other identities.
   */
  same: 0.8,
}
/** An equal value. Where more than `LIMITS.common` have it, it tells so much less, and says how many they are. */
export function valueEvidence(
  kind: EvidenceKind,
  strength: number,
  here: string,
  there: string,
  key: string,
  counts: Counts,
): LinkEvidence {
  const sharedBy = counts.holders(key)
  const common = sharedBy > LIMITS.common
  return {
    kind,
    score: common ? (strength * LIMITS.common) / sharedBy : strength,
    here,
    there,
    exact: true,
    ...(common && { sharedBy }),
  }
}
