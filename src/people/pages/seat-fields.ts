// The two fields of a seat: the office in the node's country, and the roles with what they mean.
import type { CountryOfPack } from '../../packs/index.ts'
import { checksField, selectField } from '../../platform/form-parts.ts'
import { type Html, html } from '../../platform/html.ts'
import type { PeopleReader } from '../people-desk.ts'
import type { Role } from '../policy.ts'
import { errorOf, type FieldError, roleMeaning, roleName } from './parts.ts'

export type SeatFields = {
  readonly authorities: CountryOfPack['authorities']
  readonly offered: readonly Role[]
  readonly office: string
  readonly roles: readonly string[]
  readonly errors: readonly FieldError[]
}

/** `office` and `roles`; which roles go together is checked when the form comes. */
export function seatFields({ authorities, offered, office, roles, errors }: SeatFields, reader: PeopleReader): Html {
  const { say } = reader
  const offices = authorities.map(({ id, name }) => ({ value: id, label: reader.text(name).text }))
  const choices = offered.map((role) => ({
    value: role,
    label: roleName(role, reader),
    hint: roleMeaning(role, reader),
  }))
  return html`${selectField({ name: 'office', label: say('people.account.office'), error: errorOf(errors, 'office'), choices: offices, value: office, empty: say('people.accounts.office-choose'), autocomplete: 'off', required: true })}
${checksField({ name: 'roles', label: say('people.account.roles'), hint: say('people.accounts.roles-hint'), error: errorOf(errors, 'roles'), choices, values: roles })}`
}
