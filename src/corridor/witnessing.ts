// This node as a witness of the corridor's logs, and whom it asks to cosign its own.
import { join } from 'node:path'
import type { OpenNode } from '../node.ts'
import { utf8 } from '../transparency/format/bytes.ts'
import { parseVerifierKey } from '../transparency/format/key.ts'
import {
  type AskedWitness,
  bodyOf,
  createAsking,
  createWitness,
  type Witness,
  type WitnessedLog,
  witnessAt,
} from '../transparency/witness/index.ts'
import type { OwnLogOfNode } from './own-log.ts'

type Warn = (fields: Readonly<Record<string, unknown>>, message: string) => void

export type Witnessing = {
  readonly witness: Witness
  /** The logs that it witnesses. */
  readonly logs: () => readonly WitnessedLog[]
  readonly asking: ReturnType<typeof createAsking>
}

/** `isRefused`: whether a log is in dispute. */
export function openWitnessing(
  node: OpenNode,
  own: OwnLogOfNode,
  isRefused: (origin: string) => boolean,
  warn: Warn,
): Witnessing {
  const { book, keys } = own
  const logs = (): readonly WitnessedLog[] =>
    book
      ? book.current().parties.map(({ origin, country }) => ({
          origin,
          keys: book.logKeys(country).keys.map(parseVerifierKey),
          refused: isRefused(origin),
        }))
      : [{ origin: own.origin, keys: [parseVerifierKey(keys.log.verifierKey)] }]
  const witness = createWitness({
    folder: join(node.configuration.dataFolder, 'witness'),
    signer: keys.witness,
    logs,
    now: node.now,
    contradiction: ({ origin, file }) =>
      warn({ log: origin, file }, 'a log showed another history to this witness; the proof is kept'),
  })
  const askOwn: AskedWitness['send'] = async (body) => {
    const answer = await witness.addCheckpoint(utf8(body))
    return { status: answer.status, type: answer.headers['content-type'] ?? '', body: bodyOf(answer) }
  }
  const asked = (): readonly AskedWitness[] => {
    if (!book) return []
    const { parties, witnesses } = book.current()
    return [
      ...parties.map((party) =>
        party.country === node.country
          ? { name: party.country as string, key: party.witness, send: askOwn }
          : witnessAt(party.country, party.witness, `${party.url}/witness`),
      ),
      ...witnesses.map(({ name, key, url }) => witnessAt(name, key, url)),
    ]
  }
  return { witness, logs, asking: createAsking(asked) }
}
