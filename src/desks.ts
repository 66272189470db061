// The desks of one node put together: accounts, the officers' desk, the recruiter's account, and what they stand on.

import { corridorDesks, corridorPages } from './corridor/desks.ts'
import type { RunningCorridor } from './corridor/index.ts'
import type { Country } from './kernel/country.ts'
import {
  type AccountDesk,
  accountRoutes,
  deskRoutes,
  inspectionRoutes,
  type KnownFiles,
  type KnownRegister,
  type KnownWarnings,
  openKnownFiles,
  paperRoutes,
  type Speaker,
  type StaffDesk,
  warningFormRoutes,
  warningPageRoutes,
  warningRoutes,
} from './modules/register/index.ts'
import type { OpenNode } from './node.ts'
import {
  accountNames,
  accountsWithRole,
  createThrottle,
  type PeopleDesk,
  peopleDesks,
  peopleForms,
  peoplePages,
  type Role,
  sessionOf,
  type Who,
} from './people/index.ts'
import type { PageRoute, PublicFormRoute, SignedInRoute } from './platform/http.ts'
import { scannerOf } from './platform/papers/scan.ts'
import { openPaperKey } from './platform/seal/paper-key.ts'
import type { PageReader } from './web/readers.ts'
import type { Sessions } from './web/session.ts'

export type Desks = {
  readonly pages: readonly PageRoute<PageReader>[]
  readonly forms: readonly PublicFormRoute<PageReader>[]
  readonly desks: readonly SignedInRoute<PageReader, Who>[]
  readonly sessions: Sessions
  readonly files: KnownFiles
}

/** Opens the desks. Reads the key of the papers, or makes it at the first start. Throws KeyFault when it cannot be read. */
export async function openDesks(
  node: OpenNode,
  register: KnownRegister,
  warnings: KnownWarnings,
  speaker: () => Speaker,
  publicUrl: string,
  corridor?: RunningCorridor | undefined,
): Promise<Desks> {
  const { configuration, database, pack, country, now } = node
  const files = openKnownFiles(database, pack, country, now)
  const joined = corridor?.joined !== undefined
  const staff: StaffDesk = {
    node,
    register,
    files,
    speaker,
    joined,
    names: (accounts) => accountNames(database, accounts),
  }
  const officers = (of: Country, role: Role) => accountsWithRole(database, of, role)
  const papers = {
    key: await openPaperKey(configuration.dataFolder),
    scan: scannerOf(configuration),
    limitBytes: configuration.paperLimitMegabytes * 1024 * 1024,
  }
  const account: AccountDesk = {
    node,
    papers,
    pagesOf: { sanction: (file) => `/recruiter/sanctions/${file}` },
    settle: () => register.refresh(),
  }
  const people: PeopleDesk = {
    ...node,
    publicUrl,
    throttle: createThrottle(),
    // The passwords of the practice data are printed for all to read.
    demonstrationAllowed: configuration.demonstration && isLoopback(configuration.host),
  }
  return {
    pages: [
      ...peoplePages(people),
      ...warningPageRoutes({ node, warnings, speaker }),
      ...(corridor ? corridorPages(node, corridor) : []),
    ],
    forms: [...peopleForms(people), ...warningFormRoutes({ node, warnings, speaker })],
    desks: [
      ...peopleDesks(people),
      ...deskRoutes(staff),
      ...inspectionRoutes({ ...staff, papers, officers, concerns: files.concernsOf }),
      ...warningRoutes({ ...staff, papers, warnings }),
      ...accountRoutes(account),
      ...paperRoutes(account),
      ...(corridor ? corridorDesks(node, corridor, people.throttle, register) : []),
    ],
    sessions: { of: (token) => sessionOf(database, token, now(), people.demonstrationAllowed) },
    files,
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host)
}
