// Two representatives side by side: likeness of names, raised or lowered by papers and birth days.
import { type ComparedPerson, VALUE_KEY } from './compared-party.ts'
import { type Counts, LIMITS, STRENGTH, valueEvidence } from './evidence.ts'
import type { LinkEvidence } from './party.ts'
import { personsAlike } from './words-alike.ts'

/** Names say who it may be; papers and birth days say whether it is. */
export function personEvidence(a: ComparedPerson, b: ComparedPerson, counts: Counts): LinkEvidence[] {
  const found: LinkEvidence[] = []
  const papers = a.document && b.document ? a.document === b.document : undefined
  const days = a.born && b.born ? a.born === b.born : undefined
  if (papers && a.document) {
    const key = VALUE_KEY.document + a.document
    found.push(valueEvidence('document', STRENGTH.document, a.paper, b.paper, key, counts))
  }
  const equal = a.whole !== '' && a.whole === b.whole
  const alike = equal ? 1 : personsAlike(a.words, b.words)
  if (alike < (days ? LIMITS.personOfOneDay : LIMITS.person)) return found
  const exact = equal && papers !== false && days !== false
  const base = valueEvidence(
    'representative',
    STRENGTH.representative * (equal ? 1 : alike),
    a.text,
    b.text,
    VALUE_KEY.representative + a.whole,
    counts,
  )
  let { score } = base
  if (days === true) score += (0.95 - score) * 0.6
  if (days === false) score *= 0.55
  if (papers === true) score = Math.max(score, STRENGTH.document)
  if (papers === false) score *= 0.5
  if (exact || score >= LIMITS.evidence) found.push({ ...base, score, exact })
  return found
}
