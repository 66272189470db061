// The notice that waits for the owner of an account: a code and a moment, said in the reader's language.

export const NOTICES = ['reset', 'reset-asked', 'reset-command'] as const
export type Notice = { readonly code: (typeof NOTICES)[number]; readonly at: string }

/** As it is kept: `reset 2026-03-01T12:00:00.000Z`. */
export function writtenNotice(code: Notice['code'], at: Date): string {
  return `${code} ${at.toISOString()}`
}

/** A notice as it was kept; undefined when there is none, or nobody wrote it so. */
export function noticeOf(kept: string | null): Notice | undefined {
  const [code = '', at = ''] = (kept ?? '').split(' ')
  const known = NOTICES.find((one) => one === code)
  return known && !Number.isNaN(Date.parse(at)) ? { code: known, at } : undefined
}
