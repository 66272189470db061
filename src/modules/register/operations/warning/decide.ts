// The second officer's part: approve or send back, publish after the term, decide a contest, take off the list.
import { foldLicence } from '../../../../kernel/fold.ts'
import { ok, type Result } from '../../../../kernel/result.ts'
import { countryOfPack } from '../../../../packs/index.ts'
import type { Who } from '../../../../people/index.ts'
import { newIdentifier } from '../../../../platform/seal/digest.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import { decideWarning, type RemovalReason, type Warning, type WarningFact } from '../../domain/warning.ts'
import { type NewPublicWarningEvent, WARNING_EVENT_VERSION } from '../../events/warning.ts'
import type { KnownRegister } from '../../known.ts'
import { readWarningParty } from '../../store/warnings.ts'
import type { DeskNode } from '../desk-node.ts'
import { type ActOnFile, actOnFile, type OnFile } from '../on-file.ts'
import { type ActInWords, actInWords, removedInPublic, WARNING_FILE, warningGround } from './acting.ts'
import { nearRecruiters, notYetApart } from './near.ts'

/** A node with the register in memory: nobody is warned about under the name of an authorized recruiter unawares. */
export type WarningNode = DeskNode & { readonly register: Pick<KnownRegister, 'find' | 'get'> }

/** Numbers of authorized recruiters that the officer has looked at and says are others. */
export type Apart = { readonly apart: readonly string[] }

/** Approves publication: notice can be given. Refuses `erased`, and `names-a-recruiter` until every such recruiter is named. */
export function approveWarning(node: WarningNode, who: Who, on: ActInWords & Apart) {
  return actInWords(node, who, 'register.decide-warning', 'approve', on, async (acting, words) => {
    const apart = await apartFrom(node, acting, on.apart)
    if (!apart.ok) return apart
    const data = { words, ...(apart.value.length > 0 && { apart: apart.value }), warning: newIdentifier('warn') }
    return ok({ fact: { type: 'warning.approved', legalDay: acting.day, data } })
  })
}

/** Sends it back to be looked at again. */
export function returnWarning(node: DeskNode, who: Who, on: ActInWords) {
  return actInWords(node, who, 'register.decide-warning', 'return', on, ({ day }, words) =>
    ok({ fact: { type: 'warning.returned', legalDay: day, data: { words } } }),
  )
}

/**
 * Puts it in the public list. Refuses what the rules refuse (two officers, notice, term), `not-published-here` where the
 * pack publishes no warnings, `erased`, `names-a-recruiter`.
 */
export function publishWarning(
  node: WarningNode,
  who: Who,
  on: ActOnFile & Apart & { readonly law?: string | undefined },
) {
  return actOnFile<Warning, WarningFact>(node, who, 'register.decide-warning', WARNING_FILE, on, async (acting) => {
    const { folded, day } = acting
    const allowed = decideWarning(folded, 'publish', { account: who.account, day })
    if (!allowed.ok) return allowed
    if (!node.pack.publicWarnings.published) return refuse('not-published-here', {})
    const apart = await apartFrom(node, acting, on.apart)
    if (!apart.ok) return apart
    const source = sourceOf(node, who, folded)
    const ground = warningGround('publish', on.law)
    const data = { source, since: day, ...(apart.value.length > 0 && { apart: apart.value }) }
    const published: NewPublicWarningEvent = {
      stream: folded.warning ?? '',
      streamVersion: 1,
      type: 'warning.published',
      version: WARNING_EVENT_VERSION,
      legalDay: day,
      ground,
      data: { commitment: folded.party, source, since: day },
    }
    return ok({ fact: { type: 'warning.put-in-list', legalDay: day, data }, ground, more: [published] })
  })
}

/** Decides a contest: upheld takes the warning off for good, rejected leaves it, marked as contested and confirmed. */
export function decideContest(node: DeskNode, who: Who, on: ActInWords & { readonly outcome: 'upheld' | 'rejected' }) {
  const act = on.outcome === 'upheld' ? 'uphold' : 'reject'
  return actInWords(node, who, 'register.decide-warning', act, on, (acting, words) => {
    const fact: WarningFact = {
      type: 'warning.contest-decided',
      legalDay: acting.day,
      data: { words, outcome: on.outcome },
    }
    return ok({ fact, more: act === 'uphold' ? removedInPublic(acting, 'contest upheld') : [] })
  })
}

/** Takes a warning off, published or not yet: it expired, was a mistake, or who is named has registered meanwhile. */
export function removeWarning(
  node: DeskNode,
  who: Who,
  on: ActInWords & { readonly why: Exclude<RemovalReason, 'contest upheld'> },
) {
  return actInWords(node, who, 'register.decide-warning', 'remove', on, (acting, words) =>
    ok({
      fact: { type: 'warning.taken-off', legalDay: acting.day, data: { words, why: on.why } },
      more: removedInPublic(acting, on.why),
    }),
  )
}

/** The recruiters that the officer says are others; refused while an authorized one would answer to the warning's names. */
async function apartFrom(
  node: WarningNode,
  { tx, folded, day }: OnFile<Warning>,
  apart: readonly string[],
): Promise<Result<readonly string[], Refusal>> {
  const party = (await readWarningParty(tx, folded.id))?.record
  if (!party) return refuse('erased', { licence: folded.number })
  const near = nearRecruiters(node.register, party, day)
  const left = notYetApart(near, apart)
  if (left.length > 0) return refuse('names-a-recruiter', { licences: left.map(({ licence }) => licence).join(', ') })
  // As the register writes them, and none that has nothing to do with it.
  const named = new Set(apart.map(foldLicence))
  return ok(near.filter(({ licence }) => named.has(foldLicence(licence))).map(({ licence }) => licence))
}

/** Whose word the warning is: the officer's own authority, or the country's register where the pack does not know the office. */
function sourceOf({ pack }: DeskNode, who: Who, { country }: Warning): string {
  const authorities = countryOfPack(pack, country)?.authorities ?? []
  const own = authorities.find(({ id }) => id === who.office)
  return (own ?? authorities.find(({ does }) => does.includes('register')))?.id ?? who.office
}
