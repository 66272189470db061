// Why a load is not carried out, and why one of its rows is not taken, in words for the one who runs it.
import type { Actor } from '../../../events/index.ts'
import { fail, type Result } from '../../../kernel/result.ts'
import type { ImportRefusal } from '../lists/fault.ts'

/** The role may not load lists. */
export function notAllowed(actor: Actor): Result<never, ImportRefusal> {
  return fail({ code: 'not-allowed', message: `${actor.role} may not load lists`, mend: 'Ask an administrator' })
}

/** Two numbers that only signs tell apart (`12/3` and `1/23`) would be one address and one answer: the register cannot hold both. */
export function twinReason(licence: string): string {
  return `"${licence}" has the letters and digits of another row's number; only the signs between them differ`
}
