// Papers by content: real small ones pass, and each way to hide something or to harm is named.
import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:net'
import { describe, test } from 'node:test'
import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { writeDocument } from '../print/document.ts'
import { inspectPaper } from './inspect.ts'
import { safeName } from './name.ts'
import { clamdScan, ScanFailed } from './scan.ts'

const LIMIT = 1_000_000
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const pdf = await writeDocument({
  title: 'Invented',
  language: 'es',
  direction: 'ltr',
  createdAt: new Date(0),
  blocks: [{ kind: 'paragraph', text: 'An invented paper' }],
})
/** The smallest that has the parts of a JPEG: start, frame, scan, end. */
function jpeg(width: number, height: number): Buffer {
  const size = Buffer.alloc(4)
  size.writeUInt16BE(height)
  size.writeUInt16BE(width, 2)
  return Buffer.concat([
    Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'),
    Buffer.from('ffc0000b08', 'hex'),
    size,
    Buffer.from('01011100', 'hex'),
    Buffer.from('ffda0008010100003f00', 'hex'),
    Buffer.from('0011ffd9', 'hex'),
  ])
}
const body = (objects: string | Buffer) =>
  Buffer.concat([
    Buffer.from('%PDF-1.7\n1 0 obj\n'),
    typeof objects === 'string' ? Buffer.from(objects) : objects,
    Buffer.from('\nendobj\ntrailer <<>>\n%%EOF\n'),
  ])
const stream = (content: Buffer, dictionary: string) =>
  body(Buffer.concat([Buffer.from(`<< ${dictionary} >>\nstream\n`), content, Buffer.from('\nendstream')]))

async function outcome(bytes: Uint8Array, name: string, declaredType = ''): Promise<string> {
  const result = await inspectPaper(bytes, { name, declaredType, limit: LIMIT })
  return result.ok ? result.value.type : result.error.code
}

