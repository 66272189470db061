// The policy of a corridor as C2SP tlog-policy text: what the parties' keys and the witnesses come to.
import type { IndependentWitness, KeyManifest } from './trust.ts'

/**
 * The two or more nodes cosign each other; an independent witness beside them is asked for where there is one.
 * Status keys stand as `log` lines: they sign notes of their own, and one file pins everything (federation.md, 3.7).
 * `former`: log keys that still count during an overlap.
 */
export function policyText(
  parties: readonly (KeyManifest & { readonly former?: readonly string[] })[],
  witnesses: readonly IndependentWitness[],
): string {
  const name = ({ country }: KeyManifest) => country.toLowerCase()
  const lines = [
    ...parties.flatMap(({ log, url, former = [] }) => [log, ...former].map((key) => `log ${key} ${url}/log`)),
    ...parties.map(({ status }) => `log ${status}`),
    ...parties.map((party) => `witness ${name(party)} ${party.witness} ${party.url}/witness`),
    ...witnesses.map(({ name: own, key, url }) => `witness ${own} ${key} ${url}`),
    `group corridor all ${parties.map(name).join(' ')}`,
    ...(witnesses.length > 0
      ? [`group independent any ${witnesses.map((one) => one.name).join(' ')}`, 'group both all corridor independent']
      : []),
    `quorum ${witnesses.length > 0 ? 'both' : 'corridor'}`,
  ]
  return `${lines.join('\n')}\n`
}
