// Why a load is not carried out, and why one of its rows is not taken, in words for the one who runs it.
import type { Actor } from '../../../events/index.ts'
import type { Country } from '../../../kernel/country.ts'
import { fold } from '../../../kernel/fold.ts'
import { fail, type Result } from '../../../kernel/result.ts'
import { addressOf } from '../address.ts'
import type { ImportRefusal } from '../lists/fault.ts'

/** The role may not load lists. */
export function notAllowed(actor: Actor): Result<never, ImportRefusal> {
  return fail({ code: 'not-allowed', message: `${actor.role} may not load lists`, mend: 'Ask an administrator' })
}

/** Two numbers that only signs tell apart (`12/3` and `1/23`) would be one address and one answer: the register cannot hold both. */
export function twinReason(licence: string): string {
  return `"${licence}" has the letters and digits of another row's number; only the signs between them differ`
}

/**
 * Whether two numbers of one key (address.ts) are two numbers: both are cut by signs, and cut in different places, as `12/3`
 * and `1/23` are. `XA-0042-7`, `xa 0042/7`, `0042-7` and `XA00427` are one number in four spellings.
 */
export function onlySignsApart(country: Country, a: string, b: string): boolean {
  const [ofA, ofB] = [runsAfter(country, a), runsAfter(country, b)]
  const whole = runsOf(ofA.join('')).length
  return ofA.length > whole && ofB.length > whole && ofA.join(' ') !== ofB.join(' ')
}

const runsAfter = (country: Country, licence: string) => runsOf(addressOf(country, licence).slice(country.length))

/** Runs of digits and runs of letters: between a letter and a digit it does not matter whether a sign stands. */
function runsOf(text: string): readonly string[] {
  return fold(text).match(/\p{L}+|\p{N}+/gu) ?? []
}
