// What the recruiter itself does with its application: answers, withdraws, appeals.
import { ok } from '../../../../kernel/result.ts'
import { deadlineFrom } from '../../../../packs/index.ts'
import type { Who } from '../../../../people/index.ts'
import { newIdentifier } from '../../../../platform/seal/digest.ts'
import { decideApplication } from '../../domain/application.ts'
import { refuse } from '../../domain/refusal.ts'
import { type ApplicationForm, sealForm } from '../../forms.ts'
import { movePapers, removeDraft } from '../../store/drafts.ts'
import { insertForm, insertNote } from '../../store/files.ts'
import type { DeskNode } from '../desk-node.ts'
import { type ActOnFile, processGround } from '../on-file.ts'
import { actOnApplication } from './acting.ts'
import { deciding } from './review.ts'

/** Answers what was asked: a new version of the whole form; papers of the draft become the file's. */
export function answerApplication(
  node: DeskNode,
  who: Who,
  on: ActOnFile & { readonly form: ApplicationForm; readonly draft?: string | undefined },
) {
  return actOnApplication(node, who, 'register.apply', on, async (acting) => {
    const { application, day, tx, now } = acting
    const allowed = decideApplication(application, 'answer', deciding(acting))
    if (!allowed.ok) return allowed
    const version = application.formVersion + 1
    const sealed = sealForm(on.form)
    await insertForm(tx, application.id, version, sealed, now)
    if (on.draft) {
      await movePapers(tx, on.draft, application.id)
      await removeDraft(tx, on.draft, who.account)
    }
    const data = { form: { version, commitment: sealed.commitment } }
    return ok({
      fact: { type: 'application.answered', legalDay: day, data },
      ground: processGround('answered'),
      name: on.form.name,
    })
  })
}

/** Takes the application back. */
export function withdrawApplication(node: DeskNode, who: Who, on: ActOnFile) {
  return actOnApplication(node, who, 'register.apply', on, async (acting) => {
    const allowed = decideApplication(acting.application, 'withdraw', deciding(acting))
    if (!allowed.ok) return allowed
    return ok({
      fact: { type: 'application.withdrawn', legalDay: acting.day, data: {} },
      ground: processGround('withdrawn'),
    })
  })
}

/** Appeals against a refusal. The reasons are the recruiter's own words: they stand beside the event, as a message. */
export function appealRefusal(node: DeskNode, who: Who, on: ActOnFile & { readonly reasons: string }) {
  return actOnApplication(node, who, 'register.apply', on, async (acting) => {
    const { application, day, tx, now } = acting
    const allowed = decideApplication(application, 'appeal', deciding(acting))
    if (!allowed.ok) return allowed
    if (!on.reasons) return refuse('no-ground', {})
    const note = {
      id: newIdentifier('note'),
      at: now,
      account: who.account,
      kind: 'message',
      text: on.reasons,
    } as const
    await insertNote(tx, application.id, note)
    const decideBy = deadlineFrom(node.pack, application.country, 'decision', day)
    return ok({
      fact: { type: 'application.appealed', legalDay: day, data: { ...(decideBy && { decideBy }) } },
      ground: processGround('appealed'),
    })
  })
}
