// Takes a name apart: the firm's own name, the names it trades or traded under, and of each the words that tell it from others.
import { foldWords } from '../../../kernel/fold.ts'
import { isLegalForm, LONGEST_FORM_WORDS, mayEndForm } from './legal-forms.ts'
import { isFiller, MAY_DIVIDE, NAME_DIVIDERS } from './word-tables.ts'

export type NameKind = 'name' | 'trade name' | 'former name'

export type NamePart = {
  readonly kind: NameKind
  /** As written. */
  readonly text: string
  /** Folded words without legal form and fillers, never empty when the text has a letter. */
  readonly words: readonly string[]
  /** The legal forms, folded and joined (`sadecv`); empty when none was written. */
  readonly form: string
}

/**
 * The names inside one written name. `X T/A Y` gives the whole (words of both, for who types both), X, and Y as a trade name;
 * a plain name gives itself. `kind` is the kind the source gave the whole.
 */
export function nameParts(text: string, kind: NameKind = 'name'): readonly NamePart[] {
  const pieces = divide(text, kind)
  const parts = pieces
    .map((piece) => ({ ...piece, ...distinctiveWords(piece.text) }))
    .filter((part) => part.words.length > 0)
  const [first, second] = parts
  if (!first || !second) return parts
  const whole = { kind, text, words: parts.flatMap((part) => part.words), form: first.form }
  return [whole, ...parts]
}

function divide(text: string, kind: NameKind): { readonly kind: NameKind; readonly text: string }[] {
  for (const divider of MAY_DIVIDE.test(text) ? NAME_DIVIDERS : []) {
    const found = divider.pattern.exec(text)
    if (!found || found.index === 0) continue
    const before = text.slice(0, found.index)
    const after = text.slice(found.index + found[0].length).replace(/[\s)\]]+$/u, '')
    if (after) return [...divide(before, kind), ...divide(after, divider.kind)]
  }
  return [{ kind, text: text.trim() }]
}

/** The words of one name that tell it from others, and its legal form apart. A name made of nothing else keeps what it has. */
export function distinctiveWords(text: string): { readonly words: readonly string[]; readonly form: string } {
  const all = foldWords(text)
  const { words, forms } = withoutForms(all)
  const kept = words.filter(
    (word, at) => !isFiller(word) || (word.length === 1 && (at === 0 || at === words.length - 1)),
  )
  return { words: joinInitials(kept.length > 0 ? kept : words.length > 0 ? words : all), form: forms.join(' ') }
}

function withoutForms(all: readonly string[]): { readonly words: string[]; readonly forms: string[] } {
  const words: string[] = []
  const forms: string[] = []
  // From the end, because that is where most forms stand and a form found there lets the next one before it count as the end too.
  let end = all.length
  while (end > 0) {
    const length = formEndingAt(all, end, words.length === 0)
    if (length === 0) words.unshift(all[--end] ?? '')
    else {
      forms.unshift(all.slice(end - length, end).join(''))
      end -= length
    }
  }
  return words.length === 0 ? { words: [...all], forms: [] } : { words, forms }
}

/** How many words before `end` are one legal form; the longest wins, so that `S. de R.L. de C.V.` is not read as `C.V.` */
function formEndingAt(all: readonly string[], end: number, last: boolean): number {
  let joined = ''
  let found = 0
  for (let length = 1; length <= Math.min(end, LONGEST_FORM_WORDS); length++) {
    joined = (all[end - length] ?? '') + joined
    if (!mayEndForm(joined)) break
    const at = end === length ? 'start' : last ? 'end' : 'middle'
    if (length < all.length && isLegalForm(joined, at)) found = length
  }
  return found
}

/** `a b c foods` becomes `abc foods`: initials are written with dots, spaces or neither. */
function joinInitials(words: readonly string[]): string[] {
  const joined: string[] = []
  let open = false
  for (const word of words) {
    const single = word.length === 1
    const before = joined.at(-1)
    if (single && open && before !== undefined) joined[joined.length - 1] = before + word
    else joined.push(word)
    open = single
  }
  return joined
}
