// `sursur keys show|rotate|revoke|countersign`: what a node signs with, and how that changes (docs/how-to/keys.md).
import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import type { Actor } from '../events/index.ts'
import { announceKeys, countersignKeys, type KeyChange, ownAddress, type RunningBook } from '../federation/index.ts'
import type { Country } from '../kernel/country.ts'
import { CannotStart, type OpenNode } from '../node.ts'
import { openNodeKeyFiles, readLogHeads } from '../transparency/log/index.ts'
import { type Command, text } from './command.ts'
import { CONFIG_OPTION, configurationOf, type NodeWork, runOnNode } from './run-on-node.ts'

const ROLES = ['log', 'witness', 'status', 'transport'] as const

export const keysShow: Command = {
  name: 'keys show',
  usage: 'keys show --config FILE',
  help: 'Prints the public halves of this node’s keys: what others pin and compare.',
  positionals: [],
  options: CONFIG_OPTION,
  async run({ values, io }) {
    const configuration = await configurationOf(values)
    const keys = await openNodeKeyFiles(configuration.dataFolder, ownAddress(configuration).host)
    for (const role of ['root', ...ROLES] as const) io.out(`${role.padEnd(10)} ${keys[role].verifierKey}`)
    io.out(`${'seal'.padEnd(10)} ${keys.seal.recipient}`)
    return 0
  },
}

/** Announces under the root key; `withOld`: the former log key vouches for its successor. */
async function change(node: OpenNode, made: KeyChange, withOld: boolean): Promise<number> {
  const book = bookOf(node)
  const { keys } = node
  if (!keys) throw new CannotStart('this node has no keys: a sample keeps no log')
  const actor: Actor = { office: 'node', country: node.country, role: 'administrator', account: 'command line' }
  const done = await announceKeys(node, book, actor, made, {
    root: keys.root,
    ...(withOld && { oldLog: keys.log }),
  })
  return done.ok ? 0 : 1
}

function bookOf(node: OpenNode): RunningBook {
  if (!node.book) throw new CannotStart('this node is in no corridor: its configuration names no "federation"')
  return node.book
}

/** Moves a key aside as `role.key.N`, so that a fresh one is made in its place. Nothing is removed. */
function setAside(dataFolder: string, role: string): void {
  const file = join(dataFolder, 'keys', `${role}.key`)
  for (let number = 1; ; number++) {
    if (existsSync(`${file}.${number}`)) continue
    renameSync(file, `${file}.${number}`)
    return
  }
}

export const keysRotateWork: NodeWork = async (node, { positionals, io }) => {
  const [role = ''] = positionals
  if (role !== 'seal' && !(ROLES as readonly string[]).includes(role)) {
    io.err(
      `${role} is no key that can be exchanged: ${ROLES.join(', ')} or seal. The root changes only by hand on both sides`,
    )
    return 1
  }
  const { dataFolder } = node.configuration
  const { host } = ownAddress(node.configuration)
  setAside(dataFolder, role)
  const fresh = await openNodeKeyFiles(dataFolder, host)
  const made: KeyChange =
    role === 'seal' ? { seal: fresh.seal.recipient } : { [role]: fresh[role as (typeof ROLES)[number]].verifierKey }
  const code = await change(node, made, true)
  io.out(
    code === 0
      ? `The ${role} key is exchanged and announced. Serve the node again, then export its keys anew.`
      : 'not announced',
  )
  return code
}

export const keysRevokeWork: NodeWork = async (node, { values, io }) => {
  const { dataFolder } = node.configuration
  const before = bookOf(node).partyOf(node.country)
  if (!before) return 1
  const given = text(values, 'last-good-size')
  const published = (await readLogHeads(node.database)).find(({ own }) => own)?.size ?? 0
  const lastGoodSize = given === undefined ? published : Number(given)
  if (!Number.isSafeInteger(lastGoodSize) || lastGoodSize < 0 || lastGoodSize > published) {
    io.err(`--last-good-size: a number from 0 to ${published}, what this log has published`)
    return 1
  }
  setAside(dataFolder, 'log')
  const fresh = await openNodeKeyFiles(dataFolder, ownAddress(node.configuration).host)
  const retired = [...before.retired, { log: before.log, lastGoodSize }]
  const code = await change(node, { log: fresh.log.verifierKey, retired }, false)
  io.out(
    code === 0
      ? `The log key is revoked beyond size ${lastGoodSize} and replaced. The other nodes wait for their administrators: sursur keys countersign ${node.country}, after comparing\n${fresh.log.verifierKey}`
      : 'not announced',
  )
  return code
}

export const keysCountersignWork: NodeWork = async (node, { positionals, io }) => {
  const [country = ''] = positionals
  const book = bookOf(node)
  if (!node.keys) return 1
  const actor: Actor = { office: 'node', country: node.country, role: 'administrator', account: 'command line' }
  const done = await countersignKeys(node, book, actor, country as Country, node.keys.root)
  if (!done.ok) {
    io.err(done.error.code === 'nothing-waits' ? `no list of keys of ${country} waits` : done.error.code)
    return 1
  }
  io.out(`list ${done.value.version} of ${country} counts from now on`)
  return 0
}

export const keysRotate: Command = {
  name: 'keys rotate',
  usage: 'keys rotate ROLE --config FILE',
  help: 'Exchanges one of the keys log, witness, status, transport, seal for a fresh one and announces it, signed by the root and by the log key in force. The old file stays beside it. Stop the node before, serve it afterwards.',
  positionals: ['ROLE'],
  options: CONFIG_OPTION,
  run: (call) => runOnNode('keys rotate', keysRotateWork, call),
}

export const keysRevoke: Command = {
  name: 'keys revoke log',
  usage: 'keys revoke log [--last-good-size N] --config FILE',
  help: 'For a log key that was stolen or lost: replaces it and declares that the old one counts only up to a size. The others believe it once their administrators have counter-signed.',
  positionals: [],
  options: {
    ...CONFIG_OPTION,
    'last-good-size': {
      value: 'N',
      help: 'up to this size what the old key signed is good (default: all that is published)',
    },
  },
  run: (call) => runOnNode('keys revoke log', keysRevokeWork, call),
}

export const keysCountersign: Command = {
  name: 'keys countersign',
  usage: 'keys countersign COUNTRY --config FILE',
  help: 'Vouches with this node’s root for another country’s new list of keys that waits. Compare the keys with its office by telephone first.',
  positionals: ['COUNTRY'],
  options: CONFIG_OPTION,
  run: (call) => runOnNode('keys countersign', keysCountersignWork, call),
}

/** What a running node answers: it holds its keys in memory and would go on signing with the old one. */
export const keysInUseWork: NodeWork = async (_node, { io }) => {
  io.err('the node is running: stop it first')
  return 1
}
