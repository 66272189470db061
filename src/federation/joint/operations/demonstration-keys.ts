// The decision keys of a demonstration's officers: under invented words that are printed, and worth nothing outside it.
import type { Database } from '../../../platform/database/database.ts'
import { makeDecisionKey } from '../decision-key.ts'
import { countOfficers, insertKey, labelOf } from '../store/decision-keys.ts'

/** Everybody knows the words: a slow seal would only delay the first start. */
const LOG_N = 10

/**
 * Gives each account that never had a key its first one, in their order. The others learn of them when the node runs and
 * announces them.
 * @param host of the own node, under which its keys are named
 */
export async function giveDemonstrationKeys(
  database: Database,
  host: string,
  accounts: readonly string[],
  secret: string,
  madeAt: Date,
): Promise<void> {
  for (const account of accounts) {
    if (await labelOf(database, account)) continue
    const officer = `officer-${(await countOfficers(database)) + 1}`
    const made = await makeDecisionKey(`${host}/decision/${officer}`, secret.normalize('NFC'), LOG_N)
    await database.transaction((tx) => insertKey(tx, { ...made, account, officer, madeAt }))
  }
}
