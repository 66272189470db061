// About the list: what is in this register, from where, how old.
import type { Day } from '../../../kernel/day.ts'
import type { KnownRegister } from '../known.ts'
import { contactsOf, countStandings, sourcesOf } from '../sources.ts'
import type { Speaker } from '../summary.ts'
import type { ListView } from '../views.ts'

// Counting visits every recruiter; it changes with an event or with the day.
const counted = new WeakMap<
  KnownRegister,
  { readonly at: string; readonly counts: ReturnType<typeof countStandings> }
>()

/** The view of the page about the list. */
export function showList(speaker: Speaker, register: KnownRegister, today: Day): ListView {
  const at = `${register.position()} ${today}`
  let known = counted.get(register)
  if (known?.at !== at) {
    known = { at, counts: countStandings(register, today) }
    counted.set(register, known)
  }
  return {
    sources: sourcesOf(speaker, register, known.counts),
    recruiters: register.size(),
    today,
    contacts: contactsOf(speaker),
  }
}
