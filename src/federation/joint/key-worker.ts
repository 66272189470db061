// The thread in which an officer's key is opened: it ends after one answer, and its memory with it.
import { parentPort, workerData } from 'node:worker_threads'
import { SealFault } from '../../platform/seal/age.ts'
import type { KeyAnswer, KeyWork } from './decision-key.ts'
import { makeKey, signLine } from './key-bytes.ts'

async function answer(work: KeyWork): Promise<KeyAnswer> {
  try {
    if (work.do === 'make') return { made: await makeKey(work.name, work.secret, work.logN) }
    return { line: await signLine(work.text, work.key, work.wrapped, work.secret) }
  } catch (error) {
    // Nothing of the error but its code: it could hold a piece of what was opened.
    return { fault: error instanceof SealFault ? error.code : 'damaged' }
  }
}

parentPort?.postMessage(await answer(workerData as KeyWork))
