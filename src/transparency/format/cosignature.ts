// Cosignatures: what a witness signs about a checkpoint, with its time (C2SP tlog-cosignature, version 1, Ed25519).
import { concat, utf8 } from './bytes.ts'
import { TransparencyFault } from './fault.ts'
import { signatureLine } from './note-line.ts'

const TIME_BYTES = 8

/** The bytes that a witness signs: a checkpoint's whole body as seen at `time` (Unix seconds). */
export function cosignatureMessage(body: string, time: number): Uint8Array {
  return utf8(`cosignature/v1\ntime ${checkTime(time)}\n${body}`)
}

/** The signature line of a cosignature; `signature` is the 64 bytes over `cosignatureMessage`. Without a line end. */
export function cosignatureLine(name: string, id: number, time: number, signature: Uint8Array): string {
  const stamp = new Uint8Array(TIME_BYTES)
  new DataView(stamp.buffer).setBigUint64(0, BigInt(checkTime(time)))
  return signatureLine(name, id, concat(stamp, signature))
}

/** Time and signature of a cosignature's payload; undefined when it is no such payload. The time is big-endian. */
export function readCosignature(
  payload: Uint8Array,
): { readonly time: number; readonly signature: Uint8Array } | undefined {
  if (payload.length !== TIME_BYTES + 64) return undefined
  const time = Number(new DataView(payload.buffer, payload.byteOffset, TIME_BYTES).getBigUint64(0))
  // The specification allows up to 2^63 - 1; no clock is right beyond 2^53.
  return Number.isSafeInteger(time) ? { time, signature: payload.slice(TIME_BYTES) } : undefined
}

function checkTime(time: number): number {
  if (!Number.isSafeInteger(time) || time < 0) throw new TransparencyFault('malformed-note', 'no time in whole seconds')
  return time
}
