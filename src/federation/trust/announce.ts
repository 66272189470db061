// Makes a new list of this node's keys, has its root sign it, and records it, so that the peers learn of it through the log.
import type { Actor } from '../../events/index.ts'
import type { Country } from '../../kernel/country.ts'
import { day } from '../../kernel/day.ts'
import { ok } from '../../kernel/result.ts'
import { type OperatingNode, operate, type Policy } from '../../people/index.ts'
import type { Transaction } from '../../platform/database/database.ts'
import { signatureLine, writeNote } from '../../transparency/format/note.ts'
import type { Signer } from '../../transparency/keys/signer.ts'
import type { RunningBook } from './book.ts'
import { manifestText, openManifest } from './manifest.ts'
import { keyStream } from './share.ts'
import { countEvents, decideManifest, keepManifest, readManifests } from './store/manifests.ts'
import type { KeyManifest } from './trust.ts'

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
  if (done.ok) book.take(manifest)
  return done
}

/** Vouches for a peer's list that changes a signing key: people have compared the keys by another way. Refuses `nothing-waits`. */
export async function countersignKeys(
  node: OperatingNode,
  book: RunningBook,
  actor: Actor,
  country: Country,
  root: Signer,
) {
  const own = book.current().own
  const waiting = (await readManifests(node.database, 'waiting')).filter((one) => one.country === country).at(-1)
  const peerRoot = book.rootOf(country)
  const attempt = {
    actor,
    action: 'keys.countersign',
    country: own,
    subject: keyStream(country),
    detail: { version: waiting?.version ?? 0 },
  } as const
  return operate(node, KEY_POLICY, attempt, async (tx, recordedAt) => {
    if (!waiting || !peerRoot || !(await decideManifest(tx, country, waiting.version, 'accepted', recordedAt)))
      return { ok: false as const, error: { code: 'nothing-waits' as const, values: {} } }
    const { manifest } = openManifest(waiting.note, peerRoot)
    const text = new TextEncoder().encode(manifestText(manifest))
    const line = signatureLine(root.name, root.id, root.sign(text))
    const data = { country, version: waiting.version, line }
    book.take(manifest)
    const event = await keyEvent(tx, `${keyStream(own)}.${country}`, 'keys.countersigned', data, recordedAt)
    return ok({ value: { version: waiting.version }, events: [event] })
  })
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
