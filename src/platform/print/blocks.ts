// What a printed document is made of.
import type { QrLevel } from './qr.ts'

export type Direction = 'ltr' | 'rtl'

/** Shapes of a standing, as the pages draw them; the word beside it says it without the shape. */
export type Shape = 'yes' | 'no' | 'warn' | 'unknown'

export type Block =
  /** Level 1 stands once, first. */
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly text: string }
  | { readonly kind: 'poster-title'; readonly text: string }
  | {
      readonly kind: 'paragraph'
      readonly text: string
      readonly large?: boolean
      readonly bold?: boolean
      readonly soft?: boolean
      readonly language?: string
      readonly direction?: Direction
    }
  /** Names and values, one below the other. */
  | { readonly kind: 'facts'; readonly facts: readonly { readonly name: string; readonly value: string }[] }
  | { readonly kind: 'list'; readonly items: readonly string[]; readonly numbered?: boolean }
  | { readonly kind: 'status'; readonly shape: Shape; readonly word: string }
  /** The seam: SurSur's woven band. */
  | { readonly kind: 'seam' }
  /** The wide cloth of a poster. */
  | { readonly kind: 'cloth' }
  | { readonly kind: 'rule' }
  /** `alt` says what the code opens, for those who cannot scan; `text` stands beside or below it elsewhere. `millimetres`: its edge. */
  | {
      readonly kind: 'qr'
      readonly content: string
      readonly alt: string
      readonly millimetres?: number
      readonly level?: QrLevel
    }
  /** Side by side: two countries, two languages. */
  | { readonly kind: 'columns'; readonly columns: readonly (readonly Block[])[] }
  /** Lines to sign on, a word below each. */
  | { readonly kind: 'signature'; readonly names: readonly string[] }
  /** Blocks in a language of their own, named to whoever reads aloud. */
  | {
      readonly kind: 'section'
      readonly language: string
      readonly direction: Direction
      readonly blocks: readonly Block[]
    }
  | { readonly kind: 'page-break' }

export type PrintedDocument = {
  readonly title: string
  /** BCP 47. */
  readonly language: string
  readonly direction: Direction
  /** When set, stands as a band on every page: this is practice, nothing in it is real. */
  readonly practice?: string
  /** At the foot of every page, before its number. */
  readonly foot?: string
  /** Stands in the file as its date; the same document of the same instant is the same bytes. */
  readonly createdAt: Date
  readonly blocks: readonly Block[]
}
