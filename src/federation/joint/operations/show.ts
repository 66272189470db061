// Joint acts as the pages show them: the list, one act with the way of every party, and its evidence as a file.
import type { Country } from '../../../kernel/country.ts'
import { actorFor, can, type Who } from '../../../people/index.ts'
import { canonicalBody, hashOfBody } from '../body.ts'
import { type ActBody, decisionText, type JointAct, type PartyWay, type Step } from '../domain.ts'
import type { JointDesk } from '../joint-desk.ts'
import { JOINT_POLICY } from '../policy.ts'
import { type OfficersAt, readStep } from '../read-step.ts'
import { foldKept } from '../refresh.ts'
import {
  type Draft,
  listActs,
  listDrafts,
  listEffective,
  readAct,
  readDraft,
  readSignatures,
  type Signature,
  signedBy,
} from '../store/acts.ts'
import { liveKey } from '../store/decision-keys.ts'
import { readEntries, readOfficers } from '../store/entries.ts'
import type { ActItem, ActView, CountryNames, PartyView, ShownState } from '../views.ts'
import { validLines } from './decide.ts'

const MOST = 200
const iso = (seconds: number) => new Date(seconds * 1000).toISOString()

/** Acts that were touched last, drafts first. */
export async function showActs(desk: JointDesk, who: Who): Promise<readonly ActItem[]> {
  const { database } = desk.node
  const decides = mayDecide(desk, who)
  const [drafts, acts] = [decides ? await listDrafts(database) : [], await listActs(database, MOST)]
  const signed = await signedBy(database, who.account)
  return [
    ...drafts.map(({ act, body }): ActItem => ({ act, body, state: 'draft', waits: false })),
    ...acts.map(
      ({ act, inForce }): ActItem => ({
        act: act.act,
        body: act.body,
        state: shown(act, inForce),
        expires: act.expires,
        waits: decides && !signed.has(act.act) && isOpen(desk, act),
      }),
    ),
  ]
}

/** Acts that became effective, for everybody. */
export async function showEffective({ node }: Pick<JointDesk, 'node'>): Promise<readonly ActItem[]> {
  const acts = await listEffective(node.database, MOST)
  return acts.map(({ act, inForce }) => ({
    act: act.act,
    body: act.body,
    state: shown(act, inForce),
    expires: act.effectiveAt,
    waits: false,
  }))
}

/** One act as it stands now; undefined when there is none. A draft only for who may propose it. */
export async function showAct(desk: JointDesk, who: Who, act: string): Promise<ActView | undefined> {
  const { database, now } = desk.node
  const decides = mayDecide(desk, who)
  const folded = await foldKept(database, act, now())
  if (!folded) {
    const draft = decides ? await readDraft(database, act) : undefined
    return draft && draftView(desk, draft)
  }
  const row = await readAct(database, act)
  const officersAt = await readOfficers(database)
  const steps = await readSteps(database, act, officersAt)
  const signatures = await readSignatures(database, act)
  const state = shown(folded, row?.inForce ?? folded.state === 'effective')
  const parties = folded.ways.map((way) => partyView(desk, folded, way, officersAt, signatures, steps))
  const open = decides && isOpen(desk, folded)
  const own = await liveKey(database, who.account)
  const signed = parties.some(
    (party) => party.own && party.officers.some(({ officer, signed }) => signed && officer === own?.officer),
  )
  return {
    act,
    body: folded.body,
    state,
    expires: folded.expires,
    effectiveAt: folded.effectiveAt,
    names: namesOf(desk),
    recruiter: recruiterOf(desk, folded.body),
    parties,
    text: decisionText(folded),
    hash: folded.hash,
    canonical: canonicalBody(folded.body),
    may: {
      sign: open && own !== undefined && !signed,
      needKey: open && own === undefined,
      reject: open,
      propose: false,
      repeal: decides && state === 'effective' && folded.body.kind !== 'repeal',
    },
  }
}

/**
 * Everything that shows what an act has come to, as one text: the body, the decision note of each approval with its officers'
 * lines, the entries, and where there are any the proofs that they stand in the logs. Undefined when there is no such act.
 */
