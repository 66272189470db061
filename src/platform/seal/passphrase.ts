// Sealing under words that a person keeps: the age format with scrypt.
import { Decrypter, Encrypter } from 'age-encryption'
import { SealFault } from './age.ts'

/** Fewer letters are guessed too quickly by whoever holds the file. */
export const SHORTEST_PASSPHRASE = 12

/** Seals under a passphrase. Takes about a second of one core and 32 MB: guessing is as slow. */
export async function sealUnder(bytes: Uint8Array, passphrase: string, logN = 18): Promise<Uint8Array> {
  const encrypter = new Encrypter()
  encrypter.setPassphrase(passphrase.normalize('NFC'))
  encrypter.setScryptWorkFactor(logN)
  return encrypter.encrypt(bytes)
}

/** Opens what was sealed under a passphrase. Throws SealFault `wrong-key`, `damaged`. */
export async function unsealUnder(bytes: Uint8Array, passphrase: string): Promise<Uint8Array> {
  const decrypter = new Decrypter()
  decrypter.addPassphrase(passphrase.normalize('NFC'))
  try {
    return await decrypter.decrypt(bytes)
  } catch (error) {
    throw new SealFault(/no identity matched/.test(String(error)) ? 'wrong-key' : 'damaged', error)
  }
}
