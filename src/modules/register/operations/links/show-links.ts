// Two parties side by side with all evidence and what was judged; and the links of concern of those entered lately.
import { readStream } from '../../../../events/index.ts'
import { ok } from '../../../../kernel/result.ts'
import { actorFor, operate, type Who } from '../../../../people/index.ts'
import { pairOf } from '../../domain/link-judgement.ts'
import { refuse } from '../../domain/refusal.ts'
import { readLinkEvent } from '../../events/link.ts'
import { createLinkIndex } from '../../find/links/link-index.ts'
import type { Link, Party } from '../../find/links/party.ts'
import { POLICY } from '../../policy.ts'
import { readEntered, readJudgedAmong, readJudgement } from '../../store/link-judgements.ts'
import type { EnteredLinksView, PairView, PartyView } from '../../views/links.ts'
import { nameIn, type StaffDesk } from '../desk/staff-desk.ts'
import { deskDay } from '../desk-node.ts'
import { linkView, mayJudge } from './link-views.ts'
import { readParties } from './parties.ts'

/** Two parties; `one` stands first. Refuses `no-such-party`, also for an application of another country and for erased data. */
export async function showPair(desk: StaffDesk, who: Who, one: string, other: string) {
  const { node, files } = desk
  const action = 'register.see-links'
  const actor = actorFor(who, POLICY, action)
  const attempt = { actor, action, country: who.country, subject: one, detail: { with: other } } as const
  const found = await operate(node, POLICY, attempt, async (tx, now) => {
    const parties = await readParties(tx, [one, other], deskDay(node, who.country, now))
    const [a, b] = [parties.get(one), parties.get(other)]
    const seen = (party: Party | undefined) => party && (party.kind === 'recruiter' || party.country === who.country)
    if (one === other || !a || !b || !seen(a) || !seen(b)) return refuse('no-such-party', {})
    const judgement = await readJudgement(tx, pairOf(one, other))
    const events = judgement ? (await readStream(tx, judgement.id)).map(readLinkEvent) : []
    return ok({ value: { a, b, events, verdict: judgement?.verdict ?? null }, events: [] })
  })
  if (!found.ok) return found
  const { a, b, events, verdict } = found.value
  const names = await desk.names(events.map(({ actor: { account } }) => account))
  const link = files.linksWith(a, 200).find(({ id }) => id === b.id) ?? linkOf(desk, a, b)
  const view: PairView = {
    a: partyView(a),
    b: partyView(b),
    evidence: link ? linkView(a.id, link).evidence : [],
    verdict,
    seen: events.length,
    history: events
      .map((event) => ({
        verdict: event.type === 'link.judged' ? event.data.verdict : null,
        by: nameIn(names, event.actor.account),
        on: event.legalDay,
        reason: 'text' in event.ground ? (Object.values(event.ground.text)[0] ?? '') : '',
      }))
      .reverse(),
    mayJudge: mayJudge(who),
  }
  return ok(view)
}

/** The two compared alone: for one that the index does not hold, or not among its nearest. */
function linkOf({ node }: StaffDesk, a: Party, b: Party): Link | undefined {
  const index = createLinkIndex(node.pack.countries)
  index.put(b)
  return index.linksOf(a, { limit: 1 })[0]
}

function partyView(party: Party): PartyView {
  const { id, kind, label, names, standing, telephones, emails, webs, addresses, taxNumbers, guarantors } = party
  return {
    id,
    label,
    name: names[0] ?? '',
    ...(standing && { standing }),
    href: kind === 'recruiter' ? `/staff/recruiters/by-id/${id}` : `/staff/files/${id}`,
    fields: {
      name: names,
      'tax-number': taxNumbers,
      representatives: party.representatives.map(({ name, document, born }) =>
        [name, document, born].filter(Boolean).join(', '),
      ),
      telephones,
      emails,
      webs,
      address: addresses,
      guarantors,
    },
  }
}

const DAYS = 30
/** Recruiters looked at for one page: comparing one takes a few milliseconds. */
const LOOKED = 200
const MOST_SHOWN = 50
/** Comparisons between two breaths, so that nobody waits behind this page. */
const BREATH = 10

/**
 * The strongest links of concern that nobody judged, of up to 200 recruiters entered in the last 30 days, the newest first.
 * `before` is `instant.id` of the last one of the page before.
 */
export async function showEnteredLinks(desk: StaffDesk, who: Who, before: string | undefined) {
  const { node, files } = desk
  const action = 'register.see-links'
  const attempt = {
    actor: actorFor(who, POLICY, action),
    action,
    country: who.country,
    subject: 'entered',
    detail: {},
  } as const
  const found = await operate(node, POLICY, attempt, async (tx, now) => {
    const from = new Date(now.getTime() - DAYS * 86_400_000)
    const entered = await readEntered(tx, from, placeOf(before), LOOKED)
    const ids = entered.map(({ id }) => id)
    const parties = await readParties(tx, ids, deskDay(node, who.country, now))
    return ok({ value: { entered, parties, judged: await readJudgedAmong(tx, ids) }, events: [] })
  })
  if (!found.ok) return found
  const { entered, parties, judged } = found.value
  const done = new Set(judged.map(({ recruiter, party }) => `${recruiter} ${party}`))
  const links: EnteredLinksView['links'][number][] = []
  for (const [at, { id, at: enteredAt }] of entered.entries()) {
    const party = parties.get(id)
    if (!party) continue
    for (const link of files.linksWith(party, 5))
      if (link.concern && !done.has(`${id} ${link.id}`))
        links.push({ id, label: party.label, enteredAt: enteredAt.toISOString(), link: linkView(id, link) })
    if (at % BREATH === BREATH - 1) await new Promise(setImmediate)
  }
  const last = entered.length === LOOKED ? entered.at(-1) : undefined
  const view: EnteredLinksView = {
    links: links.sort((a, b) => b.link.score - a.link.score).slice(0, MOST_SHOWN),
    looked: entered.length,
    ready: files.ready(),
    ...(last && { next: `${last.at.toISOString()}.${last.id}` }),
  }
  return ok(view)
}

function placeOf(before: string | undefined) {
  const [, at = '', id = ''] = /^(\d{4}-\d{2}-\d{2}T[\d:.]+Z)\.(rec_\w+)$/.exec(before ?? '') ?? []
  return id && !Number.isNaN(Date.parse(at)) ? { at: new Date(at), id } : undefined
}
