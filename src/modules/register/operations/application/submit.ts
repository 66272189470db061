// Hands in an application: the form sealed, the requirements of its day kept to the letter, a number given.
import canonicalize from 'canonicalize'
import type { Country } from '../../../../kernel/country.ts'
import { ok } from '../../../../kernel/result.ts'
import { fileNumber, type Requirement, requirementsOn } from '../../../../packs/index.ts'
import { actorFor, operate, type Who } from '../../../../people/index.ts'
import type { Transaction } from '../../../../platform/database/database.ts'
import { newIdentifier, sha256Hex } from '../../../../platform/seal/digest.ts'
import { keyOf } from '../../address.ts'
import type { ApplicationKind } from '../../domain/application.ts'
import { refuse } from '../../domain/refusal.ts'
import { type ApplicationForm, sealForm } from '../../forms.ts'
import { POLICY } from '../../policy.ts'
import { movePapers, removeDraft } from '../../store/drafts.ts'
import { insertForm, keepRequirements, takeNumber } from '../../store/files.ts'
import { lockRecruiters } from '../../store/recruiters.ts'
import { type DeskNode, deskDay } from '../desk-node.ts'
import { openFile, processGround } from '../on-file.ts'
import { APPLICATION_FILE } from './acting.ts'

export type Submission = {
  readonly kind: ApplicationKind
  readonly country: Country
  readonly recruiterKind: string
  readonly form: ApplicationForm
  /** Number of the recruiter that it is about; for everything but a first authorization and a backfill. */
  readonly licence?: string | undefined
  /** The draft that it was written in, gone with it. */
  readonly draft?: string | undefined
  readonly once?: string | undefined
}

/**
 * Hands it in. Refuses `not-entered` for a licence that the register does not hold.
 * What the form must hold is for whoever reads it in (input): here it is whole.
 */
export function submitApplication(node: DeskNode, who: Who, submission: Submission) {
  const { kind, country, draft, once } = submission
  const actor = actorFor(who, POLICY, 'register.apply')
  const attempt = { actor, action: 'register.apply', country, subject: draft ?? kind, detail: { kind }, once } as const
  return operate(node, POLICY, attempt, async (tx, now) => {
    const opened = await openApplication(tx, now, node, who, submission)
    return opened.ok ? ok({ value: opened.value.opened, events: [opened.value.event] }) : opened
  })
}

/** The file of an application, saved, and its first event. */
async function openApplication(tx: Transaction, now: Date, node: DeskNode, who: Who, submission: Submission) {
  const { kind, country, recruiterKind, form, licence, draft } = submission
  const recruiter = licence ? (await lockRecruiters(tx, [keyOf(country, licence)])).values().next().value : undefined
  if (licence && !recruiter) return refuse('not-entered', { licence })
  const requirements = requirementSet(node, country, kind, recruiterKind, now)
  await keepRequirements(tx, requirements.hash, requirements.content)
  const number = fileNumber(node.pack, country, 'application', await takeNumber(tx, country, 'application'))
  const { file, sealed, fact } = newApplication(node, who, submission, {
    number,
    requirements: requirements.hash,
    now,
    ...(recruiter && { recruiter }),
  })
  await insertForm(tx, file, 1, sealed, now)
  if (draft) {
    await movePapers(tx, draft, file)
    await removeDraft(tx, draft, who.account)
  }
  const opening = { file, fact, ground: APPLIED, name: form.name, who, now }
  const { event } = await openFile(tx, APPLICATION_FILE, opening)
  return ok({ opened: { file, number }, event })
}

/** The ground of an application: that somebody applied. */
export const APPLIED = processGround('applied')

/** The requirements of a day, and the hash under which they are kept to the letter. */
export function requirementSet(
  node: DeskNode,
  country: Country,
  kind: ApplicationKind,
  recruiterKind: string,
  now: Date,
): { readonly hash: string; readonly content: readonly Requirement[] } {
  const day = deskDay(node, country, now)
  const content = requirementsOn(node.pack, country, { for: kind, kind: recruiterKind, day })
  return { hash: sha256Hex(canonicalize(content) ?? ''), content }
}

/** A new application before anything of it is written: its file, its sealed form and its first fact. */
export function newApplication(
  node: DeskNode,
  who: Who,
  { kind, country, recruiterKind, form }: Pick<Submission, 'kind' | 'country' | 'recruiterKind' | 'form'>,
  given: {
    readonly number: string
    readonly requirements: string
    readonly now: Date
    readonly recruiter?: { readonly id: string; readonly licence: string }
  },
) {
  const { number, requirements, now, recruiter } = given
  const sealed = sealForm(form)
  const fact = {
    type: 'application.submitted',
    legalDay: deskDay(node, country, now),
    data: {
      number,
      kind,
      country,
      recruiterKind,
      applicant: who.account,
      ...(recruiter && { recruiter: recruiter.id, licence: recruiter.licence }),
      requirements,
      pack: { id: node.pack.id, version: node.pack.version },
      form: { version: 1, commitment: sealed.commitment },
    },
  } as const
  return { file: newIdentifier('file'), sealed, fact }
}
