// The recruiter's account at one glance: applications, authorizations, drafts.
import { type Day, daysBetween } from '../../../../kernel/day.ts'
import { countryOfPack, deadlineFrom } from '../../../../packs/index.ts'
import type { Who } from '../../../../people/index.ts'
import { addressOf } from '../../address.ts'
import { type Application, type ApplicationKind, deadlineOf } from '../../domain/application.ts'
import { LIFE, lifeStateOf } from '../../domain/life.ts'
import { standingsOn } from '../../domain/standing.ts'
import { textOf, typedOfRecord } from '../../input/typed.ts'
import { nameOf } from '../../particulars.ts'
import { readDrafts } from '../../store/drafts.ts'
import { type FileRow, readFilesOfAccount } from '../../store/files.ts'
import { readOwnRecruiters } from '../../store/own-recruiters.ts'
import { type RecruiterWithParticulars, readRecruitersById } from '../../store/recruiters.ts'
import type { AccountView, NewApplicationView, OwnFileLine, OwnRecruiterLine } from '../../views/account.ts'
import { type DeskNode, deskDay } from '../desk-node.ts'
import type { AccountDesk } from './account-desk.ts'

/** From how many days before its end an authorization is offered for renewal: time for the office to decide. Ours, not the law's. */
export const RENEW_DAYS_BEFORE = 90

export async function showAccount({ node, pagesOf = {} }: AccountDesk, who: Who): Promise<AccountView> {
  const { database } = node
  const today = deskDay(node, who.country, node.now())
  const files = await readFilesOfAccount(database, who.account)
  const drafts = await readDrafts(database, who.account)
  const numbers = new Map(files.map(({ id, number }) => [id, number]))
  return {
    today,
    files: files.filter(isApplication).map((row) => fileLine(node, row)),
    recruiters: (await ownRecruiters(node, who)).map((one) => recruiterLine(one, who, today)),
    drafts: drafts.map(({ id, kind, record, recruiter, file, updatedAt }) => ({
      id,
      kind: kind as ApplicationKind,
      name: textOf(typedOfRecord(record), 'name').trim(),
      ...(recruiter && { licence: recruiter }),
      ...(file && { answers: numbers.get(file) ?? '' }),
      savedAt: updatedAt.toISOString(),
    })),
    others: files.flatMap(({ id, number, kind, open, waiting, deadline }) => {
      const path = kind === 'application' ? undefined : pagesOf[kind]?.(id)
      // A day that the office has to keep is not the recruiter's.
      return path ? [{ number, kind, path, open, ...(waiting && deadline && { by: deadline }) }] : []
    }),
  }
}

/** What a new application can be about. */
export async function showNewApplication({ node }: AccountDesk, who: Who): Promise<NewApplicationView> {
  const kinds = countryOfPack(node.pack, who.country)?.kindsOfRecruiter ?? []
  const recruiters = await ownRecruiters(node, who)
  return {
    kinds: kinds.map(({ id, name }) => ({ id, name })),
    recruiters: recruiters.map(({ recruiter, particulars }) => ({
      licence: recruiter.licence,
      name: nameOf(particulars),
    })),
  }
}

async function ownRecruiters({ database }: DeskNode, { account }: Who) {
  return readRecruitersById(database, await readOwnRecruiters(database, account))
}

export function isApplication(row: FileRow): row is FileRow<Application> {
  return row.kind === 'application'
}

export function fileLine(node: DeskNode, row: FileRow<Application>): OwnFileLine {
  const { id, number, name, folded, changedAt, country } = row
  const { kind, state, licence, appealBy, asked, lastDay } = folded
  // Until the office has said that it is complete, no time to decide runs: the term is the one for saying so.
  const looked = state === 'received' ? deadlineFrom(node.pack, country, 'completeness', lastDay) : undefined
  const by = state === 'refused' ? appealBy : (deadlineOf(folded) ?? looked)
  return {
    id,
    number,
    kind,
    state,
    name,
    changedOn: deskDay(node, country, changedAt),
    ...(by && { by }),
    asked: asked.length,
    ...(licence && { licence, address: addressOf(country, licence) }),
  }
}

function recruiterLine(
  { recruiter, particulars }: RecruiterWithParticulars,
  { country }: Who,
  today: Day,
): OwnRecruiterLine {
  const standing = standingsOn(recruiter.effects, today).find((one) => one.country === country)
  const state = lifeStateOf(standing)
  const may: Readonly<Record<string, unknown>> = LIFE[state]
  const { validUntil } = standing ?? {}
  const near = validUntil !== undefined && daysBetween(today, validUntil) <= RENEW_DAYS_BEFORE
  return {
    licence: recruiter.licence,
    address: addressOf(recruiter.country, recruiter.licence),
    name: nameOf(particulars),
    status: standing?.status ?? 'none',
    ...(validUntil && { validUntil }),
    closed: standing?.closed === true,
    ways: [
      ...('renew' in may ? (['renewal'] as const) : []),
      ...('amend' in may ? (['amendment'] as const) : []),
      'representative',
      ...('close' in may ? (['closing'] as const) : []),
    ],
    renewNow: 'renew' in may && near,
  }
}
