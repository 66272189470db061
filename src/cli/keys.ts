// `sursur keys show|rotate|revoke|countersign`: what a node signs with, and how that changes (docs/how-to/keys.md).
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { openOwnKeys } from '../corridor/index.ts'
import { type Actor, writeAudit } from '../events/index.ts'
import {
  announceKeys,
  type CountersignRefusal,
  countersignKeys,
  type KeyChange,
  type RunningBook,
  readTrustFile,
  underNewRoot,
  writeTrustFile,
} from '../federation/index.ts'
import type { Country } from '../kernel/country.ts'
import { CannotStart, type OpenNode } from '../node.ts'
import { type NodeKeyFiles, openSigner, readLogHeads } from '../transparency/log/index.ts'
import { type Command, type Io, text } from './command.ts'
import { keepParty } from './own-party.ts'
import { CONFIG_OPTION, configurationOf, type NodeWork, runOnNode } from './run-on-node.ts'

const ROLES = ['log', 'witness', 'status', 'transport', 'seal'] as const
/** More than the list of a country with a hundred officers. */
const LONGEST_LIST = 40_000
type Role = (typeof ROLES)[number]

export const keysShow: Command = {
  name: 'keys show',
  usage: 'keys show --config FILE',
  help: 'Prints the public halves of this node’s keys: what others pin and compare.',
  positionals: [],
  options: CONFIG_OPTION,
  async run({ values, io }) {
    const keys = await openOwnKeys(await configurationOf(values))
    for (const role of ['root', ...ROLES] as const) io.out(`${role.padEnd(10)} ${publicHalf(keys, role)}`)
    return 0
  },
}

function publicHalf(keys: NodeKeyFiles, role: Role | 'root'): string {
  return role === 'seal' ? keys.seal.recipient : keys[role].verifierKey
}

function joined(node: OpenNode): { readonly book: RunningBook; readonly keys: NodeKeyFiles; readonly actor: Actor } {
  const { book, keys, country } = node
  if (!book || !keys) throw new CannotStart('this node is in no corridor: its configuration names no "federation"')
  return { book, keys, actor: { office: 'node', country, role: 'administrator', account: 'command line' } }
}

/** Moves a key aside as `role.key.N`. @returns where it is now */
function setAside(file: string): string {
  let number = 1
  while (existsSync(`${file}.${number}`)) number++
  renameSync(file, `${file}.${number}`)
  return `${file}.${number}`
}

/**
 * Makes a fresh key of a role and announces it. The key that was there is moved aside as `role.key.N`, and comes back when
 * the announcement fails. `change` is what the list says of the fresh key. @returns the signed list, undefined when refused
 */
async function exchange(
  node: OpenNode,
  role: Role,
  change: (fresh: string) => KeyChange,
  oldLog: boolean,
): Promise<{ readonly fresh: string; readonly note: string } | undefined> {
  const { book, keys, actor } = joined(node)
  // Before anything is moved: the root may lie in a safe.
  keys.root.sign(new Uint8Array())
  const file = join(node.configuration.dataFolder, 'keys', `${role}.key`)
  const aside = setAside(file)
  let announced = false
  try {
    const fresh = publicHalf(await openOwnKeys(node.configuration), role)
    const signers = { root: keys.root, ...(oldLog && { oldLog: keys.log }) }
    const done = await announceKeys(node, book, actor, change(fresh), signers)
    announced = done.ok
    if (!done.ok) return undefined
    const { note } = done.value
    keepParty(node.configuration.dataFolder, { country: node.country, root: keys.root.verifierKey, manifest: note })
    return { fresh, note }
  } finally {
    if (!announced) {
      rmSync(file, { force: true })
      renameSync(aside, file)
    }
  }
}

/** A new root, which nobody believes before they have pinned it by hand. */
async function renewRoot(node: OpenNode, io: Io): Promise<number> {
  const { book, keys, actor } = joined(node)
  const { dataFolder, federation = '' } = node.configuration
  const file = join(dataFolder, 'keys', 'root.key')
  if (existsSync(file)) setAside(file)
  const party = underNewRoot(book, openSigner(file, 1, keys.root.name), node.now())
  const pinned = readTrustFile(federation)
  const parties = pinned.parties.map((one) => (one.country === party.country && !one.left ? party : one))
  writeTrustFile(federation, { ...pinned, parties })
  keepParty(dataFolder, party)
  const subject = party.root
  await node.database.transaction((tx) =>
    writeAudit(tx, { act: 'node.renew-root', actor, subject, outcome: 'done', detail: {} }, node.now()),
  )
  io.out(
    `root key: ${party.root}\nNobody else believes it yet. Hand the file that sursur corridor party writes to every other country, and read the key out at a meeting; each runs sursur corridor join with it.`,
  )
  return 0
}