export async function writeEvidence(desk: JointDesk, act: string): Promise<string | undefined> {
  const { database, now } = desk.node
  const folded = await foldKept(database, act, now())
  if (!folded) return undefined
  const parts = [
    `SurSur: evidence of the joint act ${act}`,
    `State at this node: ${folded.state}`,
    part('body (RFC 8785; the hash of the decision note is its SHA-256)', canonicalBody(folded.body)),
    part('decision note, without signatures', decisionText(folded)),
  ]
  for (const { country, index, log, entry } of await readEntries(database, act)) {
    const { type, auth } = entry
    parts.push(part(`entry ${index} of ${log} (${type})`, JSON.stringify(entry)))
    if (auth) parts.push(part(`decision note as ${country} signed it`, `${decisionText(folded)}\n${auth.join('\n')}\n`))
    const proof = await desk.proofOf?.(country, index)
    if (proof !== undefined) parts.push(part(`proof of entry ${index} of ${log} (C2SP tlog-proof)`, proof))
  }
  return `${parts.join('\n\n')}\n`
}

function part(title: string, text: string): string {
  return `----- ${title} -----\n${text.trimEnd()}\n-----`
}

function mayDecide({ country }: JointDesk, who: Who): boolean {
  return can(JOINT_POLICY, actorFor(who, JOINT_POLICY, 'joint.sign'), 'joint.sign', { country })
}

/** The names of the pack's countries. */
export function namesOf({ pack }: Pick<JointDesk, 'pack'>): CountryNames {
  return Object.fromEntries(pack.countries.map(({ code, name }) => [code, name]))
}

function recruiterOf({ recruiterName }: JointDesk, body: ActBody): string | undefined {
  return 'recruiter' in body ? recruiterName?.(body.recruiter) : undefined
}

function shown(act: JointAct, inForce: boolean): ShownState {
  return act.state === 'effective' && !inForce ? 'repealed' : act.state
}

/** Whether this party can still say its word. */
function isOpen({ country, node }: JointDesk, { state, ways, expires }: JointAct): boolean {
  const way = ways.find(({ party }) => party === country)
  return way !== undefined && !way.word && state !== 'rejected' && Math.floor(node.now().getTime() / 1000) <= expires
}

async function readSteps(
  db: JointDesk['node']['database'],
  act: string,
  officersAt: OfficersAt,
): Promise<readonly Step[]> {
  return (await readEntries(db, act)).flatMap((entry) => {
    const read = readStep(entry, officersAt)
    return read?.ok ? [read.step] : []
  })
}

function partyView(
  desk: JointDesk,
  act: JointAct,
  way: PartyWay,
  officersAt: OfficersAt,
  signatures: readonly Signature[],
  steps: readonly Step[],
): PartyView {
  const { party: country, word, officers: approvers, covered, late, index } = way
  const own = country === desk.country
  const named = officersAt(country, index ?? Number.MAX_SAFE_INTEGER) ?? { threshold: 0, officers: [] }
  const waiting =
    own && !word
      ? validLines(
          act,
          signatures.map(({ line }) => line),
          named,
        ).map(({ officer }) => officer)
      : []
  const signed = new Set<string>(word === 'approved' ? approvers : waiting)
  const rejection = steps.find((step) => step.step === 'rejected' && step.party === country && step.index === index)
  return {
    country,
    own,
    word: word === 'approved' ? (late ? 'late' : 'approved') : (word ?? (signed.size > 0 ? 'signing' : 'open')),
    count: signed.size,
    needed: named.threshold,
    officers: named.officers.map(({ officer }) => {
      const mine = own ? signatures.find((one) => one.officer === officer) : undefined
      return {
        officer,
        signed: signed.has(officer),
        signedAt: signed.has(officer) ? mine?.signedAt.toISOString() : undefined,
        proposed: act.proposedBy === country && act.proposer === officer,
        spare: word === 'approved',
      }
    }),
    covered: covered === undefined ? undefined : iso(covered),
    reason: rejection?.step === 'rejected' ? rejection.reason : undefined,
  }
}

function draftView(desk: JointDesk, { act, body, days, parties }: Draft): ActView {
  const none = { own: false, word: 'open', count: 0, needed: 0, officers: [] } as const
  return {
    act,
    body,
    days,
    state: 'draft',
    names: namesOf(desk),
    recruiter: recruiterOf(desk, body),
    parties: parties.map((country: Country) => ({ ...none, country })),
    hash: hashOfBody(body),
    canonical: canonicalBody(body),
    may: { sign: false, needKey: false, reject: false, propose: true, repeal: false },
  }
}
