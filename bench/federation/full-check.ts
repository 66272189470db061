// How long a whole check of a log takes: every entry, every tile, up to the root, from files on this machine.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sourceOf, verifyLog } from '../../src/transparency/check/index.ts'
import { utf8 } from '../../src/transparency/format/bytes.ts'
import { checkpointBody } from '../../src/transparency/format/checkpoint.ts'
import { signatureLine, writeNote } from '../../src/transparency/format/note.ts'
import { newSeed, signerOf } from '../../src/transparency/keys/signer.ts'
import { openTileTree } from '../../src/transparency/log/tile-tree.ts'
import { writeEntry } from '../../src/transparency/log/write-entry.ts'

export type FullCheck = {
  readonly entries: number
  readonly seconds: number
  readonly entriesPerSecond: number
  /** Highest memory in use, of the whole process, sampled while it checked. */
  readonly peakMegabytes: number
}

/** Entries as a register writes them: grants, then renewals, each chained to the one before on its subject. */
function entryBytes(at: number, subjects: number): Uint8Array {
  const subject = at % subjects
  return writeEntry(
    {
      id: `evt_${at}`,
      type: `org.sursur.register.licence.${at < subjects ? 'granted' : 'renewed'}`,
      time: '2026-03-01T12:00:00Z',
      subject: `rec_${subject}`,
      prev: at < subjects ? null : `evt_${at - subjects}`,
      data: {
        licence: `XA-${subject}`,
        day: '2026-03-01',
        until: '2028-02-28',
        office: 'invented',
        ground: 'invented',
      },
    },
    'xa',
  )
}

/** Writes a log of so many entries, then checks it whole. */
export async function measureFullCheck(entries: number): Promise<FullCheck> {
  const folder = mkdtempSync(join(tmpdir(), 'sursur-full-check-'))
  try {
    const key = signerOf('xa.example/log', 1, newSeed())
    const tree = openTileTree(folder, 0)
    for (let at = 0; at < entries; at += 10_000)
      tree.append(
        Array.from({ length: Math.min(10_000, entries - at) }, (_, more) => entryBytes(at + more, entries / 10)),
      )
    tree.flush()
    const body = checkpointBody({ origin: key.name, size: entries, root: tree.root() })
    writeFileSync(join(folder, 'checkpoint'), writeNote(body, [signatureLine(key.name, key.id, key.sign(utf8(body)))]))
    writeFileSync(join(folder, 'vkey'), `${key.verifierKey}\n`)
    let peak = 0
    const sample = () => {
      peak = Math.max(peak, process.memoryUsage.rss())
    }
    const began = performance.now()
    const checked = await verifyLog(sourceOf(folder), { now: Math.floor(Date.now() / 1000), progress: sample })
    const seconds = (performance.now() - began) / 1000
    if (checked.entries !== entries) throw new Error(`${checked.entries} of ${entries} entries were checked`)
    return {
      entries,
      seconds,
      entriesPerSecond: Math.round(entries / seconds),
      peakMegabytes: Math.round(peak / 1_000_000),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

if (import.meta.main) {
  const { entries, seconds, entriesPerSecond, peakMegabytes } = await measureFullCheck(
    Number(process.argv[2] ?? 1_000_000),
  )
  console.log(
    `${entries} entries checked in ${seconds.toFixed(1)} s: ${entriesPerSecond} a second, at most ${peakMegabytes} MB of memory`,
  )
}
