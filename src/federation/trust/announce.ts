// Makes a new list of this node's keys, has its root sign it, and records it, so that the peers learn of it through the log.
import type { Actor } from '../../events/index.ts'
import type { Country } from '../../kernel/country.ts'
import { day } from '../../kernel/day.ts'
import { fail, ok } from '../../kernel/result.ts'
import { type OperatingNode, operate, type Policy } from '../../people/index.ts'
import type { Transaction } from '../../platform/database/database.ts'
import { TransparencyFault } from '../../transparency/format/fault.ts'
import { signatureLine, writeNote } from '../../transparency/format/note.ts'
import type { Signer } from '../../transparency/keys/signer.ts'
import type { RunningBook } from './book.ts'
import { manifestText, openManifest } from './manifest.ts'
import { keyStream } from './share.ts'
import { acceptManifest, countEvents, keepManifest, readManifests } from './store/manifests.ts'
import { faultOfSuccession, type SuccessionFault } from './succession.ts'
import type { KeyManifest } from './trust.ts'
import type { PinnedParty } from './trust-file.ts'

export type KeyAction = 'keys.announce' | 'keys.countersign'
export const KEY_POLICY: Policy<KeyAction> = {
  'keys.announce': { roles: ['administrator'], ownCountryOnly: true },
  'keys.countersign': { roles: ['administrator'], ownCountryOnly: true },
}

/** What an announcement changes; the rest stays. */
export type KeyChange = Partial<
  Pick<KeyManifest, 'url' | 'log' | 'witness' | 'status' | 'transport' | 'seal' | 'decision' | 'retired'>
>

/** The note of a list: its text, signed by the root and by whoever else vouches for it. */
export function signManifest(manifest: KeyManifest, signers: readonly Signer[]): string {
  const text = manifestText(manifest)
  const bytes = new TextEncoder().encode(text)
  return writeNote(
    text,
    signers.map((signer) => signatureLine(signer.name, signer.id, signer.sign(bytes))),
  )
}

/** The next list of this node under a new root, for the others to pin by hand: no signature that they know can vouch for it. */
export function underNewRoot(book: RunningBook, root: Signer, now: Date): PinnedParty {
  const own = book.current().own
  const before = book.partyOf(own)
  if (!before) throw new Error('the corridor has no such party')
  const { origin: _, root: __, node: ___, ...plain } = before
  const manifest = { ...plain, version: before.version + 1, issued: Math.floor(now.getTime() / 1000) }
  return { country: own, root: root.verifierKey, manifest: signManifest(manifest, [root]) }
}

/** Announces this node's keys after a change. `oldLog` signs too when the log key changes and is not stolen. */
export async function announceKeys(
  node: OperatingNode,
  book: RunningBook,
  actor: Actor,
  change: KeyChange,
  signers: { readonly root: Signer; readonly oldLog?: Signer | undefined },
) {
  const own = book.current().own
  const before = book.partyOf(own)
  if (!before) throw new Error('the corridor has no such party')
  const { origin: _, root: __, node: ___, ...plain } = before
  const manifest: KeyManifest = {
    ...plain,
    ...change,
    version: before.version + 1,
    issued: Math.floor(node.now().getTime() / 1000),
  }
  const note = signManifest(manifest, [signers.root, ...(signers.oldLog ? [signers.oldLog] : [])])
  const attempt = {
    actor,
    action: 'keys.announce',
    country: own,
    subject: keyStream(own),
    detail: { version: manifest.version },
  } as const
  const done = await operate(node, KEY_POLICY, attempt, async (tx, recordedAt) => {
    await keepManifest(tx, {
      country: own,
      version: manifest.version,
      note,
      state: 'accepted',
      reason: null,
      heardAt: recordedAt,
    })
    const event = await keyEvent(tx, keyStream(own), 'keys.announced', { note }, recordedAt)
    return ok({ value: { version: manifest.version }, events: [event] })
  })
  if (!done.ok) return done
  book.take(manifest)
  return ok({ ...done.value, note })
}

/** Whose list is vouched for: the one that waits in the database, or the signed list itself, brought by another way than the network. */
export type GivenKeys = { readonly country: Country } | { readonly note: string }

export type CountersignRefusal = 'nothing-waits' | 'no-list-of-a-peer' | SuccessionFault

/**
 * Vouches for a peer's list that changes a signing key: people have compared the keys by another way. Counts at once, and
 * after a refill out of the own log too. Refuses with a CountersignRefusal.
 */
export async function countersignKeys(
  node: OperatingNode,
  book: RunningBook,
  actor: Actor,
  given: GivenKeys,
  root: Signer,
) {
  const own = book.current().own
  const found = await findList(node, book, given)
  const attempt = {
    actor,
    action: 'keys.countersign',
    country: own,
    subject: keyStream('manifest' in found ? found.manifest.country : own),
    detail: { version: 'manifest' in found ? found.manifest.version : 0 },
  } as const
  const refuse = (code: CountersignRefusal) => fail({ code, values: {} })
  const done = await operate(node, KEY_POLICY, attempt, async (tx, recordedAt) => {
    if (!('manifest' in found)) return refuse(found.code)
    const { manifest, note } = found
    const { country, version } = manifest
    const before = book.partyOf(country)
    const fault = before && faultOfSuccession(before, manifest, { oldLogKey: false, peerRoot: true })
    if (fault) return refuse(fault)
    const line = signatureLine(root.name, root.id, root.sign(new TextEncoder().encode(manifestText(manifest))))
    await acceptManifest(tx, { country, version, note, heardAt: recordedAt })
    const data = { country, version, line, note: `${note}${line}\n` }
    const event = await keyEvent(tx, `${keyStream(own)}.${country}`, 'keys.countersigned', data, recordedAt)
    return ok({ value: manifest, events: [event] })
  })
  if (done.ok) book.take(done.value)
  return done
}

type Found =
  | { readonly note: string; readonly manifest: KeyManifest }
  | { readonly code: 'nothing-waits' | 'no-list-of-a-peer' }

async function findList(node: OperatingNode, book: RunningBook, given: GivenKeys): Promise<Found> {
  if ('country' in given) {
    const waiting = (await readManifests(node.database, 'waiting')).filter((one) => one.country === given.country)
    const [note, root] = [waiting.at(-1)?.note, book.rootOf(given.country)]
    return note !== undefined && root
      ? { note, manifest: openManifest(note, root).manifest }
      : { code: 'nothing-waits' }
  }
  for (const { country, root } of book.peers())
    try {
      const { manifest } = openManifest(given.note, root)
      if (manifest.country === country) return { note: given.note, manifest }
    } catch (error) {
      // Not signed by this one's root: perhaps by the next.
      if (!(error instanceof TransparencyFault)) throw error
    }
  return { code: 'no-list-of-a-peer' }
}

async function keyEvent(
  tx: Transaction,
  stream: string,
  type: 'keys.announced' | 'keys.countersigned',
  data: object,
  at: Date,
) {
  return {
    stream,
    streamVersion: (await countEvents(tx, stream)) + 1,
    type,
    version: 1,
    legalDay: day(at.toISOString().slice(0, 10)),
    ground: { text: {} },
    data,
  }
}
