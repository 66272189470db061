// Opens the node's database: PostgreSQL when an address is given, the embedded engine in a folder otherwise.
import { mkdir } from 'node:fs/promises'
import { PGlite } from '@electric-sql/pglite'
import { createPgConfig } from '@electric-sql/pglite/node-postgres'
import { type Database, databaseOf } from './database.ts'

/** PostgreSQL behind a `postgres://` address. Connects at first use. */
export function openPostgresql(address: string): Database {
  const config = { connectionString: address, max: 8, application_name: 'sursur', connectionTimeoutMillis: 10_000 }
  return databaseOf('postgresql', config, async () => undefined)
}

/**
 * The embedded engine in `folder` (made when absent), or in memory without one; `image` is a dump to start from.
 * It runs without fsync and does not lock its folder: see platform/folder-lock.ts.
 */
export async function openEmbedded(folder?: string, image?: Blob): Promise<Database> {
  if (folder) await mkdir(folder, { recursive: true })
  const engine = await PGlite.create({
    ...(folder ? { dataDir: folder } : {}),
    ...(image ? { loadDataDir: image } : {}),
  })
  return databaseOf('embedded', createPgConfig(engine), () => engine.close())
}
