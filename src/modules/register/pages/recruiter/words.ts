// Words of the recruiter's account: texts by keys that are put together from data, names of steps and fields, what is wrong.
import { type Html, html } from '../../../../platform/html.ts'
import type { AccountKey } from '../../texts/account/index.ts'
import type { Fault, OwnFileLine, StepPage } from '../../views/account.ts'
import { local, type RegisterReader } from '../parts/words.ts'

/** A text of the account, its key put together from data. */
export function accountWord(
  reader: RegisterReader,
  group: string,
  name: string,
  values?: Readonly<Record<string, string | number>>,
): string {
  return reader.say(`account.${group}.${name.replaceAll(/[^a-zA-Z0-9]+/g, '-')}` as AccountKey, values)
}

/** What a page of a draft is called. */
export function stepName(reader: RegisterReader, { id, requirement }: StepPage): Html {
  return requirement ? local(reader, requirement.name) : html`${accountWord(reader, 'step', id)}`
}

/** What is wrong, what to do. */
export function faultText(reader: RegisterReader, { code, values }: Pick<Fault, 'code' | 'values'>): string {
  return accountWord(reader, 'fault', code, values)
}

/** Who acts next, and by when. */
export function whatNext(reader: RegisterReader, { state, by, asked }: OwnFileLine): string {
  return accountWord(reader, 'next', state, { day: by ? reader.day(by) : 'none', count: asked })
}

/** Bytes as people read them. */
export function sizeText(reader: RegisterReader, bytes: number): string {
  const { say, number } = reader
  return bytes < 1_048_576
    ? say('account.size.kb', { size: number(Math.ceil(bytes / 1024)) })
    : say('account.size.mb', { size: number(Math.floor((bytes / 1_048_576) * 10) / 10) })
}
