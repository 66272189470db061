// Links as a page shows them: what the index found today, and beside each what an officer said of the two.
import { actorFor, can, type Who } from '../../../../people/index.ts'
import type { Link } from '../../find/links/party.ts'
import { POLICY } from '../../policy.ts'
import type { StandingJudgement } from '../../store/link-judgements.ts'
import type { LinkView } from '../../views/desk.ts'
import { nameIn } from '../desk/staff-desk.ts'

/** Links shown of one party, those that are judged left aside. */
export const MOST_LINKS = 12

export function mayJudge(who: Who): boolean {
  const action = 'register.judge-link'
  return can(POLICY, actorFor(who, POLICY, action), action, { country: who.country })
}

/** The strongest links that nobody judged, then every judged one; of those that nothing links today too. */
export function linkViews(
  own: string,
  found: readonly Link[],
  judgements: readonly StandingJudgement[],
  names: ReadonlyMap<string, string>,
): readonly LinkView[] {
  const judgedOf = (party: string) => judgements.find((one) => one.party === party || one.other === party)
  const views = found.map((link) => withJudgement(linkView(own, link), judgedOf(link.id), names))
  const gone = judgements
    .filter(({ party, other }) => !found.some(({ id }) => id === party || id === other))
    .map((one) => withJudgement(unlinked(one), one, names))
  const open = views.filter(({ judged }) => !judged).slice(0, MOST_LINKS)
  return [...open, ...views.filter(({ judged }) => judged), ...gone]
}

function withJudgement(
  view: LinkView,
  judgement: StandingJudgement | undefined,
  names: ReadonlyMap<string, string>,
): LinkView {
  if (!judgement) return view
  const { own, other, verdict, by, day, reason } = judgement
  return { ...view, pair: [own, other], judged: { verdict, by: nameIn(names, by), on: day, reason } }
}

function unlinked({ own, other, party, label }: StandingJudgement): LinkView {
  const kind = party.startsWith('rec_') ? 'recruiter' : 'application'
  return {
    id: party,
    label: label ?? other,
    kind,
    concern: false,
    same: false,
    score: 0,
    evidence: [],
    href: hrefOf(party, kind),
    pair: [own, other],
  }
}

function hrefOf(id: string, kind: LinkView['kind']): string {
  return kind === 'application'
    ? `/staff/files/${id}`
    : kind === 'warning'
      ? `/staff/warnings/${id}`
      : `/staff/recruiters/by-id/${id}`
}

export function linkView(
  own: string,
  { id, label, kind, standing, concern, judgement, score, evidence }: Link,
): LinkView {
  return {
    id,
    label,
    kind,
    ...(standing && { standing }),
    concern,
    same: judgement === 'likely the same',
    score,
    evidence: evidence.map(({ kind: what, score: part, here, there, exact, sharedBy }) => ({
      kind: what,
      score: part,
      here,
      there,
      exact,
      ...(sharedBy && { sharedBy }),
    })),
    href: hrefOf(id, kind),
    pair: [own, id],
  }
}
