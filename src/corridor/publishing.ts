// The own log from the boot check to its running publisher: tried again until the node knows how far it had come.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { ownLogFromOthers } from '../federation/index.ts'
import type { OpenNode } from '../node.ts'
import { parseVerifierKey } from '../transparency/format/key.ts'
import { parsePolicy } from '../transparency/format/policy.ts'
import { bootLog, createPublisher, formerSigners, type Publisher } from '../transparency/log/index.ts'
import type { OwnLogOfNode } from './own-log.ts'
import type { Witnessing } from './witnessing.ts'

const AGAIN_MS = 5000
const NOBODY = { seenByOthers: async () => [], fetchMirrored: async () => undefined }

export type Publishing = {
  readonly publisher: () => Publisher | undefined
  /** Ends when the log is open, or after some seconds: then it goes on in the background. */
  readonly start: () => Promise<void>
  readonly stop: () => Promise<void>
}

/** `published` is told of each checkpoint, first without and then with its cosignatures. */
export function openPublishing(
  node: OpenNode,
  own: OwnLogOfNode,
  { asking }: Witnessing,
  published: (checkpoint: string) => void,
  log: Logger,
): Publishing {
  const { configuration, database, country, now } = node
  const { book, keys } = own
  const logKeys = () => book?.logKeys(country).keys ?? [keys.log.verifierKey]
  let publisher: Publisher | undefined
  let stopped = false

  async function open(): Promise<void> {
    const outcome = await bootLog({
      database,
      log: own.log,
      country,
      origin: node.origin,
      folder: own.folder,
      headFile: own.headFile,
      keys: logKeys().map(parseVerifierKey),
      shares: own.foreignShares,
      followed: (book?.peers().length ?? 0) > 0,
      ...(book ? ownLogFromOthers(() => book.current()) : NOBODY),
      say: (done, total) => log.info({ done, total }, 'catching up with the own log'),
    })
    if (outcome.state === 'no-peer' || outcome.state === 'contradiction') {
      log.warn({ state: outcome.state }, 'the own log stays closed: nothing is recorded and nothing signed')
      return
    }
    if (outcome.state === 'refilled')
      log.warn(
        { entries: outcome.refilled, subjects: outcome.subjects.slice(0, 1000) },
        'this node was behind its own log and has been filled again; what stood privately beside these subjects since the backup must be entered again',
      )
    const former = formerSigners(configuration.dataFolder, keys.log.name).filter(({ verifierKey }) =>
      logKeys().includes(verifierKey),
    )
    publisher = createPublisher({
      database,
      country,
      folder: own.folder,
      headFile: own.headFile,
      // Whoever has not read the list with the new key yet knows the former one.
      signers: [keys.log, ...former.filter(({ verifierKey }) => verifierKey !== keys.log.verifierKey)],
      now,
      policy: () => (book ? parsePolicy(book.current().policy) : undefined),
      async ask(checkpoint, size, proof) {
        const asked = await asking.all(checkpoint, size, proof)
        for (const one of asked)
          if ('alarm' in one) log.warn({ witness: one.name, why: one.alarm }, 'a witness does not agree with this log')
        return asked.flatMap((one) => ('line' in one ? [one.line] : []))
      },
      published,
      warn: (fields, message) => log.warn(fields, message),
    })
    own.log.onWake(publisher.wake)
    publisher.start(configuration.publishSeconds * 1000)
  }

  async function untilOpen(): Promise<void> {
    while (!stopped && !publisher) {
      await open().catch((error: Error) =>
        log.warn({ error: error.message }, 'the own log could not be opened; it is tried again'),
      )
      if (!publisher) await sleep(AGAIN_MS, undefined, { ref: false })
    }
  }

  return {
    publisher: () => publisher,
    start: () => Promise.race([untilOpen(), sleep(AGAIN_MS, undefined, { ref: false })]),
    async stop() {
      stopped = true
      await publisher?.stop()
    },
  }
}
