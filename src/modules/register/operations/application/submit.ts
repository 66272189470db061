// Hands in an application: the form sealed, the requirements of its day kept to the letter, a number given.
import canonicalize from 'canonicalize'
import type { Country } from '../../../../kernel/country.ts'
import { ok } from '../../../../kernel/result.ts'
import { fileNumber, requirementsOn } from '../../../../packs/index.ts'
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

/** The file of an application, saved, and its first event. To be called inside the operation that opens it. */
export async function openApplication(
  tx: Transaction,
  now: Date,
  node: DeskNode,
  who: Who,
  { kind, country, recruiterKind, form, licence, draft }: Submission,
) {
  const recruiter = licence ? (await lockRecruiters(tx, [keyOf(country, licence)])).values().next().value : undefined
  if (licence && !recruiter) return refuse('not-entered', { licence })
  const day = deskDay(node, country, now)
  const requirements = requirementsOn(node.pack, country, { for: kind, kind: recruiterKind, day })
  const hash = sha256Hex(canonicalize(requirements) ?? '')
  await keepRequirements(tx, hash, requirements)
  const file = newIdentifier('file')
  const number = fileNumber(node.pack, country, 'application', await takeNumber(tx, country, 'application'))
  const sealed = sealForm(form)
  const fact = {
    type: 'application.submitted',
    legalDay: day,
    data: {
      number,
      kind,
      country,
      recruiterKind,
      applicant: who.account,
      ...(recruiter && { recruiter: recruiter.id, licence: recruiter.licence }),
      requirements: hash,
      pack: { id: node.pack.id, version: node.pack.version },
      form: { version: 1, commitment: sealed.commitment },
    },
  } as const
  await insertForm(tx, file, 1, sealed, now)
  if (draft) {
    await movePapers(tx, draft, file)
    await removeDraft(tx, draft, who.account)
  }
  const opening = { file, fact, ground: processGround('applied'), name: form.name, who, now }
  const { event } = await openFile(tx, APPLICATION_FILE, opening)
  return ok({ opened: { file, number }, event })
}
