// The text that a message signature signs (RFC 9421, 2.5), for the parts that our messages cover: by hand, since it is the same few lines every time.
import type { SignedAnswer, SignedRequest } from './signature.ts'

type Message = Pick<SignedRequest, 'method' | 'url' | 'headers'> | Pick<SignedAnswer, 'status' | 'headers'>

/**
 * The signature base.
 * @param parts component identifiers as they stand in Signature-Input: `"@method"`, `"content-digest";req`
 * @param input the list of parts with its parameters, as it stands in Signature-Input after the label
 * @param request what an answer answers, for parts with `;req`
 * @returns undefined when a part that is covered is not in the message
 */
export function signatureBase(
  parts: readonly string[],
  input: string,
  message: Message,
  request?: Message,
): Buffer | undefined {
  const lines: string[] = []
  for (const part of parts) {
    const ofRequest = part.endsWith(';req')
    const from = ofRequest ? request : message
    const value = from && partOf(ofRequest ? part.slice(1, -5) : part.slice(1, -1), from)
    if (value === undefined) return undefined
    lines.push(`${part}: ${value}\n`)
  }
  return Buffer.from(`${lines.join('')}"@signature-params": ${input}`)
}

/** The list of parts with its parameters (RFC 9421, 2.3). Strings hold no quotes: they are ours. */
export function signatureInput(
  parts: readonly string[],
  parameters: readonly (readonly [name: string, value: string | number])[],
): string {
  const written = parameters.map(([name, value]) => `;${name}=${typeof value === 'number' ? value : `"${value}"`}`)
  return `(${parts.join(' ')})${written.join('')}`
}

/** The value of a part: derived (RFC 9421, 2.2) or a field (2.1). */
function partOf(name: string, message: Message): string | undefined {
  if (!name.startsWith('@')) return Object.hasOwn(message.headers, name) ? message.headers[name]?.trim() : undefined
  if ('status' in message) return name === '@status' ? String(message.status) : undefined
  if (name === '@method') return message.method
  if (name === '@authority') return message.url.host
  if (name === '@path') return message.url.pathname
  return name === '@query' ? message.url.search || '?' : undefined
}
