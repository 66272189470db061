// The first officer's part: verify or dismiss a report, propose it for publication, give notice to who would be named.
import { parseDay } from '../../../../kernel/day.ts'
import { ok } from '../../../../kernel/result.ts'
import { deadlineFrom } from '../../../../packs/index.ts'
import type { Who } from '../../../../people/index.ts'
import { refuse } from '../../domain/refusal.ts'
import type { NoticeWay, WarningFact } from '../../domain/warning.ts'
import type { DeskNode } from '../desk-node.ts'
import { type ActInWords, actInWords } from './acting.ts'

type Simple = 'warning.verified' | 'warning.dismissed' | 'warning.proposed'

/** Says what was checked, and that it holds. */
export function verifyWarning(node: DeskNode, who: Who, on: ActInWords) {
  return simple(node, who, on, 'verify', 'warning.verified')
}

/** Says what was checked, and that it does not hold, or that nothing can be shown. */
export function dismissWarning(node: DeskNode, who: Who, on: ActInWords) {
  return simple(node, who, on, 'dismiss', 'warning.dismissed')
}

/** Proposes to the second officer that it be published. */
export function proposeWarning(node: DeskNode, who: Who, on: ActInWords) {
  return simple(node, who, on, 'propose', 'warning.proposed')
}

function simple(node: DeskNode, who: Who, on: ActInWords, act: 'verify' | 'dismiss' | 'propose', type: Simple) {
  return actInWords(node, who, 'register.verify-warning', act, on, ({ day }, words) =>
    ok({ fact: { type, legalDay: day, data: { words } } }),
  )
}

export type Notice = ActInWords & {
  readonly way: NoticeWay
  /** The day on which it was given, or on which it was found that nobody could be reached. */
  readonly givenOn: string
  /** Last day to contest, set by the officer: needed where the pack knows no term; it may lengthen one, never shorten it. */
  readonly until?: string | undefined
}

/**
 * Notes that notice was given, or why none could be; the term to contest begins. The words say how and to whom; without a
 * term in the pack they also say why the officer's day is fair. Refuses `day-to-come`, `earlier-than-last-act` for notice before the
 * approval, `no-term` without a day to contest, `term-too-short`.
 */
export function giveNotice(node: DeskNode, who: Who, on: Notice) {
  return actInWords(node, who, 'register.verify-warning', 'give notice', on, ({ folded, day }, words) => {
    const givenOn = parseDay(on.givenOn) ?? day
    if (givenOn > day) return refuse('day-to-come', { day: givenOn })
    const approved = folded.approvedOn ?? folded.lastDay
    if (givenOn < approved) return refuse('earlier-than-last-act', { day: givenOn, last: approved })
    const ofPack = deadlineFrom(node.pack, folded.country, 'contest', givenOn)
    const chosen = on.until ? parseDay(on.until) : undefined
    const until = chosen ?? ofPack
    if (!until) return refuse('no-term', {})
    if (until <= day || (ofPack && until < ofPack)) return refuse('term-too-short', { until: ofPack ?? '' })
    const fact: WarningFact = {
      type: 'warning.notice-given',
      legalDay: day,
      data: { words, way: on.way, givenOn, until },
    }
    return ok({ fact })
  })
}
