// `sursur corridor …`: introduce this node to others, join them in one corridor, and take out a country that has left.
import { existsSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { openOwnKeys } from '../corridor/index.ts'
import {
  introduce,
  listOfParty,
  ownAddress,
  type PinnedParty,
  readPartyFile,
  readTrustFile,
  writeTrustFile,
} from '../federation/index.ts'
import type { Country } from '../kernel/country.ts'
import { CannotStart } from '../node.ts'
import { loadPack, type Pack } from '../packs/index.ts'
import type { Configuration } from '../platform/configuration.ts'
import { type Command, text } from './command.ts'
import { keepParty, keptParty } from './own-party.ts'
import { CONFIG_OPTION, configurationOf } from './run-on-node.ts'

const FILE = 'corridor.json'

export const corridorParty: Command = {
  name: 'corridor party',
  usage: 'corridor party FILE --config FILE',
  help: 'Writes the file by which this node introduces itself: its root key and its list of keys. Hand it to the other country; it holds nothing secret. Makes the keys when there are none.',
  positionals: ['FILE'],
  options: CONFIG_OPTION,
  async run({ values, positionals, io }) {
    const configuration = await configurationOf(values)
    const party = await ownParty(configuration, await packOf(configuration))
    writeFileSync(resolve(positionals[0] ?? ''), `${JSON.stringify(party, null, 2)}\n`)
    io.out(`root key: ${party.root}`)
    return 0
  },
}

export const corridorJoin: Command = {
  name: 'corridor join',
  usage: 'corridor join PARTY-FILE --config FILE',
  help: 'Pins another country’s node by its party file. Compare the printed root key with its office by telephone first: whoever gave you the file may have changed it. A party that has lost its root is pinned anew in the same way. A third country joins only after the others have decided so together (a joint act). Then serve the node again.',
  positionals: ['PARTY-FILE'],
  options: {
    ...CONFIG_OPTION,
    root: {
      value: 'KEY',
      help: 'the root key as the other office read it out; nothing is pinned when it differs',
      required: true,
    },
  },
  async run({ values, positionals, io }) {
    const configuration = await configurationOf(values)
    const pack = await packOf(configuration)
    const party = readPartyFile(resolve(positionals[0] ?? ''))
    if (party.root !== text(values, 'root')) {
      io.err(`the file has the root key ${party.root}: that is not what --root says. Nothing was pinned`)
      return 1
    }
    if (!pack.countries.some(({ code }) => code === party.country)) {
      io.err(`${party.country} is no country of the pack ${pack.id}: take in a pack that has it first`)
      return 1
    }
    const file = configuration.federation ?? join(configuration.dataFolder, FILE)
    const before = existsSync(file)
      ? readTrustFile(file)
      : { corridor: pack.id, parties: [await ownParty(configuration, pack)], witnesses: [] }
    const { corridor } = listOfParty(party)
    if (corridor !== before.corridor) {
      io.err(
        `${party.country} introduces itself for the corridor ${corridor}, this one is ${before.corridor}: it needs the same pack`,
      )
      return 1
    }
    const there = before.parties.find(({ country }) => country === party.country)
    if (there && !there.left && (there.root === party.root || party.country === configuration.country)) {
      io.err(`${party.country} is a party already; its later keys come through its log`)
      return 1
    }
    if (there && !there.left) io.out(`${party.country} had the root key ${there.root}; it counts no longer`)
    const order = pack.countries.map(({ code }) => code as string)
    const parties = [...before.parties.filter(({ country }) => country !== party.country), party].sort(
      (a, b) => order.indexOf(a.country) - order.indexOf(b.country),
    )
    writeTrustFile(file, { ...before, parties })
    io.out(`${file}: ${parties.map(({ country }) => country).join(', ')}`)
    if (configuration.federation === undefined)
      io.out(`Put "federation": ${JSON.stringify(file)} into the node's configuration, then serve it.`)
    return 0
  },
}

export const corridorLeave: Command = {
  name: 'corridor leave',
  usage: 'corridor leave COUNTRY --size N --config FILE',
  help: 'Takes out a country that has left the agreement: its log counts up to --size, and is followed no longer. What it said until then stays as it was said.',
  positionals: ['COUNTRY'],
  options: {
    ...CONFIG_OPTION,
    size: { value: 'N', help: 'the last size of its log that counts, as the others have agreed', required: true },
  },
  async run({ values, positionals, io }) {
    const configuration = await configurationOf(values)
    const size = Number(text(values, 'size'))
    const [country = ''] = positionals
    const file = configuration.federation
    if (!file) throw new CannotStart('this node is in no corridor: its configuration names no "federation"')
    const before = readTrustFile(file)
    const party = before.parties.find((one) => one.country === country && !one.left)
    if (!party || !Number.isSafeInteger(size) || size < 0 || country === configuration.country) {
      io.err(
        party ? '--size is not a number, or this is the node’s own country' : `${country} is no party of the corridor`,
      )
      return 1
    }
    const left: PinnedParty = { ...party, left: { day: new Date().toISOString().slice(0, 10), size } }
    writeTrustFile(file, { ...before, parties: before.parties.map((one) => (one === party ? left : one)) })
    io.out(`${country} has left; its log counts up to ${size}. Serve the node again.`)
    return 0
  },
}

async function packOf(configuration: Configuration): Promise<Pack> {
  const loaded = await loadPack(configuration.pack)
  if (!loaded.ok) throw new CannotStart(`the pack in ${configuration.pack} has faults: run sursur pack check`)
  return loaded.value
}

/** This node as a party: by the newest list of its signing keys, whether it was pinned or handed out since; made now when there is none. */
async function ownParty(configuration: Configuration, pack: Pack): Promise<PinnedParty> {
  const { federation, country } = configuration
  const pinned = federation && existsSync(federation) ? readTrustFile(federation).parties : []
  // What was handed out once stays the same: a second list under the same number would be another word.
  const kept = keptParty(configuration.dataFolder)
  const [newest] = [...pinned.filter((one) => one.country === country), ...(kept ? [kept] : [])].sort(
    (one, other) => listOfParty(other).version - listOfParty(one).version,
  )
  if (newest) return newest
  const { url } = ownAddress(configuration)
  const keys = await openOwnKeys(configuration)
  const party = introduce({ corridor: pack.id, country: country as Country, url, now: new Date() }, keys)
  keepParty(configuration.dataFolder, party)
  return party
}
