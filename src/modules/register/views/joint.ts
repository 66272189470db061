// What the desk's pages are given of recognition, and of recruiters on which the countries differ.
import type { Day } from '../../../kernel/day.ts'
import type { Localized } from '../../../packs/schema.ts'
import type { RecognitionAct, RecognitionState } from '../domain/recognition.ts'
import type { KnownStatus } from '../domain/standing.ts'

export type RecognitionView = {
  readonly address: string
  readonly state: RecognitionState
  readonly proposal?: {
    readonly by: string
    readonly day: Day
    readonly words: string
    readonly yours: boolean
  }
  /** What the reader may do. */
  readonly acts: readonly ('propose' | RecognitionAct)[]
}

type Word = { readonly countryName: Localized; readonly status: KnownStatus | 'refused'; readonly since: Day }

export type DivergencesView = {
  readonly rows: readonly {
    readonly address: string
    readonly label: string
    readonly home: Word
    readonly host: Word
  }[]
}
