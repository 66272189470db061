// Notes of the office on a file: beside the events, erasable, seen by the office alone.
import { ok } from '../../../../kernel/result.ts'
import { actorFor, operate, type Who } from '../../../../people/index.ts'
import { newIdentifier } from '../../../../platform/seal/digest.ts'
import { refuse } from '../../domain/refusal.ts'
import { POLICY } from '../../policy.ts'
import { insertNote, readFile } from '../../store/files.ts'
import type { DeskNode } from '../desk-node.ts'

/** Keeps a note. Refuses `no-such-file` and an empty one (`no-ground`). */
export async function noteOnFile(
  node: DeskNode,
  who: Who,
  { file, text, once }: { readonly file: string; readonly text: string; readonly once?: string },
) {
  const country = (await readFile(node.database, file))?.country ?? node.country
  const action = 'register.note'
  const attempt = { actor: actorFor(who, POLICY, action), action, country, subject: file, detail: {}, once } as const
  return operate(node, POLICY, attempt, async (tx, at) => {
    if (!(await readFile(tx, file))) return refuse('no-such-file', { file })
    if (!text) return refuse('no-ground', {})
    const id = newIdentifier('note')
    await insertNote(tx, file, { id, at, account: who.account, kind: 'note', text })
    return ok({ value: { id }, events: [] })
  })
}
