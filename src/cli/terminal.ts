// The terminal: lines out, errors, and a progress bar where somebody watches.
import type { Io } from './command.ts'

const WIDTH = 30

/** Speaks to standard output and standard error. */
export function terminal(): Io {
  let drawn = false
  let last = 0
  const wipe = () => {
    if (drawn) process.stderr.write('\r\u001b[2K')
    drawn = false
  }
  return {
    out(line) {
      wipe()
      process.stdout.write(`${line}\n`)
    },
    err(line) {
      wipe()
      process.stderr.write(`${line}\n`)
    },
    progress(phase, done, total) {
      if (!process.stderr.isTTY || Date.now() - last < 80) return
      last = Date.now()
      drawn = true
      const share = total ? Math.min(1, done / total) : undefined
      const bar =
        share === undefined
          ? ''
          : `[${'#'.repeat(Math.round(share * WIDTH)).padEnd(WIDTH)}] ${Math.round(share * 100)} % `
      process.stderr.write(`\r\u001b[2K${phase} ${bar}${done.toLocaleString('en')}`)
    },
  }
}
