// Asks a virus scanner beside the node (ClamAV's clamd) about a paper.
import { connect } from 'node:net'

/** What a scanner says. `what` is the name that it gives to what it found. */
export type Scanned = { readonly clean: true } | { readonly clean: false; readonly what: string }
/** Throws ScanFailed when the scanner gives no answer: then nothing is known, and the paper must wait. */
export type VirusScan = (bytes: Uint8Array) => Promise<Scanned>

export class ScanFailed extends Error {
  override readonly name = 'ScanFailed'
  /** A word for logs and jobs: `unreachable`, `timeout`, `refused`. */
  readonly code: string
  constructor(code: string, cause?: unknown) {
    super(code, { cause })
    this.code = code
  }
}

const PIECE = 64 * 1024

/** clamd's INSTREAM over TCP; `timeoutSeconds` bounds the whole conversation. */
export function clamdScan({
  host,
  port,
  timeoutSeconds = 30,
}: {
  readonly host: string
  readonly port: number
  readonly timeoutSeconds?: number
}): VirusScan {
  return (bytes) =>
    new Promise((resolve, reject) => {
      const socket = connect({ host, port })
      let answer = ''
      const end = (act: () => void) => {
        clearTimeout(timer)
        socket.destroy()
        act()
      }
      const timer = setTimeout(() => end(() => reject(new ScanFailed('timeout'))), timeoutSeconds * 1000)
      const settle = () => {
        const said = answer.replace(/\0.*$/s, '').trim()
        const found = /^stream: (.+) FOUND$/.exec(said)?.[1]
        if (said === 'stream: OK') return end(() => resolve({ clean: true }))
        if (found) return end(() => resolve({ clean: false, what: found.replace(/[^\w.:/-]/g, '_').slice(0, 100) }))
        end(() => reject(new ScanFailed('refused')))
      }
      socket.on('error', (error) => (answer ? settle() : end(() => reject(new ScanFailed('unreachable', error)))))
      socket.on('data', (piece) => {
        answer += piece.toString('latin1')
        if (answer.includes('\0') || answer.length > 4096) settle()
      })
      socket.on('end', settle)
      socket.on('connect', () => {
        socket.write('zINSTREAM\0')
        for (let at = 0; at < bytes.length; at += PIECE) {
          const piece = bytes.subarray(at, at + PIECE)
          const length = Buffer.alloc(4)
          length.writeUInt32BE(piece.length)
          socket.write(length)
          socket.write(piece)
        }
        socket.write(Buffer.alloc(4))
      })
    })
}

/** The scanner of a configuration; undefined where none is named: then papers are not scanned, and must be marked so. */
export function scannerOf(configuration: {
  readonly virusScanHost?: string | undefined
  readonly virusScanPort: number
}): VirusScan | undefined {
  const { virusScanHost: host, virusScanPort: port } = configuration
  return host === undefined ? undefined : clamdScan({ host, port })
}
