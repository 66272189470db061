// Opens a signed status list, once; statements are then held against it.
import type { StatusList } from '../format/status-list.ts'
import { parseStatusList } from '../format/status-list.ts'
import type { StatusWord } from '../format/status-note.ts'
import { openStatus, signedByAll } from '../format/status-signers.ts'
import { type PolicyGiven, policyOf } from './policy.ts'

export type OpenedStatusList = Omit<StatusList, 'rows'> & {
  readonly statusOf: (licence: string) => StatusWord | undefined
  readonly count: number
  /** Names of the status keys that have signed. */
  readonly signedBy: readonly string[]
  /** Whether every party of the policy has signed. */
  readonly complete: boolean
}

/**
 * Opens a status list under a policy. Throws TransparencyFault: `malformed-status` or `malformed-note` for what is none,
 * `bad-signature`, `unknown-signer`, and as reading a policy does.
 */
export function openStatusList(text: string, policy: PolicyGiven): OpenedStatusList {
  const read = policyOf(policy)
  const { note, list } = parseStatusList(text)
  const { signedBy } = openStatus(note, read)
  const { rows, ...facts } = list
  const byLicence = new Map(rows.map(({ licence, status }) => [licence, status]))
  return {
    ...facts,
    signedBy,
    complete: signedByAll(read, signedBy, list.heads),
    count: rows.length,
    statusOf: (licence) => byLicence.get(licence),
  }
}
