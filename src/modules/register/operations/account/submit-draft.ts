// Hands in a draft: the whole form is read, and only one in which nothing is wrong or missing becomes an application or an answer.
import { fail, ok, type Result } from '../../../../kernel/result.ts'
import type { NotAllowed, Who } from '../../../../people/index.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import { type FormFault, readApplication } from '../../input/application-form.ts'
import { answerApplication } from '../application/by-the-recruiter.ts'
import { submitApplication } from '../application/submit.ts'
import type { DeskNode } from '../desk-node.ts'
import { formContext, openDraft } from './context.ts'

/** Why a draft was not handed in: the form is not whole, or the act is refused. */
export type NotSubmitted = { readonly code: 'not-whole'; readonly faults: readonly FormFault[] } | Refusal | NotAllowed

export type SubmittedDraft = {
  readonly draft: string
  /** Version of the draft that its owner looked over. */
  readonly seen: number
  /** Tag of the language in which it was written. */
  readonly language: string
}

/**
 * Hands it in; the draft goes with it. Refuses `no-such-draft`, `changed-meanwhile` when another window wrote since it was
 * looked over, `not-whole` with everything that is wrong.
 */
export async function submitDraft(
  node: DeskNode,
  who: Who,
  { draft: id, seen, language }: SubmittedDraft,
): Promise<Result<{ readonly file: string }, NotSubmitted>> {
  const open = await openDraft(node, who, id)
  if (!open) return refuse('no-such-draft', { draft: id })
  const { draft, kind, answers } = open
  if (draft.version !== seen) return refuse('changed-meanwhile', { seen: String(seen), now: String(draft.version) })
  const { faults, form } = readApplication(open.typed, formContext(node, open, language))
  if (!form) return fail({ code: 'not-whole', faults } as const)
  // The draft itself is the key: however often and from however many windows it is sent, it is handed in once.
  const once = `hand-in-${id}`
  const done = answers
    ? await answerApplication(node, who, { file: answers.application.id, form, draft: id, once })
    : await submitApplication(node, who, {
        kind,
        country: draft.country,
        recruiterKind: draft.recruiterKind ?? '',
        form,
        licence: draft.recruiter ?? undefined,
        draft: id,
        once,
      })
  return done.ok ? ok({ file: done.value.file }) : done
}
