// One way to speak to PostgreSQL, whether it runs inside this process or beside it.
import { AsyncLocalStorage } from 'node:async_hooks'
import pg from 'pg'

export type SqlValue =
  | string
  | number
  | boolean
  | null
  | Date
  | Uint8Array
  | readonly (string | number | boolean | null)[]

/** Anything that answers a parametrised statement with its rows. */
export type Queryable = {
  query<Row>(sql: string, values?: readonly SqlValue[]): Promise<Row[]>
}

/** A running transaction. It is passed on explicitly: who has it may write. */
export type Transaction = Queryable & { readonly inTransaction: true }

export type Database = Queryable & {
  readonly kind: 'embedded' | 'postgresql'
  /**
   * Runs `work` in one transaction at READ COMMITTED; rolls back when it throws, and tries again (three times)
   * when PostgreSQL says that concurrent writers collided. Throws Error when called inside another transaction.
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>, isolation?: 'read committed' | 'repeatable read'): Promise<T>
  close(): Promise<void>
}

// Numbers beyond 2^53 do not occur here (positions count events); a date stays the text it is, without a zone.
const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === pg.types.builtins.INT8) return Number
    if (oid === pg.types.builtins.DATE) return String
    return pg.types.getTypeParser(oid, format)
  },
}

const openTransaction = new AsyncLocalStorage<true>()
// Serialization failure, deadlock, and a unique key that a concurrent writer took first: the next try sees its row and decides anew.
const COLLISION = new Set(['40001', '40P01', '23505'])
const TRIES = 4

/**
 * A database over a pool of `pg`, which also drives the embedded engine.
 * `release` ends what is behind the pool.
 */
export function databaseOf(kind: Database['kind'], config: pg.PoolConfig, release: () => Promise<void>): Database {
  const pool = new pg.Pool({ ...config, types })
  // An idle connection that breaks (the server restarts) is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => undefined)

  async function query<Row>(sql: string, values: readonly SqlValue[] = []): Promise<Row[]> {
    // The embedded engine has one connection: asking the pool while a transaction holds it would wait for ever.
    if (openTransaction.getStore())
      throw new Error('a query outside the transaction that is open here: pass the transaction on')
    return (await pool.query(sql, values as unknown[])).rows as Row[]
  }

  async function once<T>(work: (tx: Transaction) => Promise<T>, isolation: string): Promise<T> {
    const client = await pool.connect()
    let broken: Error | undefined
    try {
      await client.query(`begin isolation level ${isolation}`)
      const tx: Transaction = {
        inTransaction: true,
        query: async <Row>(sql: string, values: readonly SqlValue[] = []) =>
          (await client.query(sql, values as unknown[])).rows as Row[],
      }
      const value = await openTransaction.run(true, () => work(tx))
      // PostgreSQL answers the commit of a transaction in which a statement failed with ROLLBACK, and no error.
      const { command } = await client.query('commit')
      if (command !== 'COMMIT') throw new Error('a statement of this transaction had failed, so nothing of it was kept')
      return value
    } catch (error) {
      await client.query('rollback').catch((failure: Error) => {
        broken = failure
      })
      throw error
    } finally {
      client.release(broken)
    }
  }

  return {
    kind,
    query,
    async transaction(work, isolation = 'read committed') {
      if (openTransaction.getStore()) throw new Error('a transaction inside a transaction: pass the open one on')
      for (let attempt = 1; ; attempt++) {
        try {
          return await once(work, isolation)
        } catch (error) {
          if (attempt >= TRIES || !COLLISION.has((error as { code?: string }).code ?? '')) throw error
        }
      }
    },
    async close() {
      await pool.end()
      await release()
    },
  }
}
