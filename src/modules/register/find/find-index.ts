// The index that answers a check: recruiters come and go, a question brings matches and look-alikes. In memory, no input or output.
import { foldLicence, foldWords } from '../../../kernel/fold.ts'
import { isDerivedLicence } from '../lists/derive.ts'
import { createExactKeys } from './exact-keys.ts'
import { findName } from './find-name.ts'
import { createNameList } from './name-list.ts'
import { type NameKind, nameParts } from './name-parts.ts'
import { type Question, readQuestion, type TypedContact } from './question.ts'
import { createRecordStore, type FindableRecruiter } from './record-store.ts'
import type { DiallingCountry } from './telephone.ts'
import { schemeOf, telephoneHashChecker } from './telephone-hash.ts'

export type { FindableRecruiter } from './record-store.ts'

export type Match = {
  readonly id: string
  readonly field: 'licence' | NameKind | 'telephone' | 'email' | 'web'
  /** 0..1. */
  readonly score: number
  /** The registered text that matched. */
  readonly matched: string
  /** The typed telephone or address that is not this recruiter's, which has others of that kind on record. */
  readonly contactMismatch?: string
  /** The typed telephone or address that cannot be compared, because this recruiter has none of that kind on record. */
  readonly contactUnknown?: string
  /** The typed name that is not this recruiter's, found by its telephone or address alone. */
  readonly nameMismatch?: string
}

export type Findings = { readonly matches: readonly Match[]; readonly lookalikes: readonly Match[] }

export type FindIndex = {
  /** Adds a recruiter, or replaces the one with its id. */
  readonly put: (recruiter: FindableRecruiter) => void
  /** Whether the recruiter was there. */
  readonly remove: (id: string) => boolean
  readonly size: () => number
  /** What the question finds, best first, at most `limit` matches and as many look-alikes. The caller refuses over-long questions. */
  readonly find: (question: string, limit: number) => Findings
}

export type FindOptions = {
  /** The countries whose national telephone numbers are read. */
  readonly countries: readonly DiallingCountry[]
}

type Found = { readonly slot: number; readonly match: Match; readonly answers: boolean }

export function createFindIndex({ countries }: FindOptions): FindIndex {
  const names = createNameList()
  const records = createRecordStore()
  const keys = createExactKeys((slot, key) => keysOf(records.read(slot)).includes(key))
  let size = 0
  const namesOfSlot: (readonly number[])[] = []
  const free: number[] = []
  const schemes = new Map<string, ReturnType<typeof telephoneHashChecker>>()

  const put = (recruiter: FindableRecruiter): void => {
    remove(recruiter.id)
    const slot = free.pop() ?? namesOfSlot.length
    size += 1
    records.write(slot, recruiter)
    for (const key of keysOf(recruiter)) keys.add(key, slot)
    for (const stored of recruiter.telephoneHashes) {
      const scheme = schemeOf(stored)
      const known = stored.slice(0, stored.lastIndexOf(':'))
      if (scheme && !schemes.has(known)) schemes.set(known, telephoneHashChecker(scheme, countries))
    }
    namesOfSlot[slot] = recruiter.names.flatMap(({ text, kind }, at) =>
      nameParts(text, kind).map(({ words }, part) => names.add(words, slot, at * PARTS + Math.min(part, PARTS - 1))),
    )
  }
  const remove = (id: string): boolean => {
    const [slot] = keys.holders(KEY.id + id)
    if (slot === undefined) return false
    for (const key of keysOf(records.read(slot))) keys.remove(key, slot)
    for (const name of namesOfSlot[slot] ?? []) names.drop(name)
    namesOfSlot[slot] = []
    records.erase(slot)
    size -= 1
    free.push(slot)
    return true
  }

  /** The recruiters that have a typed contact, by what it matched. */
  const holdersOf = (
    field: 'telephone' | 'email' | 'web',
    { typed, forms }: TypedContact,
  ): ReadonlyMap<number, string> => {
    const held = new Map<number, string>()
    for (const form of forms) for (const slot of keys.holders(KEY[field] + form)) held.set(slot, held.get(slot) ?? form)
    if (field !== 'telephone') return held
    for (const hashes of schemes.values()) {
      for (const stored of hashes(typed, forms))
        for (const slot of keys.holders(KEY.hash + stored)) held.set(slot, held.get(slot) ?? typed)
    }
    return held
  }

  const find = (text: string, limit: number): Findings => {
    const question = readQuestion(text, countries)
    const contacts = contactsOf(question).map((contact) => ({ ...contact, holders: holdersOf(contact.field, contact) }))
    const found = new Map<number, Found>()
    const add = (slot: number, match: Omit<Match, 'id'>, answers = true): void => {
      const before = found.get(slot)
      if (before && (before.answers || !answers) && before.match.score >= match.score) return
      found.set(slot, { slot, answers, match: { id: records.read(slot).id, ...match } })
    }
    for (const licence of question.licences) {
      for (const slot of keys.holders(KEY.licence + licence))
        add(slot, { field: 'licence', score: 1, matched: records.read(slot).licence })
    }
    const byLicence = found.size > 0
    for (const { field, holders } of contacts)
      for (const [slot, matched] of holders) add(slot, { field, score: 1, matched })
    const byName = byLicence || question.name === '' ? [] : findName(names, question.name)
    const named = new Set<number>()
    for (const { name, recruiter, score, answers } of byName) {
      named.add(recruiter)
      if (found.get(recruiter)?.answers && !answers) continue
      const part = partOf(records.read(recruiter), names.whichOf(name))
      if (part)
        add(
          recruiter,
          { field: part.kind, score: score * closeness(question.name, part.text), matched: part.text },
          answers,
        )
    }
    const judged = [...found.values()].map((one) => ({
      ...one,
      match: withMismatches(one, contacts, question, named, byLicence),
    }))
    judged.sort((a, b) => rank(b.match) - rank(a.match) || (a.match.id < b.match.id ? -1 : 1))
    const taken = (answers: boolean): Match[] =>
      judged
        .filter((one) => one.answers === answers)
        .map(({ match }) => match)
        .slice(0, limit)
    return { matches: taken(true), lookalikes: taken(false) }
  }

  const withMismatches = (
    { slot, match }: Found,
    contacts: readonly (TypedContact & {
      readonly field: ContactField
      readonly holders: ReadonlyMap<number, string>
    })[],
    question: Question,
    named: ReadonlySet<number>,
    byLicence: boolean,
  ): Match => {
    const foreign = contacts.filter(({ holders }) => !holders.has(slot))
    const record = foreign.length > 0 ? records.read(slot) : undefined
    const mismatch = foreign.find(({ field }) => record && hasContact(record, field))
    const unknown = foreign.find(({ field }) => record && !hasContact(record, field))
    const nameless = !byLicence && question.name !== '' && !named.has(slot)
    return {
      ...match,
      ...(mismatch ? { contactMismatch: mismatch.typed } : {}),
      ...(unknown ? { contactUnknown: unknown.typed } : {}),
      ...(nameless ? { nameMismatch: question.name } : {}),
    }
  }

  return { put, remove, find, size: () => size }
}

