// What the desks need of the node to take papers in and give them out: the key, the scanner, the bounds.
import type { VirusScan } from '../../../../platform/papers/scan.ts'
import type { SealKey } from '../../../../platform/seal/age.ts'

export type PapersOfDesk = {
  /** Papers are sealed to its recipient before anything of them is kept, and opened with its identity. */
  readonly key: SealKey
  /** Absent where the node has no scanner: papers are then marked as not scanned. */
  readonly scan?: VirusScan | undefined
  /** Most bytes of one paper. */
  readonly limitBytes: number
}

/** Most bytes of all papers of a draft, as a multiple of one paper's. */
export const PAPERS_IN_A_DRAFT = 10

/** Most papers that are evidence in one file of the office. */
export const EVIDENCE_IN_A_FILE = 50

/** Most bytes of all of them, as a multiple of one paper's. */
export const SIZES_OF_EVIDENCE = 20
