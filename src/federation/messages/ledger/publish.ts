// Publishes the exchange log: takes in what was appended, moves full bundles into files, signs the checkpoint.
import { join } from 'node:path'
import { checkpointBody } from '../../../transparency/format/checkpoint.ts'
import { keyIdOf, parseVerifierKey, type VerifierKey, writeVerifierKey } from '../../../transparency/format/key.ts'
import { signatureLine, writeNote } from '../../../transparency/format/note.ts'
import { TILE_WIDTH } from '../../../transparency/format/tiles.ts'
import type { FederationNode } from '../../context.ts'
import type { Party } from '../../trust/trust.ts'
import {
  appendedSize,
  dropEntries,
  type ExchangeHead,
  entriesFrom,
  readExchangeHead,
  saveExchangeHead,
} from '../store/exchange.ts'
import { exchangeFiles } from './files.ts'
import { EMPTY, extend, type Frontier, leafOf, readFrontier, rootOf, writeFrontier } from './frontier.ts'

const BATCH = 4096

/** Origin line of a party's exchange log of a corridor. */
export function exchangeOrigin({ url, corridor }: Party): string {
  return `${url.replace(/^https?:\/\//, '')}/exchange/${corridor}`
}

/**
 * The key of a party's exchange log: its transport key under the log's name. The log is for those who exchange, so it
 * needs no key of its own in the manifest; the name keeps its signatures apart from all others.
 */
export function exchangeKey(party: Party, transport = party.transport): VerifierKey {
  const { publicKey } = parseVerifierKey(transport)
  return parseVerifierKey(writeVerifierKey(exchangeOrigin(party), 1, publicKey))
}

/** The database stands behind what was published: it was restored. Nothing is signed until somebody has looked. */
export class ExchangeBehind extends Error {
  override readonly name = 'ExchangeBehind'
}

export type ExchangeLog = {
  /** Publishes what was appended, and tells the checkpoint. Throws ExchangeBehind. */
  readonly publish: () => Promise<ExchangeHead>
  /** A tile or bundle of the published tree. Throws TransparencyFault `malformed-tile`. */
  readonly tile: (path: string) => Promise<Uint8Array | undefined>
}

/** The exchange log of a node: one for its corridor. */
export function openExchangeLog(
  fed: Pick<FederationNode, 'node' | 'trust' | 'keys' | 'country' | 'dataFolder'>,
): ExchangeLog {
  const { node, trust, keys, country } = fed
  const { database } = node
  const files = exchangeFiles(join(fed.dataFolder, 'exchange'))
  let running: Promise<unknown> = Promise.resolve()

  function signed(frontier: Frontier): string {
    const party = trust.partyOf(country)
    if (!party) throw new Error(`the corridor's trust does not know ${country}`)
    const origin = exchangeOrigin(party)
    const body = checkpointBody({ origin, size: frontier.size, root: rootOf(frontier) })
    const { publicKey, sign } = keys.transport
    return writeNote(body, [signatureLine(origin, keyIdOf(origin, 1, publicKey), sign(Buffer.from(body, 'utf8')))])
  }

  async function step(head: ExchangeHead): Promise<ExchangeHead> {
    const next = await entriesFrom(database, head.size, BATCH)
    const frontier = extend(
      readFrontier(head.size, head.frontier),
      next.map(({ entry }) => leafOf(entry)),
    )
    const { size } = frontier
    const checkpoint = signed(frontier)
    // Signed anew when the transport key was changed since.
    if (next.length === 0 && head.checkpoint === checkpoint) return head
    const filed = await fileBundles(head.filed, size)
    const moved = { size, frontier: writeFrontier(frontier), filed, checkpoint }
    // Before the head in the database: a database restored afterwards stands behind this file.
    await files.saveHead(size, Buffer.from(rootOf(frontier)).toString('base64'))
    if (!(await saveExchangeHead(database, moved, head.size))) return (await readExchangeHead(database)) ?? moved
    if (filed > head.filed) await dropEntries(database, filed)
    return moved
  }

  async function fileBundles(from: number, size: number): Promise<number> {
    let filed = from
    for (; filed + TILE_WIDTH <= size; filed += TILE_WIDTH) {
      const rows = await entriesFrom(database, filed, TILE_WIDTH)
      if (rows[0]?.index !== filed || rows.length < TILE_WIDTH) break
      await files.file(
        filed / TILE_WIDTH,
        rows.map(({ entry }) => entry),
      )
    }
    return filed
  }

  async function publishAll(): Promise<ExchangeHead> {
    const empty = { size: 0, frontier: writeFrontier(EMPTY), filed: 0, checkpoint: '' }
    let head = (await readExchangeHead(database)) ?? empty
    const published = await files.head()
    for (let before = -1; before !== head.size; ) {
      before = head.size
      if (published && published.size > (await appendedSize(database)))
        throw new ExchangeBehind('the exchange log of the database is older than the published one')
      head = await step(head)
    }
    return head
  }

  return {
    publish() {
      const next = running.then(publishAll, publishAll)
      running = next
      return next
    },
    async tile(path) {
      const head = await readExchangeHead(database)
      const tail = async (index: number, count: number) =>
        (await entriesFrom(database, index, count)).map(({ entry }) => entry)
      return files.serve(path, head?.size ?? 0, tail)
    },
  }
}