describe('a paper', () => {
  test('PDF, JPEG and PNG pass, with their hash', async () => {
    assert.equal(await outcome(pdf, 'a.pdf', 'application/pdf'), 'application/pdf')
    assert.equal(await outcome(jpeg(30, 20), 'A.JPEG', 'image/jpeg'), 'image/jpeg')
    assert.equal(await outcome(png, 'a.png', 'application/octet-stream'), 'image/png')
    const result = await inspectPaper(png, { name: 'a.png', declaredType: '', limit: LIMIT })
    assert.ok(result.ok)
    assert.match(result.value.sha256, /^[0-9a-f]{64}$/)
    assert.equal(result.value.size, png.length)
  })

  const text = Buffer.from('just words')
  const zip = Buffer.from('504b030414000000000000000000000000000000000000000000000001000000612e', 'hex')
  const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)])
  // The end of an archive inside the PDF, whose comment is the rest of the PDF.
  const rest = Buffer.from('\nendobj\n%%EOF\n')
  const archiveEnd = Buffer.alloc(22)
  archiveEnd.write('PK\u0005\u0006', 'latin1')
  archiveEnd.writeUInt16LE(rest.length, 20)
  const archived = Buffer.concat([Buffer.from(`%PDF-1.7\n1 0 obj\n%${' '.repeat(2000)}`), archiveEnd, rest])
  const CASES: readonly (readonly [string, Uint8Array, string, string, string?])[] = [
    ['nothing', Buffer.alloc(0), 'a.pdf', 'empty'],
    ['more than the limit', Buffer.alloc(LIMIT + 1), 'a.pdf', 'too-large'],
    ['plain text', text, 'a.txt', 'not-allowed-type'],
    ['text that is called a PDF', text, 'a.pdf', 'disguised'],
    ['an archive', zip, 'a.zip', 'not-allowed-type'],
    ['an archive that is called a picture', zip, 'a.png', 'disguised'],
    ['a program', program, 'a.exe', 'not-allowed-type'],
    ['a program that is called a PDF', program, 'a.pdf', 'disguised'],
    ['a picture that is called a PDF', png, 'a.pdf', 'disguised'],
    ['a PDF called a program', pdf, 'a.pdf.exe', 'disguised'],
    ['a PDF declared as a picture', pdf, 'a.pdf', 'disguised', 'image/png'],
    ['a PDF behind a page', Buffer.concat([Buffer.from('<html>'), pdf]), 'a.pdf', 'disguised'],
    ['a PDF behind a program', Buffer.concat([program, pdf]), 'a.pdf', 'disguised'],
    ['an archive behind a PDF', Buffer.concat([pdf, zip]), 'a.pdf', 'disguised'],
    ['an archive behind a PNG', Buffer.concat([png, zip]), 'a.png', 'disguised'],
    ['an archive behind a JPEG', Buffer.concat([jpeg(3, 2), zip]), 'a.jpg', 'disguised'],
    [
      'a PDF that begins as a page',
      Buffer.from('%PDF-1.7\n<script>1</script>\n1 0 obj\n<< >>\nendobj\n%%EOF'),
      'a.pdf',
      'disguised',
    ],
    ['a PDF that ends as an archive', archived, 'a.pdf', 'disguised'],
    ['a PDF cut off', pdf.subarray(0, pdf.length / 2), 'a.pdf', 'damaged'],
    ['a PNG cut off', png.subarray(0, -5), 'a.png', 'damaged'],
    ['a JPEG cut off', jpeg(3, 2).subarray(0, -2), 'a.jpg', 'damaged'],
    ['a huge JPEG', jpeg(60_000, 60_000), 'a.jpg', 'bomb'],
    ['JavaScript', body('<< /S /JavaScript /JS (app.alert) >>'), 'a.pdf', 'active-content'],
    ['JavaScript with a name in numbers', body('<< /S /Java#53cript >>'), 'a.pdf', 'active-content'],
    ['a program to start', body('<< /S /Launch /F (x) >>'), 'a.pdf', 'active-content'],
    ['a file inside', body('<< /Type /EmbeddedFile >>'), 'a.pdf', 'active-content'],
    ['an action at opening', body('<< /OpenAction << /S /URI /URI (x) >> >>'), 'a.pdf', 'active-content'],
    [
      'JavaScript among packed objects',
      stream(deflateSync('<< /S /JavaScript >>'), '/Type /ObjStm /Filter /FlateDecode'),
      'a.pdf',
      'active-content',
    ],
    [
      'packed objects whose filter stands elsewhere',
      stream(deflateSync('x'), '/Type /ObjStm /Filter 9 0 R'),
      'a.pdf',
      'damaged',
    ],
    ['a password', body('<< /Encrypt 5 0 R >>'), 'a.pdf', 'encrypted'],
    ['a bomb', stream(deflateSync(Buffer.alloc(70_000_000)), '/Filter /FlateDecode'), 'a.pdf', 'bomb'],
    [
      'a bomb in a bomb',
      stream(deflateSync(deflateSync(Buffer.alloc(50_000_000))), '/Filter [/FlateDecode /FlateDecode]'),
      'a.pdf',
      'bomb',
    ],
    ['a book', body('<< /Type /Page >>\n'.repeat(501)), 'a.pdf', 'bomb'],
    ['a packed stream that is not', stream(Buffer.from('not packed'), '/Filter /FlateDecode'), 'a.pdf', 'damaged'],
  ]
  for (const [what, bytes, name, code, declared] of CASES)
    test(`${what}: ${code}`, async () => assert.equal(await outcome(bytes, name, declared), code))

  test('a huge PNG is refused by its header alone', async () => {
    const huge = Buffer.from(png)
    huge.writeUInt32BE(100_000, 16)
    huge.writeUInt32BE(100_000, 20)
    assert.equal(await outcome(huge, 'a.png'), 'bomb')
  })

  test('going to a page at opening is no harm', async () => {
    for (const object of [
      '<< /OpenAction [3 0 R /Fit] >>',
      '<< /OpenAction << /S /GoTo /D [3 0 R] >> >>',
      '<< /OpenAction 7 0 R >>\nendobj\n7 0 obj << /S /GoTo /D [3 0 R] >>',
    ])
      assert.equal(await outcome(body(object), 'a.pdf'), 'application/pdf', object)
    assert.equal(await outcome(body('<< /OpenAction 7 0 R >>'), 'a.pdf'), 'active-content')
    const packed = (action: string) =>
      stream(
        deflateSync(`3 0 7 24 << /OpenAction 7 0 R >>     << /S /${action} /D [3 0 R] >>`),
        '/Type /ObjStm /First 9 /Filter /FlateDecode',
      )
    assert.equal(await outcome(packed('GoTo'), 'a.pdf'), 'application/pdf')
    assert.equal(await outcome(packed('URI'), 'a.pdf'), 'active-content')
  })

  test('what is made to be searched for ever is answered', async () => {
    const many = (piece: string) => piece.repeat(Math.floor((LIMIT - 200) / piece.length))
    for (const piece of [
      '1',
      '1 ',
      '/F[',
      '/OpenAction 7 0 R ',
      'stream\n',
      '/Type ',
      '/AA ',
      '<<',
      '#41',
      'endstream',
      ' obj',
    ])
      assert.notEqual(await outcome(body(`${many(piece)}`), 'a.pdf'), '')
  })

  test('whatever the bytes, an answer comes', async () => {
    const beginnings = [Buffer.from('%PDF-1.4\n'), png.subarray(0, 16), jpeg(3, 2).subarray(0, 24), Buffer.alloc(0)]
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...beginnings), fc.uint8Array({ maxLength: 400 }), async (head, tail) => {
        await outcome(Buffer.concat([head, tail]), 'a.pdf')
      }),
    )
  })
})

