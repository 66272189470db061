// The keys of one party as a text that its root signs (`sursur.org/keys/v1`; federation.md, 6.9): written and read strictly.
import type { Country } from '../../kernel/country.ts'
import { TransparencyFault } from '../../transparency/format/fault.ts'
import { parseVerifierKey } from '../../transparency/format/key.ts'
import { openNote } from '../../transparency/format/note.ts'
import type { DecisionKey, KeyManifest } from './trust.ts'

const TITLE = 'sursur.org/keys/v1'

/** The text of a manifest: one fact a line, in a fixed order. */
export function manifestText(manifest: KeyManifest): string {
  const { corridor, country, version, issued, url, log, witness, status, transport, seal, decision, retired } = manifest
  return [
    TITLE,
    `${corridor} ${country} ${version} ${issued}`,
    `url ${url}`,
    `log ${log}`,
    `witness ${witness}`,
    `status ${status}`,
    `transport ${transport}`,
    `seal ${seal}`,
    `decide ${decision.threshold}`,
    ...decision.officers.map(({ officer, key }) => `officer ${officer} ${key}`),
    ...retired.map(({ log: key, lastGoodSize }) => `retired ${key} ${lastGoodSize}`),
    '',
  ].join('\n')
}

/** Reads the text of a manifest. Throws TransparencyFault `malformed-key` for whatever `manifestText` would not write. */
export function parseManifest(text: string): KeyManifest {
  const lines = text.split('\n')
  const [corridor = '', country = '', version = '', issued = ''] = (lines[1] ?? '').split(' ')
  let at = 2
  const one = (word: string): string => {
    const line = lines[at++] ?? ''
    if (!line.startsWith(`${word} `)) throw malformed(`${word} is missing`)
    return line.slice(word.length + 1)
  }
  const many = (word: string): string[] => {
    const found: string[] = []
    while (lines[at]?.startsWith(`${word} `)) found.push((lines[at++] as string).slice(word.length + 1))
    return found
  }
  const manifest: KeyManifest = {
    corridor,
    country: country as Country,
    version: Number(version),
    issued: Number(issued),
    url: one('url'),
    log: one('log'),
    witness: one('witness'),
    status: one('status'),
    transport: one('transport'),
    seal: one('seal'),
    decision: { threshold: Number(one('decide')), officers: many('officer').map(officerOf) },
    retired: many('retired').map((words) => {
      const [log = '', size = ''] = words.split(' ')
      return { log, lastGoodSize: Number(size) }
    }),
  }
  if (manifestText(manifest) !== text) throw malformed('it is not written as the specification says')
  check(manifest)
  return manifest
}

function officerOf(words: string): DecisionKey {
  const [officer = '', key = ''] = words.split(' ')
  return { officer, key }
}

function check({
  country,
  version,
  issued,
  url,
  log,
  witness,
  status,
  transport,
  seal,
  decision,
  retired,
}: KeyManifest) {
  const whole = (value: number) => Number.isSafeInteger(value) && value >= 0
  if (!/^[A-Z]{2}$/.test(country)) throw malformed('the country')
  if (![version, issued, decision.threshold, ...retired.map((one) => one.lastGoodSize)].every(whole))
    throw malformed('a number')
  if (!/^https?:\/\/[^\s/]+(\/[^\s]*[^\s/])?$/.test(url)) throw malformed('the address')
  if (!/^age1[0-9a-z]+$/.test(seal)) throw malformed('the age recipient')
  if (decision.threshold < 1) throw malformed('how many officers decide')
  const host = url.replace(/^https?:\/\//, '')
  const named = [
    [log, `${host}/log`, 1],
    [witness, `${host}/witness`, 4],
    [status, `${host}/status`, 1],
    [transport, `${host}/transport`, 1],
  ] as const
  for (const [text, name, type] of named) {
    const key = parseVerifierKey(text)
    if (key.name !== name || key.type !== type) throw malformed(`the key ${key.name} is not ${name} of type ${type}`)
  }
  const keys = [...named.map(([text]) => text), ...decision.officers.map(({ key }) => key)].map(parseVerifierKey)
  // One key for two purposes would let a statement of one be shown as the other (tlog-cosignature).
  if (new Set(keys.map(({ publicKey }) => publicKey.join())).size !== keys.length) throw malformed('a key stands twice')
  if (new Set(decision.officers.map(({ officer }) => officer)).size !== decision.officers.length)
    throw malformed('an officer stands twice')
  for (const { log: key } of retired) parseVerifierKey(key)
}

function malformed(what: string): TransparencyFault {
  return new TransparencyFault('malformed-key', `the list of keys cannot be read: ${what}`)
}

/**
 * Opens a signed manifest under the pinned root key of its party, and says which other keys have signed it too.
 * Throws TransparencyFault as `openNote` and `parseManifest` do.
 */
export function openManifest(
  note: string,
  root: string,
  others: readonly string[] = [],
): { readonly manifest: KeyManifest; readonly alsoSignedBy: readonly string[] } {
  const rootKey = parseVerifierKey(root)
  const opened = openNote(new TextEncoder().encode(note), [rootKey, ...others.map(parseVerifierKey)])
  if (!opened.verified.some(({ key }) => key.text === rootKey.text))
    throw new TransparencyFault('no-signature', 'the list of keys does not bear the signature of its root')
  const alsoSignedBy = opened.verified.map(({ key }) => key.text).filter((text) => text !== rootKey.text)
  return { manifest: parseManifest(opened.text), alsoSignedBy }
}
