// The queue before the staging table: what a load would change waits for a full batch and is numbered without gaps.
import type { OperatingNode } from '../../../people/index.ts'
import { type Load, type StagedRow, stageRows } from '../store/loads.ts'
import { readLicences } from '../store/recruiters.ts'
import { onlySignsApart } from './refuse-load.ts'

/** A row on its way to the staging table, with its line in the file. */
type Waiting = Omit<StagedRow, 'number'> & { readonly line: number }

/**
 * Takes rows and stages them `batch` at a time; call `flush` at the end. A new row whose number only signs tell apart from
 * one that a desk or another list entered goes to `onTwin` instead: its word would fall on somebody else.
 */
export function queueRows(node: OperatingNode, load: Load, batch: number, onTwin: (row: Waiting) => Promise<void>) {
  let waiting: Waiting[] = []
  let number = 0

  async function flush(): Promise<void> {
    const rows = waiting
    waiting = []
    const added = rows.filter(({ change }) => change === 'added').map(({ key }) => key)
    const known = added.length > 0 ? await readLicences(node.database, added) : new Map<string, string>()
    const staged: StagedRow[] = []
    for (const one of rows) {
      const { line, ...row } = one
      const licence = known.get(row.key)
      if (licence !== undefined && row.row && onlySignsApart(load.mapping.country, licence, row.row.licence)) {
        await onTwin(one)
      } else staged.push({ number: ++number, ...row })
    }
    if (staged.length > 0) await node.database.transaction((tx) => stageRows(tx, load.id, staged))
  }

  return {
    flush,
    async put(row: Waiting): Promise<void> {
      waiting.push(row)
      if (waiting.length >= batch) await flush()
    },
  }
}
