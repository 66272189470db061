// What writing and sending letters needs of the node it runs on.
import type { Placeholder } from '../../../../packs/index.ts'
import type { SendMail } from '../../../../platform/mail/mail.ts'
import type { SealKey } from '../../../../platform/seal/age.ts'
import type { RegisterReader } from '../../pages/parts/words.ts'
import type { Speaker } from '../../summary.ts'
import type { PaperMark } from '../../views/print.ts'
import type { DeskNode } from '../desk-node.ts'

/** What a letter says, by placeholder of the pack's template. */
export type LetterValues = Readonly<Record<Placeholder, string>>

export type LetterDesk = {
  readonly node: DeskNode
  readonly speaker: () => Speaker
  readonly readerOf: (tag: string) => RegisterReader | undefined
  readonly publicUrl: string
  readonly mark: () => PaperMark | undefined
  /** Seals the letters and opens them again to send them. */
  readonly key: SealKey
  /** Without it letters are only kept in their files. `addressOf` knows the address of an account. */
  readonly mail?: {
    readonly send: SendMail
    readonly addressOf?: (account: string) => Promise<string | undefined>
  }
}
