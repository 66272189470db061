// What a witness remembers of each log: one small file a log, forced to the disk before any signature leaves, in no database and no backup.
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sha256Hex } from '../../platform/seal/digest.ts'
import { type Checkpoint, parseCheckpointBody } from '../format/checkpoint.ts'
import { parseNote } from '../format/note.ts'
import { syncFolder, writeDurably } from '../log/durable.ts'

export type Witnessed = {
  readonly checkpoint: Checkpoint
  /** As it was cosigned: the log's signatures and this witness's. */
  readonly note: string
  /** Unix seconds of the newest cosignature. */
  readonly time: number
}

/** How an origin is called in addresses and file names. */
export function originHash(origin: string): string {
  return sha256Hex(origin)
}

export function createWitnessState(folder: string) {
  const place = (origin: string) => join(folder, originHash(origin))
  return {
    /** Throws Error when the file is damaged: a witness that has forgotten must not sign. */
    read(origin: string): Witnessed | undefined {
      const file = join(place(origin), 'state.json')
      if (!existsSync(file)) return undefined
      const { note, time } = JSON.parse(readFileSync(file, 'utf8')) as { note: string; time: number }
      return { checkpoint: parseCheckpointBody(parseNote(note).text), note, time }
    },
    write(origin: string, { note, time }: Omit<Witnessed, 'checkpoint'>): void {
      if (!existsSync(place(origin))) {
        // The folder's own name must be on the disk too, or a power cut after the first signature forgets the log.
        mkdirSync(place(origin), { recursive: true })
        syncFolder(folder)
      }
      writeDurably(join(place(origin), 'state.json'), JSON.stringify({ note, time }))
    },
    /** Keeps a checkpoint that does not fit what was cosigned: both together are a proof. */
    keepEvidence(origin: string, ours: string, theirs: string): string {
      const file = join(place(origin), 'evidence', `${sha256Hex(theirs).slice(0, 16)}.txt`)
      if (!existsSync(file)) writeDurably(file, `${ours}\n${theirs}`)
      return file
    },
  }
}
