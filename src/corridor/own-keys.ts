// The keys of a node as its configuration names it: under the root that the corridor's file pins, where it is in a corridor.
import { existsSync } from 'node:fs'
import { ownAddress, readTrustFile } from '../federation/index.ts'
import type { Configuration } from '../platform/configuration.ts'
import { type NodeKeyFiles, openNodeKeyFiles } from '../transparency/log/index.ts'

/** Opens the keys, and makes those that are not there; a root that is pinned is never made anew. Throws KeyFault, TrustFault. */
export async function openOwnKeys({ dataFolder, federation, country, ...at }: Configuration): Promise<NodeKeyFiles> {
  const pinned = federation !== undefined && existsSync(federation) ? readTrustFile(federation).parties : []
  const root = pinned.find((party) => party.country === country)?.root
  return openNodeKeyFiles(dataFolder, ownAddress(at).host, root)
}
