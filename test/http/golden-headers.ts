// Reads a golden file of headers: kinds of answers, each with the request that provokes it and a reason below each header.
import assert from 'node:assert/strict'

/** Those that differ from answer to answer, or belong to the connection. */
export const CHANGING: ReadonlySet<string> = new Set([
  'date',
  'x-request-id',
  'content-length',
  'connection',
  'keep-alive',
  'transfer-encoding',
  'location',
])

export type GoldenKind = {
  readonly head: string
  readonly method: string
  readonly path: string
  readonly expected: Readonly<Record<string, string>>
}

/** The kinds of a golden file. Fails when a header stands without its reason. */
export function goldenKinds(text: string): readonly GoldenKind[] {
  return text
    .trim()
    .split(/^# /m)
    .slice(1)
    .map((kind) => {
      const [head = '', ...lines] = kind.trim().split('\n')
      const [, method = '', path = ''] = /\((\w+) (\S+)\)$/.exec(head) ?? assert.fail(`${head} names no request`)
      const expected: Record<string, string> = {}
      for (const [index, line] of lines.entries()) {
        if (line.startsWith('  ')) continue
        assert.match(lines[index + 1] ?? '', /^ {2}\S.{10,}/, `${head}: ${line} has its reason below it`)
        const [name = '', ...value] = line.split(': ')
        expected[name] = value.join(': ')
      }
      return { head, method, path, expected }
    })
}
