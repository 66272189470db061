// Contesting a warning: through an officer, or by anybody concerned with the public form, without an account.
import { ok } from '../../../../kernel/result.ts'
import type { Who } from '../../../../people/index.ts'
import { refuse } from '../../domain/refusal.ts'
import { WARNING_LIFE } from '../../domain/warning.ts'
import { ANYBODY, type RegisterAction } from '../../policy.ts'
import { fileOfWarning } from '../../store/warnings.ts'
import type { DeskNode } from '../desk-node.ts'
import { type ActInWords, actInWords } from './acting.ts'

/** Takes down what somebody concerned says against it. */
export function contestWarning(node: DeskNode, who: Who, on: ActInWords) {
  return contest(node, who, 'register.verify-warning', 'officer', on)
}

/** Whether a warning with this public identifier can be contested now; undefined when there is none. */
export async function canBeContested(node: DeskNode, warning: string): Promise<boolean | undefined> {
  const found = await fileOfWarning(node.database, warning)
  return found && 'contest' in WARNING_LIFE[found.state]
}

/**
 * The same by the public form: whoever holds the identifier (it stands in the notice and in the list) may contest. Nobody is
 * asked who they are; a contact is theirs to leave. Refuses `no-such-file` for an identifier that leads nowhere.
 */
export async function contestPublicly(
  node: DeskNode,
  { warning, ...words }: Omit<ActInWords, 'file' | 'seen' | 'once' | 'law'> & { readonly warning: string },
) {
  const found = await fileOfWarning(node.database, warning)
  if (!found) return refuse('no-such-file', { file: warning })
  const who: Who = {
    account: 'anybody',
    name: '',
    desk: 'staff',
    office: 'public',
    country: found.country,
    roles: [ANYBODY],
    session: '',
  }
  return contest(node, who, 'register.contest-warning', 'public form', { ...words, file: found.id })
}

function contest(node: DeskNode, who: Who, action: RegisterAction, through: 'officer' | 'public form', on: ActInWords) {
  return actInWords(node, who, action, 'contest', on, ({ day }, words) =>
    ok({ fact: { type: 'warning.contested', legalDay: day, data: { words, through } } }),
  )
}
