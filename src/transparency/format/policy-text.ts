// Reads a policy file: logs, witnesses, groups of them, and the quorum (C2SP tlog-policy).
import { utf8 } from './bytes.ts'
import { TransparencyFault } from './fault.ts'
import { COSIGNATURE_TYPE, NOTE_TYPE, parseVerifierKey, type VerifierKey } from './key.ts'

export type PolicyLog = { readonly key: VerifierKey; readonly url?: string }
export type PolicyWitness = PolicyLog & { readonly name: string }
/** Who must have cosigned: nobody, one witness, or a number of members of a group. */
export type Quorum = 'none' | PolicyWitness | PolicyGroup
export type PolicyGroup = {
  readonly name: string
  readonly threshold: number
  readonly members: readonly Exclude<Quorum, 'none'>[]
}
export type Policy = {
  readonly logs: readonly PolicyLog[]
  readonly witnesses: readonly PolicyWitness[]
  readonly quorum: Quorum
}

const MAX_POLICY = 64 * 1024

/**
 * Reads a policy. Throws `malformed-policy`, or `malformed-key` for a key that cannot be read: an unknown word, a name
 * used before it is defined or defined twice, a key listed twice, a member of two groups, a threshold out of range,
 * no quorum or two.
 */
export function parsePolicy(text: string): Policy {
  const logs: PolicyLog[] = []
  const witnesses: PolicyWitness[] = []
  const named = new Map<string, PolicyWitness | PolicyGroup>()
  const taken = new Set<string>()
  let quorum: Quorum | undefined

  const define = (name: string, meaning: PolicyWitness | PolicyGroup) => {
    if (name === 'none' || named.has(name)) throw malformed(`the name ${name} is taken`)
    named.set(name, meaning)
  }
  const lookUp = (name: string) => named.get(name) ?? missing(name)
  const member = (name: string) => {
    const found = lookUp(name)
    // So each witness counts in one way only.
    if (taken.has(name)) throw malformed(`${name} is a member twice`)
    taken.add(name)
    return found
  }
  const keyOf = (text: string | undefined, type: number): VerifierKey => {
    const key = parseVerifierKey(text ?? '')
    if (key.type !== type) throw malformed(`the key ${key.name} serves another purpose`)
    // Logs and witnesses must not share keys either (federation.md, 3.3).
    if ([...logs, ...witnesses].some((one) => one.key.publicKey.join() === key.publicKey.join()))
      throw malformed(`the key ${key.name} is listed twice`)
    return key
  }

  for (const [word, ...items] of linesOf(text)) {
    if (word === 'log') {
      const [key, url] = atMost(2, items)
      logs.push({ key: keyOf(key, NOTE_TYPE), ...withUrl(url) })
    } else if (word === 'witness') {
      const [name = '', key, url] = atMost(3, items)
      const witness = { name, key: keyOf(key, COSIGNATURE_TYPE), ...withUrl(url) }
      define(name, witness)
      witnesses.push(witness)
    } else if (word === 'group') {
      const [name = '', many = '', ...members] = items
      define(name, { name, threshold: thresholdOf(many, members.length), members: members.map(member) })
    } else if (word === 'quorum') {
      const [name = ''] = atMost(1, items)
      if (quorum !== undefined) throw malformed('it has two quorums')
      quorum = name === 'none' ? name : lookUp(name)
    } else throw malformed(`the word ${word}`)
  }
  if (quorum === undefined) throw malformed('it has no quorum')
  return { logs, witnesses, quorum }
}

/** The items of each line that says something. */
function linesOf(text: string): string[][] {
  if (utf8(text).length > MAX_POLICY) throw malformed('it is larger than 64 KiB')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: only tab and line end are allowed
  if (/[\u0000-\u0008\u000b-\u001f\u007f]/.test(text)) throw malformed('it has a control character')
  if (text !== '' && !text.endsWith('\n')) throw malformed('its last line does not end')
  const lines = text.split('\n').map((line) => line.split(/[ \t]+/).filter((item) => item !== ''))
  return lines.filter(([first]) => first !== undefined && !first.startsWith('#'))
}

function thresholdOf(many: string, members: number): number {
  const threshold = many === 'any' ? 1 : many === 'all' ? members : /^[1-9][0-9]{0,3}$/.test(many) ? Number(many) : 0
  if (threshold < 1 || threshold > members) throw malformed('the number that a group asks for')
  return threshold
}

function atMost(count: number, items: string[]): string[] {
  if (items.length > count) throw malformed(`a line says too much: ${items.join(' ')}`)
  return items
}

function withUrl(url: string | undefined): { readonly url?: string } {
  return url === undefined ? {} : { url }
}

function missing(name: string): never {
  throw malformed(`the name ${name} is not defined before its use`)
}

function malformed(what: string): TransparencyFault {
  return new TransparencyFault('malformed-policy', `not a policy as specified: ${what}`)
}
