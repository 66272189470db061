// Refusals of operations as messages beside the fields of a form.
import type { FieldFault } from '../operations/fields.ts'
import type { FieldError } from '../pages/parts.ts'
import { roleName } from '../pages/parts.ts'
import type { PeopleReader } from '../people-desk.ts'
import type { Role } from '../policy.ts'
import { type PeopleKey, peopleTexts } from '../texts/index.ts'

/** Anything an operation of accounts refuses with. */
export type Refused = {
  readonly code: string
  readonly faults?: readonly FieldFault[]
  readonly seconds?: number
  readonly one?: Role
  readonly other?: Role
  readonly role?: Role
  readonly why?: string
}

/** One line an error; `fields` names the field of a code, `otherwise` is the field of all other codes. */
export function errorsOf(
  refused: Refused,
  fields: Readonly<Record<string, string>>,
  otherwise: string,
  reader: PeopleReader,
): readonly FieldError[] {
  const { say } = reader
  if (refused.code === 'field')
    return (refused.faults ?? []).map(({ field, code }) => ({ field, message: say(`people.error.${code}`) }))
  const field = Object.hasOwn(fields, refused.code) ? (fields[refused.code] ?? otherwise) : otherwise
  return [{ field, message: messageOf(refused, reader) }]
}

/** A refusal in a sentence. */
export function messageOf({ code, seconds, one, other, role, why }: Refused, reader: PeopleReader): string {
  const values = {
    ...(seconds !== undefined && { seconds }),
    ...(one && { one: roleName(one, reader) }),
    ...(other && { other: roleName(other, reader) }),
    ...(role && { role: roleName(role, reader) }),
  }
  const key = code === 'roles-exclude' ? `people.error.roles-exclude.${why}` : `people.error.${code}`
  return reader.say(Object.hasOwn(peopleTexts.en, key) ? (key as PeopleKey) : 'people.error.unknown', values)
}
