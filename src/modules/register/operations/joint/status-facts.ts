// What both nodes must say alike of a recruiter: its status, its places in the logs, and the digest of the whole joint register.

import canonicalize from 'canonicalize'
import type { Country } from '../../../../kernel/country.ts'
import type { Day } from '../../../../kernel/day.ts'
import type { Queryable } from '../../../../platform/database/database.ts'
import { createDigest } from '../../../../platform/seal/digest.ts'
import { keyOfAddress } from '../../address.ts'
import { headline, type KnownStanding, type KnownStatus, standingsOn } from '../../domain/standing.ts'
import { nameOf } from '../../particulars.ts'
import { readHostPlaces, readJointPage } from '../../store/joint-register.ts'
import { findIdByKey, readRecruitersById } from '../../store/recruiters.ts'

/** What a status note says of a recruiter (federation.md, 3.9), and where the newest word of each country stands. */
export type StatusFacts = {
  /** Stream of the recruiter. */
  readonly recruiter: string
  /** The number as printed. */
  readonly licence: string
  /** Its name, cut to 40 bytes of UTF-8 between letters; empty while only its number is known. */
  readonly shortName: string
  readonly home: Country
  /** The headline: the home licence's standing, lowered by any restrictive word and by dates. */
  readonly status: KnownStatus | 'unknown'
  /** Place of its newest entry in the log of its own country. */
  readonly homeIndex: number | undefined
  /** Place of each host's newest entry on it in that host's log. */
  readonly hostIndexes: ReadonlyMap<Country, number>
}

const SHORT_NAME_BYTES = 40

/**
 * What is known of a recruiter on a day, by its stream or by its number as anybody types it; undefined when there is none.
 * A permissive word of a host never raises the headline, so whether it is confirmed does not matter here. `required`: the
 * countries of a pack that says `recognition: required`; then `authorized` needs the word of each that is not its own.
 */
export async function statusFacts(
  db: Queryable,
  licenceKeyOrId: string,
  on: Day,
  required: readonly Country[] = [],
): Promise<StatusFacts | undefined> {
  const id = licenceKeyOrId.startsWith('rec_') ? licenceKeyOrId : await findIdByKey(db, keyOfAddress(licenceKeyOrId))
  const found = id === undefined ? undefined : (await readRecruitersById(db, [id]))[0]
  if (!found) return undefined
  const { recruiter, particulars, others } = found
  const { homeIndex, hosts } = await readHostPlaces(db, recruiter.id)
  const standings = standingsOn([...recruiter.effects, ...others], on)
  return {
    recruiter: recruiter.id,
    licence: recruiter.licence,
    shortName: shortened(nameOf(particulars)),
    home: recruiter.country,
    status: statusOf(recruiter.country, standings, required),
    homeIndex,
    hostIndexes: hosts,
  }
}

/** Without a word of its own country there is nothing that a host could lower. */
function statusOf(
  home: Country,
  standings: readonly KnownStanding[],
  required: readonly Country[],
): KnownStatus | 'unknown' {
  const said = new Set(standings.map(({ country }) => country))
  if (!said.has(home)) return 'unknown'
  const status = headline(standings) ?? 'unknown'
  return status === 'authorized' && required.some((country) => !said.has(country)) ? 'unknown' : status
}

function shortened(name: string): string {
  const plain = name.replace(/[\p{Cc}\p{Cf}]/gu, ' ')
  let short = ''
  for (const letter of plain) {
    if (Buffer.byteLength(short + letter) > SHORT_NAME_BYTES) break
    short += letter
  }
  return short.trim()
}

const PAGE = 2000

/**
 * SHA-256, as hexadecimal, over the joint register in canonical JSON, a line a recruiter in the order of their streams:
 * number, country, kind, versions and the effects of every jurisdiction. Equal on all nodes that have applied the same
 * logs. Names are not part of it: they travel apart.
 */
export async function jointRegisterDigest(db: Queryable): Promise<string> {
  const digest = createDigest()
  for (let after = ''; ; ) {
    const page = await readJointPage(db, after, PAGE)
    for (const row of page) digest.update(`${canonicalize(row) ?? ''}\n`)
    const last = page.at(-1)
    if (!last) return digest.hex()
    after = last.id
  }
}