describe('a name to save under', () => {
  test('folders, controls and turned directions are gone', () => {
    assert.equal(safeName('../../etc/passwd'), 'passwd')
    assert.equal(safeName('C:\\papers\\acta.pdf'), 'acta.pdf')
    assert.equal(safeName('acta\u202efdp.exe'), 'actafdp.exe')
    assert.equal(safeName('a\r\nSet-Cookie: x.pdf'), 'aSet-Cookie_ x.pdf')
    assert.equal(safeName('Peña Núñez.pdf'), 'Peña Núñez.pdf')
    assert.equal(safeName('..'), 'paper')
    assert.equal(safeName('NUL.pdf'), '_NUL.pdf')
    assert.equal(safeName(`${'x'.repeat(300)}.pdf`), `${'x'.repeat(116)}.pdf`)
  })
  test('whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400, size: 'max' }), (name) => {
        const safe = safeName(name)
        assert.ok(safe.length > 0 && [...safe].length <= 120 && safe.isWellFormed())
        assert.ok(!/[\p{Cc}\p{Cf}/\\"]/u.test(safe))
      }),
    )
  })
})

/** Speaks clamd's INSTREAM: reads pieces by their length until an empty one, then gives its answer. */
async function scanner(answer: (content: Buffer) => string | undefined) {
  const server: Server = createServer((socket) => {
    let got: Buffer = Buffer.alloc(0)
    socket.on('error', () => undefined)
    socket.on('data', (piece: Buffer) => {
      got = Buffer.concat([got, piece])
      const start = got.indexOf(0) + 1
      if (got.toString('latin1', 0, start) !== 'zINSTREAM\0') return
      const pieces: Buffer[] = []
      for (let at = start; at + 4 <= got.length; ) {
        const length = got.readUInt32BE(at)
        if (length === 0) {
          const said = answer(Buffer.concat(pieces))
          if (said !== undefined) socket.end(`${said}\0`)
          return
        }
        pieces.push(got.subarray(at + 4, at + 4 + length))
        at += 4 + length
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return { port: typeof address === 'object' && address ? address.port : 0, close: () => server.close() }
}

describe('a scanner', () => {
  const failed = (code: string) => (error: unknown) => error instanceof ScanFailed && error.code === code
  test('gets the whole content, and its word is passed on', async () => {
    const { port, close } = await scanner((content) =>
      content.includes('INVENTED-HARM')
        ? 'stream: Invented.Test-1 FOUND'
        : `stream: ${content.length === 200_000 ? 'OK' : 'cut ERROR'}`,
    )
    const scan = clamdScan({ host: '127.0.0.1', port })
    assert.deepEqual(await scan(Buffer.alloc(200_000)), { clean: true })
    assert.deepEqual(await scan(Buffer.from('x INVENTED-HARM x')), { clean: false, what: 'Invented.Test-1' })
    await assert.rejects(scan(Buffer.from('other')), failed('refused'))
    close()
    await assert.rejects(scan(Buffer.from('x')), failed('unreachable'))
  })
  test('that never answers is given up, not believed', async () => {
    const { port, close } = await scanner(() => undefined)
    await assert.rejects(
      clamdScan({ host: '127.0.0.1', port, timeoutSeconds: 0.05 })(Buffer.from('x')),
      failed('timeout'),
    )
    close()
  })
})
