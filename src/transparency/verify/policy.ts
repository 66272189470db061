// A policy as a caller may give it: its text, or already read.
import { type Policy, parsePolicy } from '../format/policy.ts'

export type PolicyGiven = Policy | string

/** Throws `malformed-policy` or `malformed-key`. */
export function policyOf(policy: PolicyGiven): Policy {
  return typeof policy === 'string' ? parsePolicy(policy) : policy
}
