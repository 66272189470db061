// How well is found and told apart, as rows: slips by a seed that nothing was tuned on, and duplicates in the half of the files not looked at.
import { measureDuplicates } from './duplicates/measure-duplicates.ts'
import { measureFinding, namesOf, VIETNAM_LIST } from './finding/measure-finding.ts'
import type { Row } from './table.ts'

/** Seeds 1 to 10 were used while the rules were made. */
const SEED = 11
/** Most of the names outside the register that somebody may answer to, in percent. */
const WRONG_AIM = 0.5

/** Recall and wrong answers by kind of slip, on the sample list and, where it is on this machine, on one in another language. */
export function findingRows(names: readonly string[], questions: number, say: (row: Row) => void): void {
  measure('sample list', names)
  const others = namesOf(...VIETNAM_LIST)
  if (others) measure('Vietnamese list', others)
  else console.log(`  skipped: ${VIETNAM_LIST[0]} is not on this machine`)

  function measure(list: string, from: readonly string[]): void {
    for (const row of measureFinding({ names: from, seed: SEED, questions })) {
      if (row.questions === 0) continue
      const share = (what: string, value: number) =>
        ({ name: `finding, ${list}: ${row.slip}, ${what}`, value: value * 100, unit: '%' }) as const
      say({ ...share('recall@1', row.recallAt1), better: 'higher' })
      say({ ...share('recall@3', row.recallAt3), better: 'higher' })
      say({ ...share('answered', row.answered), better: 'higher' })
      const aim = { of: 'value', bound: WRONG_AIM } as const
      say({ ...share('wrongly answered', row.wronglyAnswered), better: 'lower', aim })
    }
  }
}

const FILES = ['organisations-chicago-true-ids.csv', 'organisations-patstat-true-ids.csv']

/** Precision, recall and F1 of pairs, and how many of all pairs were compared. */
export function duplicateRows(say: (row: Row) => void): void {
  for (const file of FILES) {
    const row = measureDuplicates(file, 1)
    if (!row) {
      console.log(`  skipped: ${file} is not on this machine`)
      continue
    }
    const name = `duplicates, ${file.split('-')[1]}`
    for (const what of ['precision', 'recall', 'f1'] as const)
      say({ name: `${name}: ${what}`, value: row[what] * 100, unit: '%', better: 'higher' })
    say({ name: `${name}: F1 of groups`, value: row.groupF1 * 100, unit: '%', better: 'higher' })
    const baseline = { name: 'all pairs', value: row.allPairs }
    say({ name: `${name}: pairs compared`, value: row.compared, unit: 'pairs', better: 'lower', baseline })
  }
}
