// The accounts of a demonstration as a short table for the terminal: name, who that is, and what they may.
import type { Demonstration } from '../../packs/index.ts'

type Place = { readonly country: string; readonly name: string; readonly port: number }

/** The lines of the table, one part a country; none where the demonstration has no accounts. */
export function accountLines(
  { accounts, password, decisionSecret }: Demonstration,
  places: readonly Place[],
): readonly string[] {
  if (accounts.length === 0) return []
  const width = Math.max(...accounts.map(({ name }) => name.length))
  const lines = places.flatMap(({ country, name, port }) => {
    const own = accounts.filter((account) => account.country === country)
    const seats = own.map(
      ({ name: signIn, display, roles }) => `    ${signIn.padEnd(width)}  ${display.padEnd(12)}  ${roles.join(', ')}`,
    )
    const desks = `staff http://localhost:${port}/staff, recruiters http://localhost:${port}/recruiter`
    return ['', `  ${name}: ${desks}`, ...seats]
  })
  const keys =
    decisionSecret === undefined
      ? []
      : [`Deciding officers sign joint acts of the countries with the words ${decisionSecret}.`]
  return [
    `Accounts for practice, all with the password ${password}; they work on this machine only.`,
    ...keys,
    ...lines,
  ]
}
