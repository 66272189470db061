// Puts the status statements of a running node together: what they are made from, who is asked, and where they are served.

import type { Country } from '../../kernel/country.ts'
import { dayIn } from '../../kernel/day.ts'
import { statusFacts, statusRows } from '../../modules/register/index.ts'
import { countryOfPack } from '../../packs/index.ts'
import type { PageRoute, RawRoute } from '../../platform/http.ts'
import { readLogHeads } from '../../transparency/log/index.ts'
import type { FederationNode } from '../context.ts'
import { cosignRoutes } from './cosign.ts'
import { startStatusList } from './list-loop.ts'
import { openLogFiles } from './log-files.ts'
import { createStatusOffice } from './office.ts'
import type { StatusParts } from './parts.ts'
import { proofRoutes, scanPages, scanWorkerRoutes, statusListRoutes } from './routes.ts'
import { bundleScan } from './scan/bundle.ts'
import type { StatusReader } from './texts/index.ts'

export type OpenStatus = {
  readonly raw: readonly RawRoute[]
  readonly pages: readonly PageRoute<StatusReader>[]
  /** To be given to `createApp` among the scripts. */
  readonly scripts: Readonly<Record<string, string>>
  /** The text of the code on a paper; undefined while none can be made. */
  readonly statusCode: (licence: string) => Promise<string | undefined>
  readonly stop: () => Promise<void>
}

/** `catchUp`: reads a country's log on, as the follower does. */
export async function openStatus(
  { node, pack, trust, keys, dataFolder, log, peers }: FederationNode,
  catchUp: (country: Country) => Promise<void>,
): Promise<OpenStatus> {
  const { database, now } = node
  const ownOrigin = trust.partyOf(trust.current().own)?.origin ?? ''
  const files = openLogFiles(dataFolder, ownOrigin)
  const dayOf = (country: Country, at: Date) => dayIn(countryOfPack(pack, country)?.zone ?? 'UTC', at)
  const parts: StatusParts = {
    trust,
    signer: keys.status,
    peers,
    now,
    log,
    dayIn: dayOf,
    facts: (licence, on) => statusFacts(database, licence, on),
    rows: (at) => statusRows(database, (country) => dayOf(country, at)),
    heads: () => readLogHeads(database),
    rootAt: files.rootAt,
    catchUp,
  }
  const office = createStatusOffice(parts)
  const state = async () => {
    const sizes = (await readLogHeads(database)).map((head) => `${head.log} ${head.size} ${head.root}`).sort()
    return [...sizes, ...pack.countries.map(({ code }) => dayOf(code, now()))].join('\n')
  }
  const { script, worker } = await bundleScan()
  const list = startStatusList({ office, state, now, log })
  return {
    raw: [
      ...cosignRoutes(parts),
      ...proofRoutes({ office, files, trust }),
      ...statusListRoutes(list.text),
      ...scanWorkerRoutes(worker),
    ],
    pages: scanPages(() => ({ signed: true })),
    scripts: { scan: script },
    statusCode: office.code,
    stop: list.stop,
  }
}
