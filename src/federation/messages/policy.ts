// Who may do what with messages between authorities.
import type { Country } from '../../kernel/country.ts'
import type { Policy } from '../../people/index.ts'

/** Officers who read and write messages of their office's country. */
export const OFFICERS = ['register officer', 'deciding officer'] as const

export type MessageAct =
  | 'read message'
  | 'send message'
  | 'ask leave'
  | 'answer leave'
  | 'pass message on'
  | 'take message'
  | 'acknowledge message'
  | 'compare exchange logs'

const officers = { roles: [...OFFICERS], ownCountryOnly: true }
/** Acts of the node itself, in the name of a peer or at its own hour. */
const node = { roles: ['administrator' as const], ownCountryOnly: false }

export const MESSAGE_POLICY: Policy<MessageAct> = {
  'read message': officers,
  'send message': officers,
  'ask leave': officers,
  'answer leave': { roles: ['deciding officer'], ownCountryOnly: true },
  'pass message on': officers,
  'take message': node,
  'acknowledge message': node,
  'compare exchange logs': { roles: [...OFFICERS, 'administrator'], ownCountryOnly: false },
}

/** Whoever acts when the node does something by itself, or a peer's node through it. */
export function nodeActor(country: Country, account: 'node' | 'peer' = 'node') {
  return { office: 'node', country, role: 'administrator', account }
}
