// `sursur witness`: an independent witness of others' logs, without a node and without a database.
import { join } from 'node:path'
import { CannotStart } from '../node.ts'
import { FolderInUse, type FolderLock, lockFolder } from '../platform/folder-lock.ts'
import { KeyFault } from '../platform/seal/paper-key.ts'
import { openSigner } from '../transparency/keys/key-file.ts'
import type { Signer } from '../transparency/keys/signer.ts'
import { createWitness, type Looked, listenRaw, watchLogs, witnessRoutes } from '../transparency/witness/index.ts'
import { type Command, type Io, text } from './command.ts'
import { readWitnessConfiguration, type WitnessConfiguration } from './witness-configuration.ts'

const OTHER_NAME =
  'its name is part of the key that others trust. Set name as it was, or begin a new witness in another folder'

export const witness: Command = {
  name: 'witness',
  usage: 'witness --config FILE',
  help: 'Runs an independent witness until Ctrl-C or SIGTERM: it cosigns the checkpoints of others’ logs, and never two histories of one. Its key and its memory lie in one folder; it has no database (docs/how-to/run-a-witness.md).',
  positionals: [],
  options: { config: { value: 'FILE', help: 'the witness’s configuration file', required: true } },
  async run({ values, io }) {
    const read = readWitnessConfiguration(text(values, 'config') ?? '')
    if (!read.ok) throw new CannotStart(read.error.join('\n'))
    const lock = locked(read.value.folder)
    try {
      await untilStopped(read.value, keyOf(read.value), io)
    } finally {
      lock.release()
    }
    return 0
  },
}

async function untilStopped(configuration: WitnessConfiguration, signer: Signer, io: Io): Promise<void> {
  const stopping = new Promise<void>((stop) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop())
  })
  const { folder, host, port, watchSeconds } = configuration
  const origins = [...new Set(configuration.logs.map(({ key }) => key.name))]
  const logs = origins.map((origin) => ({
    origin,
    keys: configuration.logs.flatMap(({ key }) => (key.name === origin ? [key] : [])),
  }))
  const running = createWitness({
    folder,
    signer,
    logs: () => logs,
    now: () => new Date(),
    contradiction: ({ origin, file }) =>
      io.err(`ALARM ${origin}: it has signed two histories; both are kept in ${file}`),
  })
  const failed = (error: Error) => io.err(`failed: ${error.message}`)
  const listening = await listenRaw(
    witnessRoutes(running, () => logs, ''),
    { host, port },
    failed,
  ).catch((error: NodeJS.ErrnoException) => {
    throw new CannotStart(
      `cannot listen on ${host} port ${port} (${error.code}): stop what is there, or set another port`,
    )
  })
  const watched = origins.flatMap((origin) => {
    const url = configuration.logs.find((log) => log.key.name === origin && log.url !== undefined)?.url
    return url === undefined ? [] : [{ origin, url }]
  })
  const watching = watchLogs(running, watched, watchSeconds * 1000, changesOnly(io))
  io.out(`key: ${signer.verifierKey}`)
  io.out(`logs: ${origins.join(', ')}`)
  io.out(`ready: http://${host.includes(':') ? `[${host}]` : host}:${listening.port}`)
  await stopping
  await Promise.all([watching.stop(), listening.stop()])
}

/** Says what came of looks when it is another thing than last time: a log that is away is no news every minute. */
function changesOnly(io: Io): (looked: Looked) => void {
  const last = new Map<string, string>()
  return (looked) => {
    const said = 'failed' in looked ? looked.failed : 'refused' in looked ? `not cosigned: ${looked.refused}` : ''
    const before = last.get(looked.origin) ?? ''
    last.set(looked.origin, said)
    if (said === before) return
    if (said) io.err(`${looked.origin}: ${said}`)
    else io.out(`${looked.origin}: there again`)
  }
}

function locked(folder: string): FolderLock {
  try {
    return lockFolder(folder)
  } catch (error) {
    if (!(error instanceof FolderInUse)) throw error
    throw new CannotStart(
      `${folder} is in use by process ${error.processId}: stop that one first, or give this witness another folder and name`,
    )
  }
}

function keyOf({ folder, name }: WitnessConfiguration): Signer {
  try {
    return openSigner(join(folder, 'witness.key'), 4, name, OTHER_NAME)
  } catch (error) {
    throw error instanceof KeyFault ? new CannotStart(error.message) : error
  }
}