type ContactField = 'telephone' | 'email' | 'web'

/** One map for all keys: a letter before each keeps the kinds apart. */
const KEY = { id: 'i', licence: 'l', telephone: 't', email: 'e', web: 'w', hash: 'h' } as const
/** Names that one written name may be taken apart into. */
const PARTS = 16

function keysOf(recruiter: FindableRecruiter): string[] {
  return [
    KEY.id + recruiter.id,
    ...licenceKeys(recruiter).map((key) => KEY.licence + key),
    ...recruiter.telephones.map((key) => KEY.telephone + key),
    ...recruiter.emails.map((key) => KEY.email + key),
    ...recruiter.webs.map((key) => KEY.web + key),
    ...recruiter.telephoneHashes.map((key) => KEY.hash + key),
  ]
}

/** A number may be typed with its country or without it; a derived one is copied whole, if at all. */
function licenceKeys({ licence, country }: FindableRecruiter): readonly string[] {
  const whole = foldLicence(licence)
  const bare = whole.startsWith(country) && !isDerivedLicence(licence) ? whole.slice(country.length) : ''
  return bare.length >= 3 ? [whole, bare] : [whole]
}

function contactsOf({
  telephones,
  emails,
  webs,
}: Question): readonly (TypedContact & { readonly field: ContactField })[] {
  return [
    ...telephones.map((contact) => ({ ...contact, field: 'telephone' as const })),
    ...emails.map((contact) => ({ ...contact, field: 'email' as const })),
    ...webs.map((contact) => ({ ...contact, field: 'web' as const })),
  ]
}

function hasContact(recruiter: FindableRecruiter, field: ContactField): boolean {
  if (field === 'telephone') return recruiter.telephones.length + recruiter.telephoneHashes.length > 0
  return (field === 'email' ? recruiter.emails : recruiter.webs).length > 0
}

function partOf(
  recruiter: FindableRecruiter,
  which: number,
): { readonly kind: NameKind; readonly text: string } | undefined {
  const name = recruiter.names[Math.floor(which / PARTS)]
  return name && nameParts(name.text, name.kind)[which % PARTS]
}

/** Ranks names that are the same but for legal form, order or fillers: the one typed as registered comes first. */
function closeness(typed: string, registered: string): number {
  const [a, b] = [foldWords(typed), foldWords(registered)]
  if (a.join('') === b.join('')) return 1
  return [...a].sort().join('') === [...b].sort().join('') ? 0.995 : 0.99
}

/** A name that fits outranks a contact that fits another name: the worker asked for the name. */
function rank({ score, nameMismatch }: Match): number {
  return nameMismatch === undefined ? score : score - 1
}
