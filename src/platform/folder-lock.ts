// Keeps two processes from opening one data folder: the embedded engine would let both in, and each would see other rows.
import { linkSync, mkdirSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type FolderLock = { readonly release: () => void }

/** The folder is in use by a living process. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse'
  readonly processId: number
  constructor(folder: string, processId: number) {
    super(`${folder} is in use by process ${processId}: stop that node first, or give this one another dataFolder`)
    this.processId = processId
  }
}

const NAME = 'node.lock'

/** Process id of the living holder of a folder's lock; undefined when it is free or its holder is gone. */
export function holderOf(folder: string): number | undefined {
  let text: string
  try {
    text = readFileSync(join(folder, NAME), 'utf8')
  } catch {
    return undefined
  }
  const [id, started] = text.trim().split(' ')
  const processId = Number(id)
  return processId > 0 && startOf(processId) === started ? processId : undefined
}

/** When a process began, so that another process with a reused id is not taken for the holder; `alive` where /proc is absent. */
function startOf(processId: number): string | undefined {
  try {
    process.kill(processId, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return undefined
  }
  try {
    const stat = readFileSync(`/proc/${processId}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
  } catch {
    return 'alive'
  }
}

/** Takes the folder for this process (made when absent). Throws FolderInUse when a living process holds it. */
export function lockFolder(folder: string): FolderLock {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, NAME)
  const mine = `${file}.${process.pid}`
  writeFileSync(mine, `${process.pid} ${startOf(process.pid)}\n`)
  try {
    for (let attempt = 0; attempt < 5; attempt++) {
      try {
        // A hard link either appears whole or fails: no moment with an empty lock file.
        linkSync(mine, file)
        return { release: () => rmSync(file, { force: true }) }
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
        const holder = holderOf(folder)
        if (holder !== undefined) throw new FolderInUse(folder, holder)
        rmSync(file, { force: true })
      }
    }
    throw new Error(`${file} could not be taken: another process is starting on the same folder`)
  } finally {
    unlinkSync(mine)
  }
}
