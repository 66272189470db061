// Passwords as Argon2id hashes (RFC 9106), a few at a time, so that a flood of sign-ins cannot take the memory.
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'

/** OWASP's second recommendation: 19 MiB, two passes, one lane. */
const PARAMETERS = { memory: 19_456, passes: 2, parallelism: 1 }
const TAG = 32
const AT_ONCE = 2
const MOST_WAITING = 200

let running = 0
const waiting: (() => void)[] = []

/** Thrown when too many wait for their turn: the caller says "try again". */
export class TooBusy extends Error {
  override readonly name = 'TooBusy'
}

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) {
    if (waiting.length >= MOST_WAITING) throw new TooBusy('too many passwords at once')
    await new Promise<void>((turn) => waiting.push(turn))
  }
  running += 1
  try {
    return await work()
  } finally {
    running -= 1
    waiting.shift()?.()
  }
}

function derive(password: string, salt: Buffer, { memory, passes, parallelism }: typeof PARAMETERS): Promise<Buffer> {
  const message = Buffer.from(password.normalize('NFC'), 'utf8')
  const parameters = { message, nonce: salt, parallelism, tagLength: TAG, memory, passes }
  return inTurn(
    () =>
      new Promise((done, failed) =>
        argon2('argon2id', parameters, (error, tag) => (error ? failed(error) : done(tag as Buffer))),
      ),
  )
}

const unpadded = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')

/** A fresh hash as PHC string: `$argon2id$v=19$m=…,t=…,p=…$salt$tag`. Throws TooBusy. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const { memory, passes, parallelism } = PARAMETERS
  const tag = await derive(password, salt, PARAMETERS)
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(tag)}`
}

const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

// What an unknown name is compared with, so that it costs what a known one costs.
const NOBODY = `$argon2id$v=19$m=${PARAMETERS.memory},t=${PARAMETERS.passes},p=${PARAMETERS.parallelism}$${unpadded(randomBytes(16))}$${unpadded(randomBytes(TAG))}`

/** Whether a password fits a hash; without a hash it never does, at the same cost. `renew`: made with other parameters than today's. Throws TooBusy. */
export async function fitsPassword(
  password: string,
  stored: string | undefined,
): Promise<{ readonly fits: boolean; readonly renew: boolean }> {
  const [, memory, passes, parallelism, salt = '', tag = ''] = PHC.exec(stored ?? NOBODY) ?? []
  const parameters = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) }
  const expected = Buffer.from(tag, 'base64')
  const found = await derive(password, Buffer.from(salt, 'base64'), parameters)
  const fits = stored !== undefined && expected.length === found.length && timingSafeEqual(expected, found)
  return { fits, renew: JSON.stringify(parameters) !== JSON.stringify(PARAMETERS) }
}
