// One sent paper, looked at, scanned and sealed in memory: what comes out can be kept, and nothing of it was stored or logged in clear.
import { fail, ok, type Result } from '../../../../kernel/result.ts'
import type { SentFile } from '../../../../platform/http.ts'
import { inspectPaper, type PaperFault } from '../../../../platform/papers/inspect.ts'
import { ScanFailed } from '../../../../platform/papers/scan.ts'
import { seal } from '../../../../platform/seal/age.ts'
import type { PapersOfDesk } from './papers-of-desk.ts'

/** Why a paper was not taken; `virus`: the scanner found something; `scanner-silent`: it gave no answer, so nothing is known. */
export type WhyNot = PaperFault | 'virus' | 'scanner-silent'

export type PaperToTake = Pick<SentFile, 'name' | 'type' | 'bytes'>

/** `size` in bytes, as it came; `bytes` is the ciphertext; `scan` as in the table of papers. */
export type SealedPaper = {
  readonly type: string
  readonly size: number
  readonly scan: string
  readonly bytes: Uint8Array
}

/** Seals it, or says why it is not taken. Throws what is no fault of the paper. */
export async function sealPaper(
  { key, scan, limitBytes }: PapersOfDesk,
  { name, type: declaredType, bytes }: PaperToTake,
): Promise<Result<SealedPaper, WhyNot>> {
  const inspected = await inspectPaper(bytes, { name, declaredType, limit: limitBytes })
  if (!inspected.ok) return fail(inspected.error.code)
  const scanned = scan ? await scan(bytes).catch(silent) : undefined
  if (scanned === 'silent') return fail('scanner-silent')
  if (scanned && !scanned.clean) return fail('virus')
  const { type, size } = inspected.value
  return ok({ type, size, scan: scanned ? 'clean' : 'not scanned', bytes: await seal(bytes, [key.recipient]) })
}

function silent(error: unknown): 'silent' {
  if (error instanceof ScanFailed) return 'silent'
  throw error
}
