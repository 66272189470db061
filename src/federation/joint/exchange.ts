// Cosignatures told on: the answer to a witness's cosignature can be lost, and then the witness alone knows how early it was.
import { z } from 'zod'
import type { Database, Queryable } from '../../platform/database/database.ts'
import type { RawRoute } from '../../platform/http.ts'
import { sameBytes } from '../../transparency/format/bytes.ts'
import { openCheckpoint } from '../../transparency/format/checkpoint.ts'
import { TransparencyFault } from '../../transparency/format/fault.ts'
import { parseVerifierKey } from '../../transparency/format/key.ts'
import type { Verified } from '../../transparency/format/note.ts'
import type { PeerCalls } from '../context.ts'
import type { Party, Trust, TrustBook } from '../trust/trust.ts'
import type { Refresher } from './refresh.ts'
import { noteCosignatures } from './share.ts'
import { type CosignedBy, coveringNotes } from './store/entries.ts'

export const COSIGNED_PATH = '/fed/v1/joint/cosigned'
/** How long after its end an act's cosignatures are still told. */
export const TOLD_SECONDS = 60 * 24 * 3600
const MOST_NOTES = 1000

const Answer = z.strictObject({ notes: z.array(z.string().max(64 * 1024)).max(MOST_NOTES) })

/** Who cosigned, by the keys that verified: parties by their country, witnesses by their name. Signatures of logs are none. */
export function cosignersIn({ parties, witnesses }: Trust, verified: readonly Verified[]): readonly CosignedBy[] {
  const names = new Map([
    ...parties.map(({ witness, country }) => [witness, country as string] as const),
    ...witnesses.map(({ key, name }) => [key, name] as const),
  ])
  return verified.flatMap(({ key, time }) => {
    const by = names.get(key.text)
    return by !== undefined && time !== undefined ? [{ by, time }] : []
  })
}

/** Tells peers the earliest cosigned checkpoints that are known here over what was said on recent acts. */
export function cosignedRoute(database: Queryable, now: () => Date, peers: Pick<PeerCalls, 'route'>): RawRoute {
  return {
    method: 'get',
    path: COSIGNED_PATH,
    permission: 'peer',
    respond: peers.route(async () => {
      const since = Math.floor(now().getTime() / 1000) - TOLD_SECONDS
      const notes = await coveringNotes(database, since, MOST_NOTES)
      const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' }
      return { status: 200, headers, body: JSON.stringify({ notes }) }
    }),
  }
}

export type Exchange = {
  readonly trust: TrustBook
  readonly peers: Pick<PeerCalls, 'call'>
  /** Root of a party's log at a size, where its tree is held here: a checkpoint with another root counts for nothing. */
  readonly rootAt?: (log: string, size: number) => Promise<Uint8Array | undefined>
}

/** Asks a peer for the cosignatures that it knows. Believes only what the keys of the corridor have signed. Throws PeerFault. */
export async function askForCosigned(
  database: Database,
  refresher: Refresher,
  exchange: Exchange,
  peer: Party,
): Promise<void> {
  const answer = await exchange.peers.call(peer, { method: 'GET', path: COSIGNED_PATH })
  if (answer.status !== 200) return
  for (const note of notesIn(answer.body)) await takeNote(database, refresher, exchange, note)
}

function notesIn(body: Uint8Array): readonly string[] {
  try {
    const read = Answer.safeParse(JSON.parse(new TextDecoder().decode(body)))
    return read.success ? read.data.notes : []
  } catch {
    // Not JSON: the peer speaks another version; its log says all that has to be known in the end.
    return []
  }
}

async function takeNote(
  database: Database,
  refresher: Refresher,
  { trust, rootAt }: Exchange,
  note: string,
): Promise<void> {
  const current = trust.current()
  const texts = [
    ...current.parties.flatMap(({ log, witness }) => [log, witness]),
    ...current.witnesses.map(({ key }) => key),
  ]
  try {
    const { checkpoint, verified } = openCheckpoint(note, texts.map(parseVerifierKey))
    const { origin, size, root } = checkpoint
    const party = current.parties.find((one) => one.origin === origin)
    if (!party || !verified.some(({ key }) => key.text === party.log)) return
    const held = await rootAt?.(origin, size)
    if (held && !sameBytes(held, root)) return
    const cosigned = cosignersIn(current, verified)
    await database.transaction((tx) => noteCosignatures(tx, origin, size, cosigned, refresher, note))
  } catch (error) {
    if (!(error instanceof TransparencyFault)) throw error
  }
}
