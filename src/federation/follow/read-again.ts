// Entries of types that an older program did not know are read again from the mirror once a room knows them.
import { TILE_WIDTH } from '../../transparency/format/tiles.ts'
import { groupsOf, readRun, tellApplied } from './apply.ts'
import { type FollowedLog, lastKept } from './follow-log.ts'
import { dropUnknown, openHeadRow, readUnknown } from './store/heads.ts'

/** Applies what was passed over; applying an entry twice changes nothing, so this may be interrupted anywhere. */
export async function readUnknownAgain(place: FollowedLog): Promise<void> {
  const { log, shares, database } = place
  const known = (await readUnknown(database)).filter(
    ({ log: origin, type }) => origin === log.origin && shares.some((share) => share.handles(type)),
  )
  if (known.length === 0) return
  const kept = await lastKept(place)
  if (!kept) return
  const types = known.map(({ type }) => type)
  const { size } = await openHeadRow(database, log.origin, log.country)
  const first = Math.min(...known.map((one) => one.first))
  for (let index = Math.floor(first / TILE_WIDTH); index * TILE_WIDTH < size; index++) {
    const { entries } = await kept.tree.bundle(index)
    const start = index * TILE_WIDTH
    const { readable } = readRun(log, start, entries.slice(0, size - start))
    const groups = groupsOf(
      shares,
      readable.filter(({ entry }) => types.includes(entry.type)),
    )
    await database.transaction(async (tx) => {
      for (const { share, run } of groups) await share?.apply(tx, run)
    })
    await tellApplied(place, groups)
  }
  await database.transaction((tx) => dropUnknown(tx, log.origin, types))
}
