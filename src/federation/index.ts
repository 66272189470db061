// The door of the federation.

export type { FederationNode, NodeKeys } from './context.ts'
export * from './follow/index.ts'
export { openDisputes } from './follow/store/disputes.ts'
export * from './joint/index.ts'
export * from './messages/index.ts'
export { checkUsRoutes, overviewRoutes, policyRoutes } from './routes.ts'
export * from './signed/index.ts'
export * from './status/index.ts'
export { type FederationKey, type FederationReader, federationTexts } from './texts/index.ts'
export { type CombinedShares, together } from './together.ts'
export {
  announceKeys,
  type CountersignRefusal,
  countersignKeys,
  KEY_POLICY,
  type KeyChange,
  underNewRoot,
} from './trust/announce.ts'
export { openTrustBook, type RunningBook } from './trust/book.ts'
export { BundleFault, sealKeys, unsealKeys } from './trust/key-bundle.ts'
export {
  introduce,
  listOfParty,
  OFFICERS_NEEDED,
  type OwnKeys,
  ownAddress,
  readPartyFile,
} from './trust/party-file.ts'
export { acceptedManifests, keysForeignShare, keysLogShare } from './trust/share.ts'
export { readManifests } from './trust/store/manifests.ts'
export type { Party, Trust, TrustBook } from './trust/trust.ts'
export { type PinnedParty, readTrustFile, TrustFault, type TrustFile, writeTrustFile } from './trust/trust-file.ts'
export type { CheckUsView, FederationView, LogView, WaitingKeys, WitnessView } from './views.ts'
