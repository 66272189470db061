// Gives a paper out, in clear, to whoever may see it: the reading is recorded before a byte of it is opened.
import { ok } from '../../../../kernel/result.ts'
import { actorFor, operate, type Who } from '../../../../people/index.ts'
import type { FileToSend } from '../../../../platform/http.ts'
import { safeName } from '../../../../platform/papers/name.ts'
import { unseal } from '../../../../platform/seal/age.ts'
import { refuse } from '../../domain/refusal.ts'
import { POLICY } from '../../policy.ts'
import { countryOfPaper, readPaper } from '../../store/drafts.ts'
import type { DeskNode } from '../desk-node.ts'
import type { PapersOfDesk } from './papers-of-desk.ts'

const INLINE = ['application/pdf', 'image/jpeg', 'image/png']

/**
 * The paper, opened. A recruiter sees its own; an officer those that were handed in to the office of their country, never
 * one of a draft. Refuses `no-such-paper`, `not-allowed`. Throws SealFault when the key is another or the ciphertext is damaged.
 */
export async function readPaperFor(node: DeskNode, who: Who, papers: PapersOfDesk, id: string) {
  const action = 'register.see-paper'
  const country = (await countryOfPaper(node.database, id)) ?? who.country
  const attempt = { actor: actorFor(who, POLICY, action), action, country, subject: id, detail: {} } as const
  const found = await operate(node, POLICY, attempt, async (tx) => {
    const paper = await readPaper(tx, id)
    const handedIn = who.desk === 'staff' && paper?.file !== null
    if (!paper || !(handedIn || paper.account === who.account)) return refuse('no-such-paper', { paper: id })
    return ok({ value: paper, events: [] })
  })
  if (!found.ok) return found
  const { name, type, sealed } = found.value
  const bytes = await unseal(sealed, [papers.key.identity])
  return ok<FileToSend>({ name: safeName(name ?? ''), type, bytes, inline: INLINE.includes(type) })
}
