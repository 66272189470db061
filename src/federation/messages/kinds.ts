// What messages between authorities are about, and for which purposes: closed lists, the same on every node.

/** Letters that officers write. */
export const LETTER_KINDS = ['enquiry', 'answer', 'notice', 'referral', 'statistic'] as const
export type LetterKind = (typeof LETTER_KINDS)[number]
/** Asking the owner for leave to pass an item on, and the owner's answer. */
export const LEAVE_KINDS = ['leave-request', 'leave-answer'] as const

/** Why something is told; nothing may be used for another purpose. */
export const PURPOSES = ['licensing', 'inspection', 'complaint', 'placement', 'statistics', 'cooperation'] as const
export type Purpose = (typeof PURPOSES)[number]

/** The type of a message in its envelope (federation.md, 4). */
export function typeOf(kind: string): string {
  return `org.sursur.exchange.${kind}`
}
