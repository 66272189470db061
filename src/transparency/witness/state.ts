// What a witness remembers of each log: one small file a log, forced to the disk before any signature leaves, in no database and no backup.
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { sha256Hex } from '../../platform/seal/digest.ts'
import { type Checkpoint, parseCheckpointBody } from '../format/checkpoint.ts'
import { parseNote } from '../format/note.ts'
import { syncFolder, writeDurably, writeWhole } from '../log/durable.ts'

export type Witnessed = {
  readonly checkpoint: Checkpoint
  /** As it was cosigned: the log's signatures and this witness's. */
  readonly note: string
  /** Unix seconds of the newest cosignature. */
  readonly time: number
  /** Each state follows the one before by one. */
  readonly turn: number
}

/** How an origin is called in addresses and file names. */
export function originHash(origin: string): string {
  return sha256Hex(origin)
}

/** `state.json` is the first, `state.7.json` a later one. */
const STATE = /^state(?:\.(\d+))?\.json$/
/** Older states that are kept a while, so that who read one of them cannot find its successor's name free again. */
const KEPT = 8

/**
 * Several processes may share the folder (PostgreSQL admits several to one node). A state is written under the number after
 * the one that was read, by a link, which fails when another process has been there first: no lock, nothing left by the dead.
 */
export function createWitnessState(folder: string) {
  const place = (origin: string) => join(folder, originHash(origin))
  const fileOf = (origin: string, turn: number) => join(place(origin), turn === 0 ? 'state.json' : `state.${turn}.json`)
  let written = 0

  /** Numbers of the states that are there, the newest first. */
  function turns(origin: string): readonly number[] {
    if (!existsSync(place(origin))) return []
    return readdirSync(place(origin))
      .map((name) => STATE.exec(name))
      .filter((found) => found !== null)
      .map(([, turn]) => Number(turn ?? 0))
      .sort((one, other) => other - one)
  }

  return {
    /** Throws Error when the file is damaged: a witness that has forgotten must not sign. */
    read(origin: string): Witnessed | undefined {
      const [turn] = turns(origin)
      if (turn === undefined) return undefined
      const { note, time } = JSON.parse(readFileSync(fileOf(origin, turn), 'utf8')) as { note: string; time: number }
      return { checkpoint: parseCheckpointBody(parseNote(note).text), note, time, turn }
    },
    /** Puts a state after the one that was read. False, and nothing is changed, when another process has been faster. */
    follow(origin: string, before: Witnessed | undefined, { note, time }: Pick<Witnessed, 'note' | 'time'>): boolean {
      if (!existsSync(place(origin))) {
        // The folder's own name must be on the disk too, or a power cut after the first signature forgets the log.
        mkdirSync(place(origin), { recursive: true })
        syncFolder(folder)
      }
      const turn = before ? before.turn + 1 : 0
      const aside = join(place(origin), `aside.${process.pid}.${written++}`)
      writeWhole(aside, Buffer.from(JSON.stringify({ note, time })))
      try {
        linkSync(aside, fileOf(origin, turn))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
        throw error
      } finally {
        rmSync(aside, { force: true })
      }
      const there = turns(origin)
      if (there[0] !== turn) {
        // Others are so far on that this name was free again.
        rmSync(fileOf(origin, turn), { force: true })
        return false
      }
      syncFolder(place(origin))
      for (const old of there.slice(KEPT)) rmSync(fileOf(origin, old), { force: true })
      return true
    },
    /** Keeps a checkpoint that does not fit what was cosigned: both together are a proof. */
    keepEvidence(origin: string, ours: string, theirs: string): string {
      const file = join(place(origin), 'evidence', `${sha256Hex(theirs).slice(0, 16)}.txt`)
      if (!existsSync(file)) writeDurably(file, `${ours}\n${theirs}`)
      return file
    },
  }
}
