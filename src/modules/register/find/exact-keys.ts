// Exact look-up of licences, telephones and addresses: each key with the recruiters that have it.

export type ExactKeys = {
  readonly add: (key: string, recruiter: number) => void
  readonly remove: (key: string, recruiter: number) => void
  readonly holders: (key: string) => readonly number[]
}

/** A key that one recruiter has, as nearly all have, costs no list of its own. */
export function createExactKeys(): ExactKeys {
  const keys = new Map<string, number | readonly number[]>()
  const holders = (key: string): readonly number[] => {
    const held = keys.get(key)
    return held === undefined ? [] : typeof held === 'number' ? [held] : held
  }
  return {
    holders,
    add: (key, recruiter) => {
      const held = holders(key)
      if (held.length === 0) keys.set(key, recruiter)
      else if (!held.includes(recruiter)) keys.set(key, [...held, recruiter])
    },
    remove: (key, recruiter) => {
      const left = holders(key).filter((other) => other !== recruiter)
      const [only] = left
      if (only === undefined) keys.delete(key)
      else keys.set(key, left.length === 1 ? only : left)
    },
  }
}
