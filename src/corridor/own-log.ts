// The own log of a node as an open node has it: its keys, what it trusts, and who writes into the log.
import { join } from 'node:path'
import {
  acceptedManifests,
  type CombinedShares,
  disputesForeignShare,
  disputesLogShare,
  jointForeignShare,
  jointLogShare,
  keysForeignShare,
  keysLogShare,
  type Movers,
  openTrustBook,
  ownAddress,
  type Refresher,
  type RunningBook,
  readTrustFile,
  together,
  watchOfficers,
} from '../federation/index.ts'
import type { Country } from '../kernel/country.ts'
import type { Day } from '../kernel/day.ts'
import { registerForeignShare, registerLogShare, setJointEffects } from '../modules/register/index.ts'
import type { Configuration } from '../platform/configuration.ts'
import type { Database } from '../platform/database/database.ts'
import {
  appendBacklog,
  createOwnLog,
  type ForeignShare,
  type LogShare,
  type NodeKeyFiles,
  type OwnLog,
  readAppended,
  readHead,
} from '../transparency/log/index.ts'
import { openOwnKeys } from './own-keys.ts'

/** What a node has of its log from the moment that it is open, whether it serves or only carries out a command. */
export type OwnLogOfNode = {
  readonly keys: NodeKeyFiles
  readonly log: OwnLog
  /** Undefined for a node that is in no corridor. */
  readonly book: RunningBook | undefined
  readonly url: string
  readonly host: string
  /** Origin line of the log. */
  readonly origin: string
  readonly folder: string
  readonly headFile: string
  readonly logShares: readonly LogShare[]
  readonly foreignShares: readonly ForeignShare[]
  readonly refresher: Refresher
  /** Who wants to know that entries of others, or own ones out of a refill, were applied. */
  readonly onApplied: (call: () => Promise<void>) => void
  readonly onInvitation: (call: (act: Parameters<Movers['onInvitation']>[1]) => void) => void
}

type Opening = {
  readonly configuration: Configuration
  readonly country: Country
  readonly database: Database
  /** The name under which the node's events stand. */
  readonly origin: string
  readonly now: () => Date
  /** Which day it is in a country at a moment. */
  readonly dayOf: (country: Country, at: Date) => Day
}

/** Opens the keys and the log. Throws KeyFault, TrustFault. */
export async function openOwnLog({
  configuration,
  country,
  database,
  origin,
  now,
  dayOf,
}: Opening): Promise<OwnLogOfNode> {
  const { url, host } = ownAddress(configuration)
  const { dataFolder } = configuration
  const keys = await openOwnKeys(configuration)
  const book =
    configuration.federation === undefined
      ? undefined
      : await openBook(configuration.federation, country, database, now)
  const own = { country, log: keys.log.name }
  let applied: () => Promise<void> = async () => undefined
  let invited: (act: Parameters<Movers['onInvitation']>[1]) => void = () => undefined
  const movers: Movers = {
    setJointEffects,
    onInvitation: async (_tx, act) => invited(act),
  }
  const refresher: Refresher = { now, movers, dayOf }
  const trust = book ?? { partyOf: () => undefined }
  const logShares: readonly LogShare[] = [
    registerLogShare({ country }),
    watchOfficers(keysLogShare(), own, trust),
    jointLogShare(own, refresher),
    disputesLogShare(),
  ]
  const aboutKeys: CombinedShares = [
    jointForeignShare(trust, refresher),
    ...(book ? [keysForeignShare(book, country, now)] : []),
  ]
  const foreignShares: readonly ForeignShare[] = [
    registerForeignShare({ country, applied: () => applied() }),
    together(aboutKeys),
    disputesForeignShare(own.log, now),
  ]
  const short = country.toLowerCase()
  const log = createOwnLog(short, logShares)
  await appendBacklog(database, { short, origin }, logShares)
  const headFile = join(dataFolder, 'log-head')
  const head = readHead(headFile)
  // A restored database: nothing is recorded before the node has caught up, not by a command either.
  const { appended, restored } = await readAppended(database)
  const followed = (book?.peers().length ?? 0) > 0
  if ((restored && followed) || (head && appended < head.size)) log.setClosed('catching-up')
  return {
    keys,
    log,
    book,
    url,
    host,
    origin: own.log,
    folder: join(dataFolder, 'log'),
    headFile,
    logShares,
    foreignShares,
    refresher,
    onApplied(call) {
      applied = call
    },
    onInvitation(call) {
      invited = call
    },
  }
}

async function openBook(file: string, country: Country, database: Database, now: () => Date): Promise<RunningBook> {
  const pinned = readTrustFile(file)
  const later = await acceptedManifests(
    database,
    (of) => pinned.parties.find((party) => party.country === of && !party.left)?.root,
  )
  return openTrustBook(pinned, country, later, now)
}
