// What a letter's placeholders are filled with: from the file, the form and the act, and plain words where there is nothing.
import type { StoredEvent } from '../../../../events/index.ts'
import { type Day, parseDay } from '../../../../kernel/day.ts'
import { contactToAsk, countryOfPack, type LetterKind, type Pack, type Requirement } from '../../../../packs/index.ts'
import type { Asked } from '../../domain/application.ts'
import type { Scope } from '../../domain/facts.ts'
import type { RegisterReader } from '../../pages/parts/words.ts'
import { scopeFacts } from '../../print/pieces.ts'
import { printedScope } from '../../print/recruiter-paper.ts'
import type { FileRow } from '../../store/files.ts'
import type { Speaker } from '../../summary.ts'
import type { LetterValues } from './letter-desk.ts'

/** Data of the acts that send letters, as far as letters read them; every kind of file names these things alike. */
type Told = {
  readonly until?: string
  readonly appealBy?: string
  readonly decideBy?: string
  readonly reason?: string
  readonly licence?: string
  readonly outcome?: string
  readonly suspensive?: boolean
  readonly items?: readonly Asked[]
  readonly terms?: {
    readonly validUntil?: string
    readonly until?: string
    readonly scope?: Scope
    readonly fine?: { readonly amount: number; readonly unit: string }
  }
}

export type LetterFacts = {
  readonly kind: LetterKind
  readonly file: FileRow
  readonly event: StoredEvent
  readonly name: string | undefined
  readonly licence: string | undefined
  readonly requirements: readonly Requirement[]
}

/** Every placeholder with a value: what is not known is said to be so, and no letter leaves with a gap. */
export function letterValues(speaker: Speaker, facts: LetterFacts, reader: RegisterReader): LetterValues {
  const { kind, file, event, name, licence } = facts
  const { pack } = speaker
  const { say, day, text } = reader
  const told = event.data as Told
  const ends = endOf(kind, told)
  const contact = contactToAsk(pack, file.country)
  const reached = contact && [contact.telephone, contact.email, contact.web].filter(Boolean).join(', ')
  const folded = file.folded as { readonly licence?: string; readonly law?: string }
  const registered = licence ?? told.licence ?? folded.licence
  return {
    name: name || say('letter.no-name'),
    number: file.number,
    licence: registered || say('letter.no-licence'),
    day: day(event.legalDay as Day),
    until: ends ? day(ends) : say('letter.no-term'),
    office: officeOf(pack, file, event, reader),
    ground: ('law' in event.ground && event.ground.law) || folded.law || say('letter.no-ground'),
    reason: reasonOf(pack, facts, told, reader),
    list: listOf(speaker, facts, told, reader),
    address: contact ? `${text(contact.name).text}${reached ? `, ${reached}` : ''}` : say('letter.nothing'),
  }
}

/** The day that matters to whoever reads the letter: how long it holds, until when to answer or to appeal. */
function endOf(kind: LetterKind, { until, appealBy, decideBy, terms }: Told): Day | undefined {
  const found =
    kind === 'granted' || kind === 'renewed' ? terms?.validUntil : (appealBy ?? until ?? terms?.until ?? decideBy)
  return found === undefined ? undefined : parseDay(found)
}

function officeOf(pack: Pack, file: FileRow, { actor }: StoredEvent, { text }: RegisterReader): string {
  const authorities = countryOfPack(pack, file.country)?.authorities ?? []
  const office =
    authorities.find(({ id }) => id === actor.office) ?? authorities.find(({ does }) => does.includes('register'))
  return office ? text(office.name).text : file.country
}

function reasonOf(
  pack: Pack,
  { kind, file, event, requirements }: LetterFacts,
  told: Told,
  reader: RegisterReader,
): string {
  const { say, text } = reader
  if (kind === 'appeal-received') {
    if (file.kind === 'application') return say('letter.meanwhile')
    const suspensive = told.suspensive ?? countryOfPack(pack, file.country)?.appeal.suspensive
    if (suspensive === true) return say('letter.meanwhile.suspensive')
    return say(suspensive === false ? 'letter.meanwhile' : 'letter.meanwhile.unknown')
  }
  if (kind === 'more-asked') {
    const laws = (told.items ?? []).flatMap(({ requirement }) => {
      const law = requirements.find(({ id }) => id === requirement)?.law
      return law ? [[text(law.instrument).text, law.article].filter(Boolean).join(', ')] : []
    })
    return laws.length > 0 ? [...new Set(laws)].join('; ') : say('letter.no-reason')
  }
  // The ground of a step of the process itself holds a code for pages instead of words.
  const words = Object.entries('text' in event.ground ? event.ground.text : {}).flatMap(([tag, one]) =>
    tag === 'code' ? [] : [one],
  )
  return told.reason || words[0] || say('letter.no-reason')
}

function listOf(speaker: Speaker, { kind, requirements }: LetterFacts, told: Told, reader: RegisterReader): string {
  const { say, text, number } = reader
  const lines = (all: readonly string[]) =>
    all.length > 0 ? all.map((one) => `\n– ${one}`).join('') : say('letter.nothing')
  if (told.items)
    return lines(
      told.items.map(({ requirement, text: asked }) => {
        const of = requirements.find(({ id }) => id === requirement)
        return of ? `${text(of.name).text}: ${asked}` : asked
      }),
    )
  if (kind === 'appeal-decided') return say(told.outcome === 'overturned' ? 'letter.overturned' : 'letter.confirmed')
  const { scope, fine } = told.terms ?? {}
  if (fine) {
    const unit = speaker.pack.countries.flatMap(({ fineUnits }) => fineUnits).find(({ id }) => id === fine.unit)
    if (unit) return `${number(fine.amount)} ${text(unit.name).text}`
    // Without a unit of the law it is money, in minor units.
    const money = new Intl.NumberFormat('en', { style: 'currency', currency: fine.unit }).resolvedOptions()
    return `${number(fine.amount / 10 ** (money.maximumFractionDigits ?? 0))} ${fine.unit}`
  }
  return lines(scopeFacts(scope && printedScope(speaker, scope), reader).map(({ name, value }) => `${name}: ${value}`))
}
