// One use of an officer's own key, in a thread of its own: the seal is slow on purpose, and nobody else shall wait for it.
import { Worker } from 'node:worker_threads'
import { SealFault } from '../../platform/seal/age.ts'
import { makeKey, signLine } from './key-bytes.ts'

export const SHORTEST_SECRET = 12
export const LONGEST_SECRET = 256

/** A key as it is kept: its public half, and the secret half sealed under the officer's words. */
export type SealedKey = { readonly key: string; readonly wrapped: Uint8Array }
export type KeyWork =
  | { readonly do: 'make'; readonly name: string; readonly secret: string; readonly logN?: number | undefined }
  | ({ readonly do: 'sign'; readonly text: string; readonly secret: string } & {
      readonly key: string
      readonly wrapped: Uint8Array
    })
export type KeyAnswer = { readonly made: SealedKey } | { readonly line: string } | { readonly fault: SealFault['code'] }

/** Up to this work factor (log2 of scrypt's N) a thread costs more than the work. */
const IN_PLACE = 10

// A seal takes 256 MB for a second: never two at once.
let last: Promise<unknown> = Promise.resolve()
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = last.then(work, work)
  last = turn.catch(() => undefined)
  return turn
}

/** A new key under a name, sealed under the officer's words. `logN`: work factor; 18 when left out. */
export async function makeDecisionKey(name: string, secret: string, logN?: number): Promise<SealedKey> {
  if (logN !== undefined && logN <= IN_PLACE) return makeKey(name, secret, logN)
  const answer = await inTurn(() => inThread({ do: 'make', name, secret, logN }))
  if ('made' in answer) return answer.made
  throw new Error('the key was not made')
}

/** The officer's signature line over a text. Throws SealFault `wrong-key` for other words, `damaged`. */
export async function signOnce(
  text: string,
  { key, wrapped }: SealedKey,
  secret: string,
  logN?: number,
): Promise<string> {
  if (logN !== undefined && logN <= IN_PLACE) return signLine(text, key, wrapped, secret)
  const answer = await inTurn(() => inThread({ do: 'sign', text, key, wrapped, secret }))
  if ('line' in answer) return answer.line
  throw new SealFault('fault' in answer ? answer.fault : 'damaged')
}

function inThread(workerData: KeyWork): Promise<KeyAnswer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./key-worker.ts', import.meta.url), { workerData })
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error('the thread of the key ended without an answer')))
  })
}
