// Notes the nonces of calls that come at once in one statement: while one is on its way to the database, the next ones gather.
import type { Database } from '../../platform/database/database.ts'
import { type Nonce, noteNonces } from './store/nonces.ts'

type Waiting = {
  readonly nonce: Nonce
  readonly resolve: (fresh: boolean) => void
  readonly reject: (error: unknown) => void
}

/** `fresh` tells whether a nonce was never noted before; of two equal ones at once, one is fresh. */
export function createNonceBook(database: Database): { readonly fresh: (nonce: Nonce) => Promise<boolean> } {
  let gathered: Waiting[] = []
  let running = false

  async function run(): Promise<void> {
    running = true
    while (gathered.length > 0) {
      const batch = gathered
      gathered = []
      try {
        const noted = new Set(
          await noteNonces(
            database,
            batch.map(({ nonce }) => nonce),
          ),
        )
        // Taken out as it is told: the second of two equal ones in a batch is a replay.
        for (const { nonce, resolve } of batch) resolve(noted.delete(`${nonce.peer} ${nonce.nonce}`))
      } catch (error) {
        for (const { reject } of batch) reject(error)
      }
    }
    running = false
  }

  return {
    fresh: (nonce) =>
      new Promise((resolve, reject) => {
        gathered.push({ nonce, resolve, reject })
        if (!running) void run()
      }),
  }
}