export const keysRotateWork: NodeWork = async (node, { positionals, io }) => {
  if (positionals[0] === 'root') return renewRoot(node, io)
  const role = ROLES.find((one) => one === positionals[0])
  if (!role) {
    io.err(`${positionals[0]} is no key that can be exchanged: choose ${ROLES.join(', ')} or root`)
    return 1
  }
  const done = await exchange(node, role, (fresh) => ({ [role]: fresh }), true)
  if (done) io.out(`The ${role} key is exchanged and announced. Serve the node again, then export its keys anew.`)
  else io.err('nothing was exchanged: this node may not announce keys now')
  return done ? 0 : 1
}

export const keysRevokeWork: NodeWork = async (node, { values, io }) => {
  const { book } = joined(node)
  const before = book.partyOf(node.country)
  if (!before) return 1
  const given = text(values, 'last-good-size')
  const published = (await readLogHeads(node.database)).find(({ own }) => own)?.size ?? 0
  const lastGoodSize = given === undefined ? published : Number(given)
  if (!Number.isSafeInteger(lastGoodSize) || lastGoodSize < 0 || lastGoodSize > published) {
    io.err(`--last-good-size: a number from 0 to ${published}, what this log has published`)
    return 1
  }
  // Former keys lie beside the one in force: whoever had that one may have them too.
  const lost = book.logKeys(node.country).keys.map((log) => ({ log, lastGoodSize }))
  const retired = [...before.retired, ...lost]
  const done = await exchange(node, 'log', (log) => ({ log, retired }), false)
  if (!done) {
    io.err('nothing was revoked: this node may not announce keys now')
    return 1
  }
  const file = join(node.configuration.dataFolder, `keys-${node.country.toLowerCase()}-${before.version + 1}.txt`)
  writeFileSync(file, done.note)
  io.out(
    `The log key is revoked beyond size ${lastGoodSize} and replaced by\n${done.fresh}\nThe signed list: ${file}\nGive that file to every other country, and read the key out on the telephone. The others follow this log again once they have run: sursur keys countersign FILE`,
  )
  return 0
}

const REFUSALS: Readonly<Record<CountersignRefusal, string>> = {
  'nothing-waits':
    'no list of keys of that country waits; where its log key was stolen or lost, give the file that it made',
  'no-list-of-a-peer': 'that is no list of keys signed by the root of a party of this corridor. Nothing was believed',
  'other-party': 'that list is of another corridor. Nothing was believed',
  'not-newer': 'a list as new as that one is believed already',
  'log-key-alone': 'that list may not follow the one that is believed',
  'forgets-a-retired-key': 'that list takes back what an earlier one has revoked. Nothing was believed',
}

export const keysCountersignWork: NodeWork = async (node, { positionals, values, io }) => {
  const { book, keys, actor } = joined(node)
  const note = text(values, 'note')
  const given = note === undefined ? { country: (positionals[0] ?? '') as Country } : { note }
  const done = await countersignKeys(node, book, actor, given, keys.root)
  if (!done.ok) {
    const { code } = done.error
    io.err(code === 'not-allowed' ? code : REFUSALS[code])
    return 1
  }
  const { country, version, log, retired } = done.value
  io.out(`list ${version} of ${country} counts from now on; the key of its log is\n${log}`)
  for (const one of retired) io.out(`counts no longer beyond size ${one.lastGoodSize}:\n${one.log}`)
  return 0
}

export const keysRotate: Command = {
  name: 'keys rotate',
  usage: 'keys rotate ROLE --config FILE',
  help: 'Exchanges one of the keys log, witness, status, transport, seal for a fresh one and announces it, signed by the root and by the log key in force. With root, for a root that was lost or stolen: makes a new one, which the others believe only once each has pinned it by hand (corridor join). The old file stays beside it. Stop the node before, serve it afterwards.',
  positionals: ['ROLE'],
  options: CONFIG_OPTION,
  run: (call) => runOnNode('keys rotate', keysRotateWork, call),
}

export const keysRevoke: Command = {
  name: 'keys revoke log',
  usage: 'keys revoke log [--last-good-size N] --config FILE',
  help: 'For a log key that was stolen or lost: replaces it and declares, in a list that the root signs, that the old one counts only up to a size. Writes that list into a file of the data folder; the others believe it once their administrators have counter-signed that file. Stop the node before, serve it afterwards.',
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
  usage: 'keys countersign FILE|COUNTRY --config FILE',
  help: 'Vouches with this node’s root for another country’s new list of keys: for the file that its keys revoke log has written, or, by the country’s two letters, for a list that came through its log and waits. Compare the key with its office by telephone first. Works while the node runs.',
  positionals: ['FILE'],
  options: CONFIG_OPTION,
  run({ values, positionals, io }) {
    const [which = ''] = positionals
    const ofCountry = /^[A-Z]{2}$/.test(which) && !existsSync(which)
    const note = ofCountry ? undefined : readFileSync(resolve(which), 'utf8').slice(0, LONGEST_LIST)
    return runOnNode('keys countersign', keysCountersignWork, { values: { ...values, note }, positionals, io })
  },
}

/** What a running node answers: it holds its keys in memory and would go on signing with the old one. */
export const keysInUseWork: NodeWork = async (_node, { io }) => {
  io.err('the node is running: stop it first')
  return 1
}
