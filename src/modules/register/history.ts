// The history of a recruiter for people to read: its events in words, newest first.
import { type Day, dayIn } from '../../kernel/day.ts'
import { countryOfPack } from '../../packs/index.ts'
import type { FactKind, RecognitionKind } from './domain/facts.ts'
import type { RecognitionEvent, RegisterEvent } from './events/recruiter.ts'
import { nameOf } from './particulars.ts'
import type { ParticularsVersion } from './store/recruiters.ts'
import { countryName, type Speaker } from './summary.ts'
import type { HistoryAct, HistoryEntry } from './views.ts'

const ACTS: Readonly<Record<FactKind | RecognitionKind, HistoryAct>> = {
  'recruiter.entered': 'entered',
  'authorization.granted': 'granted',
  'authorization.renewed': 'renewed',
  'authorization.suspended': 'suspended',
  'authorization.reinstated': 'reinstated',
  'authorization.revoked': 'revoked',
  'authorization.amended': 'amended',
  'authorization.closed': 'closed',
  'authorization.appealed': 'appealed',
  'authorization.appeal-decided': 'appeal allowed',
  'listing.added': 'listed',
  'listing.changed': 'listing changed',
  'listing.withdrawn': 'delisted',
  'particulars.changed': 'particulars changed',
  'particulars.erased': 'particulars erased',
  'recognition.accepted': 'recognized',
  'recognition.refused': 'recognition refused',
  'recognition.suspended': 'recognition suspended',
  'recognition.restored': 'recognition restored',
}

/** The history, newest first. A day on which the register learned of an act only later is said beside it. */
export function historyOf(
  speaker: Speaker,
  events: readonly (RegisterEvent | RecognitionEvent)[],
  versions: readonly ParticularsVersion[],
): readonly HistoryEntry[] {
  // Those of several streams come one stream after the other; within a stream the order is that of the acts.
  const inOrder = [...events].sort((a, b) => a.position - b.position)
  return inOrder.map((event) => entryOf(speaker, event, versions)).reverse()
}

function entryOf(
  speaker: Speaker,
  event: RegisterEvent | RecognitionEvent,
  versions: readonly ParticularsVersion[],
): HistoryEntry {
  const { data, legalDay: day, ground, recordedAt } = event
  const country = 'country' in data ? data.country : speaker.country
  const ofPack = countryOfPack(speaker.pack, country)
  const learned: Day = dayIn(ofPack?.zone ?? 'UTC', recordedAt)
  const listing = 'listing' in data ? data.listing : 'source' in data ? data : undefined
  const list = listing && speaker.lists.find(({ source }) => source === listing.source)
  const says = list ? list.mapping.source.name : ofPack?.authorities.find(({ does }) => does.includes('register'))?.name
  const words =
    'text' in ground ? (Object.keys(ground.text).length > 0 ? ground.text : undefined) : list?.mapping.meaning
  const names = 'particulars' in data ? renaming(data.particulars.version, versions) : {}
  return {
    day,
    act:
      event.type === 'recruiter.entered' && listing
        ? 'listed'
        : 'again' in data && data.again
          ? 'listed again'
          : 'toName' in names
            ? 'renamed'
            : event.type === 'authorization.appeal-decided'
              ? event.data.outcome === 'confirmed'
                ? 'appeal refused'
                : 'appeal allowed'
              : ACTS[event.type],
    country,
    countryName: countryName(speaker, country),
    ...(says && { says }),
    ...('validUntil' in data && data.validUntil && { validUntil: data.validUntil }),
    ...(words && { ground: words }),
    ...('reason' in data && data.reason && { reason: data.reason }),
    ...(learned > day && { learned }),
    ...names,
  }
}

function renaming(
  version: number,
  versions: readonly ParticularsVersion[],
): { readonly fromName?: string; readonly toName?: string } {
  const nameIn = (number: number) => nameOf(versions.find((one) => one.version === number)?.record ?? null)
  const [fromName, toName] = [nameIn(version - 1), nameIn(version)]
  return fromName !== '' && toName !== '' && fromName !== toName ? { fromName, toName } : {}
}
