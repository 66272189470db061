// What the pages of inspections and warnings are given of the papers that are evidence.

export type EvidenceView = {
  readonly id: string
  /** As the sender called it. */
  readonly name: string
  /** Bytes. */
  readonly size: number
  /** Whether a virus scanner looked at it. */
  readonly scanned: boolean
}

export type EvidenceRights = {
  readonly mayAdd: boolean
  readonly mayOpen: boolean
  /** Most bytes of one paper. */
  readonly limitBytes: number
}
