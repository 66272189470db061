// The door of the federation.

export { checkUsRoutes, overviewRoutes, policyRoutes } from './routes.ts'
export { type FederationKey, type FederationReader, federationTexts } from './texts/index.ts'
export { announceKeys, countersignKeys, KEY_POLICY, type KeyChange } from './trust/announce.ts'
export { openTrustBook, type RunningBook } from './trust/book.ts'
export { BundleFault, sealKeys, unsealKeys } from './trust/key-bundle.ts'
export { introduce, type OwnKeys, ownAddress, readPartyFile } from './trust/party-file.ts'
export { acceptedManifests, keysForeignShare, keysLogShare } from './trust/share.ts'
export type { Party, Trust, TrustBook } from './trust/trust.ts'
export { type PinnedParty, readTrustFile, TrustFault, type TrustFile, writeTrustFile } from './trust/trust-file.ts'
export type { CheckUsView, FederationView, LogView, WaitingKeys, WitnessView } from './views.ts'
