// What the page of the audit is given: the lines, and the filter as it was typed.

/** What was typed into the filter, each field as it was sent. */
export type AuditFilter = Readonly<Partial<Record<'act' | 'account' | 'subject' | 'outcome' | 'from' | 'to', string>>>

export type AuditLineView = {
  readonly number: number
  /** Instant (ISO 8601, UTC). */
  readonly at: string
  readonly act: string
  readonly account: string
  readonly name: string
  readonly role: string
  readonly office: string
  /** As it stands in the line: an identifier or a word. */
  readonly subject: string
  /** The number of the file or recruiter behind it, and where it can be read. */
  readonly subjectNumber?: string
  readonly href?: string
  readonly outcome: 'done' | 'refused' | 'failed'
  /** `code: not-allowed, kind: renewal`. */
  readonly detail: string
}

export type AuditView = {
  readonly filter: AuditFilter
  /** Acts that can be chosen. */
  readonly acts: readonly string[]
  readonly lines: readonly AuditLineView[]
  /** Fields of the filter that cannot be read. */
  readonly faults: readonly ('from' | 'to')[]
  /** Number from which the next page goes on. */
  readonly next?: number
}
