// What a password must be: long, not the name, not one that everybody tries (NIST SP 800-63B, 5.1.1.2; no rules of composition).

export const LEAST_LETTERS = 12
export const MOST_LETTERS = 200

export type PasswordFault = 'too-short' | 'too-long' | 'is-the-name' | 'too-common'

// What attackers try first, of twelve letters and more; shorter ones fall under the first rule.
const COMMON = [
  '123456789012',
  '1234567890123',
  'password1234',
  'password12345',
  'passwordpassword',
  'qwertyuiop12',
  'qwerty123456',
  'contrasena123',
  'contraseña123',
  'motdepasse123',
  'administrator',
  'administrador',
  'abcdefghijkl',
  '111111111111',
  '000000000000',
]

/** What is wrong with a password for a name of signing in; undefined when nothing is. Counted in characters, after NFC. */
export function faultOfPassword(password: string, signIn: string): PasswordFault | undefined {
  const text = password.normalize('NFC')
  const letters = Array.from(text).length
  if (letters < LEAST_LETTERS) return 'too-short'
  if (letters > MOST_LETTERS) return 'too-long'
  const low = text.toLowerCase()
  const name = signIn.toLowerCase()
  if (low === name || low === name.split('@')[0] || low === `${name}${name}`) return 'is-the-name'
  if (COMMON.includes(low) || new Set(low).size < 4) return 'too-common'
  return undefined
}
