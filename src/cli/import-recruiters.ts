// `sursur import recruiters`: a published list into the register, idempotent, guarded, every rejected row in a file of its own.
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { lastPosition } from '../events/index.ts'
import { dayIn, parseDay } from '../kernel/day.ts'
import {
  importList,
  linksEnteredAfter,
  openRejectedFile,
  parseMapping,
  rejectedPathOf,
} from '../modules/register/index.ts'
import { countryOfPack } from '../packs/index.ts'
import { createDigest } from '../platform/seal/digest.ts'
import { type Command, text, WrongCall } from './command.ts'
import { CONFIG_OPTION, type NodeWork, runOnNode } from './run-on-node.ts'

export const importRecruitersWork: NodeWork = async (node, { values, positionals, io }) => {
  const [path = ''] = positionals
  const { configuration, pack, country, now } = node
  const mappingPath = text(values, 'mapping') ?? ''
  const mapping = parseMapping(await readFile(mappingPath, 'utf8'), mappingPath)
  if (!mapping.ok) {
    io.err(`${mapping.error.message}. ${mapping.error.mend}`)
    return 1
  }
  if (mapping.value.sample && !configuration.sample) {
    io.err(
      `${mappingPath} describes a sample, never a current statement about anyone; this node is not marked "sample": true. Load it into a sample node.`,
    )
    return 1
  }
  const asOf = parseDay(text(values, 'as-of') ?? dayIn(countryOfPack(pack, country)?.zone ?? 'UTC', now()))
  const accept = text(values, 'accept-withdrawals')
  if (!asOf) throw new WrongCall(`--as-of ${text(values, 'as-of')} is not a day: write YYYY-MM-DD`)
  if (accept !== undefined && !/^\d+$/.test(accept))
    throw new WrongCall(`--accept-withdrawals ${accept} is not a number`)
  const size = (await stat(path)).size
  if (size === 0) {
    io.err(`${path} is empty: fetch the list again`)
    return 1
  }
  const before = await lastPosition(node.database)
  const rejected = openRejectedFile(rejectedPathOf(path))
  const result = await importList(
    node,
    { office: 'node', country, role: 'administrator', account: 'command line' },
    {
      mapping: mapping.value,
      file: { name: path, open: () => createReadStream(path) },
      fileHash: await hashOf(path),
      asOf,
      withdrawalShare: configuration.withdrawalShare,
      ...(accept !== undefined && { acceptWithdrawals: Number(accept) }),
      onRejected: rejected.add,
      onProgress: io.progress,
    },
  )
  const written = await rejected.close()
  if (!result.ok) {
    io.err(`${result.error.message}. ${result.error.mend}.`)
    return 1
  }
  const { totals, notes, continued } = result.value
  for (const note of notes) io.out(note)
  if (continued) io.out('continued a load that had been stopped half way')
  if (written > 0) io.err(`${written} rows were rejected: see ${rejectedPathOf(path)}`)
  const { read, imported, updated, unchanged, withdrawn, rejected: left } = totals
  io.out(
    `read ${read}, imported ${imported}, updated ${updated}, unchanged ${unchanged}, withdrawn ${withdrawn}, rejected ${left}`,
  )
  // After the load, so that nothing of it waits; the same check as of an application.
  const { linked, first } = await linksEnteredAfter(node, before)
  if (linked > 0)
    io.out(
      `${linked} of those entered are linked with one that was refused, suspended or revoked: ${first.join(', ')}${linked > first.length ? ', …' : ''}`,
    )
  return 0
}

async function hashOf(path: string): Promise<string> {
  const digest = createDigest()
  for await (const chunk of createReadStream(path)) digest.update(chunk as Uint8Array)
  return digest.hex()
}

export const importRecruiters: Command = {
  name: 'import recruiters',
  usage: 'import recruiters FILE.csv[.gz] --mapping FILE.json --config FILE [--as-of DAY] [--accept-withdrawals N]',
  help: 'Loads a published list. It makes listings and never authorizes anyone; run twice, the second run changes nothing.',
  positionals: ['FILE'],
  options: {
    mapping: { value: 'FILE', help: 'what the columns mean and which country the list speaks for', required: true },
    ...CONFIG_OPTION,
    'as-of': { value: 'DAY', help: 'the day of the list, YYYY-MM-DD (default: today)' },
    'accept-withdrawals': { value: 'N', help: 'let up to N entries vanish, after the guard named them' },
  },
  run({ values, positionals, io }) {
    const absolute = { ...values, mapping: resolve(text(values, 'mapping') ?? '') }
    return runOnNode('import recruiters', importRecruitersWork, {
      values: absolute,
      positionals: positionals.map((path) => resolve(path)),
      io,
    })
  },
}
