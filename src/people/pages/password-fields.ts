// The two fields of a new password, the same wherever one is chosen.
import { textField } from '../../platform/form-parts.ts'
import { type Html, html } from '../../platform/html.ts'
import type { PeopleReader } from '../people-desk.ts'
import { errorOf, type FieldError } from './parts.ts'

/** `password` and `again`; never filled in. */
export function newPasswordFields(errors: readonly FieldError[], { say }: PeopleReader): Html {
  const hidden = { type: 'password', autocomplete: 'new-password', longest: 400, required: true } as const
  return html`${textField({ name: 'password', label: say('people.field.new-password'), hint: say('people.field.new-password-hint'), error: errorOf(errors, 'password'), ...hidden })}
${textField({ name: 'again', label: say('people.field.again'), error: errorOf(errors, 'again'), ...hidden })}`
}
