// The public pages of the warning list: a page of it, and the form to contest one. Nothing unpublished is ever in them.

import { publicWarning } from '../../known-files/public-warning.ts'
import type { KnownWarnings } from '../../known-files/warnings.ts'
import { contactsOf } from '../../sources.ts'
import type { Speaker } from '../../summary.ts'
import type { ContestView, WarningListView } from '../../views.ts'

const PAGE = 25

/** A page of the list, from memory. */
export function showPublicWarnings(
  speaker: Speaker,
  known: Pick<KnownWarnings, 'list' | 'size'>,
  after: string | undefined,
): WarningListView {
  const found = known.list(after, PAGE + 1)
  const shown = found.slice(0, PAGE)
  const last = found.length > PAGE ? shown.at(-1) : undefined
  return {
    warnings: shown.map((one) => publicWarning(speaker, one)),
    count: known.size(),
    ...(last && { next: last.id }),
    contacts: contactsOf(speaker),
  }
}

/** The form of one warning; its name only when the list shows it. */
export function showContest(speaker: Speaker, known: Pick<KnownWarnings, 'get'>, id: string): ContestView {
  const name = known.get(id)?.name
  return { id, ...(name !== undefined && { name }), contacts: contactsOf(speaker) }
}
