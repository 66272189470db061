// Reads and runs scripts of requests and what must come back (docs in README.md beside it), against a real node.
import assert from 'node:assert/strict'
import { request } from 'node:http'
import { brotliDecompressSync } from 'node:zlib'

export type Answer = {
  readonly code: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Bytes of the body as sent, compressed. */
  readonly bytes: number
}

export type Asking = {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** Asks for a path exactly as written: no address is tidied on the way. */
export function ask(url: string, path: string, { method = 'GET', headers = {}, body }: Asking = {}): Promise<Answer> {
  const { hostname, port } = new URL(url)
  return new Promise((done, failed) => {
    const call = request(
      { hostname, port, path, method, headers: { 'accept-encoding': 'br', ...headers } },
      (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('error', failed)
        answer.on('end', () => {
          const raw = Buffer.concat(chunks)
          const plain = answer.headers['content-encoding'] === 'br' && raw.length > 0 ? brotliDecompressSync(raw) : raw
          const names = Object.entries(answer.headers).map(([name, value]) => [name, String(value)])
          done({
            code: answer.statusCode ?? 0,
            headers: Object.fromEntries(names),
            body: plain.toString(),
            bytes: raw.length,
          })
        })
      },
    )
    call.on('error', failed)
    call.end(body)
  })
}

/** The words of a page as they are read: no tags, entities decoded, single spaces. */
export function wordsOf(body: string): string {
  const words = body.replace(/<head>[\s\S]*?<\/head>|<svg[\s\S]*?<\/svg>/g, ' ').replace(/<[^>]*>/g, ' ')
  const plain = words.replace(
    /&(amp|lt|gt|quot|#39);/g,
    (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"' })[name] ?? "'",
  )
  return plain.replace(/\s+/g, ' ').replace(/ ([.:,])/g, '$1')
}

const LINE =
  /^(code|bytes|body|text|json (?<path>\S+)|header (?<name>\S+)) (?<sign>==|<=|contains|lacks|absent)(?: (?<expected>.*))?$/

function askedOf(line: RegExpExecArray, answer: Answer): string | number | undefined {
  const { path, name } = line.groups ?? {}
  if (name) return answer.headers[name]
  if (path)
    return path
      .split('.')
      .reduce<unknown>((at, step) => (at as Record<string, unknown>)?.[step], JSON.parse(answer.body)) as string
  return line[1] === 'text' ? wordsOf(answer.body) : answer[line[1] as 'code' | 'bytes' | 'body']
}

/** Runs one block of a script: a request line, its `> header: value` lines, and what must hold. */
export async function runBlock(url: string, block: string): Promise<void> {
  const [first = '', ...rest] = block.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  const [method = '', path = ''] = first.split(' ')
  const given = rest
    .filter((line) => line.startsWith('> '))
    .map((line) => line.slice(2).split(': ') as [string, string])
  const answer = await ask(url, path, { method, headers: Object.fromEntries(given) })
  for (const text of rest.filter((line) => !line.startsWith('> '))) {
    const line = LINE.exec(text)
    assert.ok(line, `the script does not say what "${text}" means`)
    const { sign, expected = '' } = line.groups ?? {}
    const value = askedOf(line, answer)
    const shown = `${first}\n${text}\nbut it was: ${value}`
    if (sign === 'absent') assert.equal(value, undefined, shown)
    else if (sign === '==') assert.equal(String(value), expected, shown)
    else if (sign === '<=') assert.ok(Number(value) <= Number(expected), shown)
    else assert.equal(String(value).includes(expected), sign === 'contains', shown)
  }
}
