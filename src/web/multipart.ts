// Cuts a multipart/form-data body (RFC 7578) into its parts: whole bytes in, strict about every line, nothing guessed.

/** One part: a field with its value, or a file; values of `a=1&b=2` come as text already. */
export type FormPart =
  | { readonly name: string; readonly bytes: Uint8Array | string; readonly file?: undefined }
  | {
      readonly name: string
      readonly bytes: Uint8Array
      readonly file: { readonly name: string; readonly type: string }
    }

const LONGEST_HEAD = 2048

/** The parts in the order in which they were sent; `bad-form` when a line is not as it must be, or there are more than `most`. */
export function splitMultipart(
  body: Uint8Array,
  boundary: string,
  most: number,
): readonly FormPart[] | 'bad-form' | 'body-too-large' {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  const delimiter = Buffer.from(`\r\n--${boundary}`)
  const parts: FormPart[] = []
  if (!bytes.subarray(0, delimiter.length - 2).equals(delimiter.subarray(2))) return 'bad-form'
  let at = delimiter.length - 2
  while (!startsWith(bytes, at, '--')) {
    if (!startsWith(bytes, at, '\r\n')) return 'bad-form'
    if (parts.length >= most) return 'body-too-large'
    const head = bytes.indexOf('\r\n\r\n', at)
    if (head === -1 || head - at > LONGEST_HEAD) return 'bad-form'
    const end = bytes.indexOf(delimiter, head + 4)
    if (end === -1) return 'bad-form'
    const part = partOf(bytes.toString('utf8', at + 2, head), bytes.subarray(head + 4, end))
    if (!part) return 'bad-form'
    parts.push(part)
    at = end + delimiter.length
  }
  return parts
}

function startsWith(bytes: Buffer, at: number, text: string): boolean {
  return bytes.toString('latin1', at, at + text.length) === text
}

const DISPOSITION = /^content-disposition:[ \t]*form-data(?:;|$)/i

function partOf(head: string, bytes: Uint8Array): FormPart | undefined {
  const lines = head.split('\r\n')
  const disposition = lines.find((line) => DISPOSITION.test(line))
  const name = disposition && parameter(disposition, 'name')
  // U+FFFD: the head was not UTF-8.
  if (name === undefined || head.includes('\uFFFD')) return undefined
  const fileName = parameter(disposition ?? '', 'filename')
  if (fileName === undefined) return { name, bytes }
  const type = lines.map((line) => /^content-type:[ \t]*([\w.+-]+\/[\w.+-]+)/i.exec(line)?.[1]).find(Boolean)
  return { name, bytes, file: { name: fileName, type: type?.toLowerCase() ?? 'application/octet-stream' } }
}

/** A quoted parameter; browsers write `"` and line ends in it as %22, %0D, %0A (HTML standard). */
function parameter(line: string, name: string): string | undefined {
  const value = new RegExp(`;[ \\t]*${name}="([^"]*)"`, 'i').exec(line)?.[1]
  return value?.replace(/%(22|0D|0A)/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}
