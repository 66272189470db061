// What a telephone does not forget: a suspension that it once saw, until a newer permission that all have signed (federation.md, 6.5).
import { fromBase64, toBase64 } from '../../../transparency/format/bytes.ts'
import type { Evidence } from '../../../transparency/verify/judge.ts'
import type { StatementVerdict } from '../../../transparency/verify/statement.ts'

const KEY = 'sursur-seen-'
type Kept = Omit<Evidence, 'heads'> & { readonly heads: readonly { origin: string; size: number; root: string }[] }

export function seenOf(licence: string): readonly Evidence[] {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY + licence) ?? '[]') as readonly Kept[]
    return kept.map((one) => ({
      ...one,
      from: 'seen',
      heads: one.heads.map((head) => ({ ...head, root: fromBase64(head.root) })),
    }))
  } catch {
    return []
  }
}

/** Keeps what forbids, and lets go of it once something newer permits. */
export function rememberWord({ licence, colour, evidence }: StatementVerdict): void {
  if (licence === undefined || colour === 'amber') return
  const forbids = colour === 'red' ? evidence.filter(({ status }) => status !== 'authorized') : []
  const kept: Kept[] = forbids.map((one) => ({
    ...one,
    heads: one.heads.map((head) => ({ ...head, root: toBase64(head.root) })),
  }))
  try {
    if (kept.length > 0) localStorage.setItem(KEY + licence, JSON.stringify(kept))
    else if (colour === 'green') localStorage.removeItem(KEY + licence)
  } catch {
    // A browser that keeps nothing still checks.
  }
}
