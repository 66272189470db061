// The door of signed calls.
export { PeerFault, type PeerFaultCode } from './fault.ts'
export { createPeerCalls, type PeerCallsSetup } from './peer-calls.ts'
export { LIMITS, type Limits, type Send } from './send.ts'
