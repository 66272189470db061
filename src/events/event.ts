// What an event is: something that happened, who did it, when, why and on what legal ground. Never edited.
import type { Country } from '../kernel/country.ts'
import type { Day } from '../kernel/day.ts'

/** Who acted: in which office, in which role. A person stands here by account, never by name. */
export type Actor = {
  /** Identifier of the authority in the pack, or `node` for the installation itself. */
  readonly office: string
  /** Country of that office. */
  readonly country: Country
  readonly role: string
  readonly account: string
}

/**
 * The legal ground of an act: words in the languages at hand, the law if one was named. For a row of a published list
 * the list itself: what being on it means stands once, with the list.
 */
export type Ground =
  | { readonly text: Readonly<Record<string, string>>; readonly law?: string }
  | { readonly list: string }

/** An event before it has its place: `data` is checked by the schema of its module, type and version. */
export type NewEvent<Type extends string = string, Data = unknown> = {
  readonly stream: string
  readonly streamVersion: number
  readonly type: Type
  readonly version: number
  readonly legalDay: Day
  readonly ground: Ground
  readonly data: Data
}

export type StoredEvent<Type extends string = string, Data = unknown> = NewEvent<Type, Data> & {
  /** Its place among all events of this node: commit order, without holes. */
  readonly position: number
  readonly id: string
  /** When the register learned of it. */
  readonly recordedAt: Date
  /** The node whose log it stands in: this one's own name, or a peer's. */
  readonly origin: string
  readonly actor: Actor
}

/** Under which name, when and by whom events are appended. */
export type Append = { readonly actor: Actor; readonly origin: string; readonly recordedAt: Date }
