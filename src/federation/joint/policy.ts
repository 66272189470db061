// Who may do what with joint acts, as data.
import type { Policy } from '../../people/index.ts'

export type JointAction =
  | 'joint.draft'
  | 'joint.give-up'
  | 'joint.propose'
  | 'joint.sign'
  | 'joint.reject'
  | 'joint.make-key'
  | 'joint.revoke-key'

const decides = { roles: ['deciding officer'], ownCountryOnly: true } as const

export const JOINT_POLICY: Policy<JointAction> = {
  'joint.draft': decides,
  'joint.give-up': decides,
  'joint.propose': decides,
  'joint.sign': decides,
  'joint.reject': decides,
  'joint.make-key': decides,
  'joint.revoke-key': decides,
}

/** Who may see joint acts at the desk. */
export const JOINT_READERS = ['deciding officer', 'register officer', 'auditor', 'administrator', 'observer'] as const
