// Pieces that the pages of accounts share: titles of refused forms, names of roles, a message after an act.
import type { Pack } from '../../packs/index.ts'
import { errorSummary } from '../../platform/form-parts.ts'
import { drawn, type Html, html, type Page, page } from '../../platform/html.ts'
import type { PeopleReader } from '../people-desk.ts'
import type { Role } from '../policy.ts'
import type { PeopleKey } from '../texts/index.ts'

/** What is wrong with a form: the field by its name, and what is said about it. */
export type FieldError = { readonly field: string; readonly message: string }

/** A page whose title begins with "Error:" when its form came back. */
export function formPage(title: string, reader: PeopleReader, errors: readonly FieldError[], body: Html): Page {
  const shown = errors.length > 0 ? reader.say('people.error-title', { title }) : title
  return page(shown, html`${errorSummary(reader.say('people.errors'), errors)}<h1>${title}</h1>${body}`)
}

/** The message for one field; undefined when nothing is wrong with it. */
export function errorOf(errors: readonly FieldError[], field: string): string | undefined {
  return errors.find((one) => one.field === field)?.message
}

const slug = (role: string) => role.replaceAll(' ', '-')

/** A role as the language names it. */
export function roleName(role: Role, reader: PeopleReader): string {
  return reader.say(`people.role.${slug(role)}` as PeopleKey)
}

/** What a role may do, in a sentence. */
export function roleMeaning(role: Role, reader: PeopleReader): string {
  return reader.say(`people.role-means.${slug(role)}` as PeopleKey)
}

/** An office by its name in the pack; HTML, because the name may be in another language than the page. */
export function officeName(pack: Pack, office: string, reader: PeopleReader): Html | string {
  if (office === 'recruiter') return roleName('recruiter', reader)
  const named = pack.countries.flatMap(({ authorities }) => authorities).find(({ id }) => id === office)
  return named ? local(named.name, reader) : office
}

/** A text of the pack, marked with its language when that is not the page's. */
export function local(localized: Parameters<PeopleReader['text']>[0], reader: PeopleReader): Html {
  const { text, language, direction } = reader.text(localized)
  return language === reader.written.tag
    ? html`${text}`
    : html`<span lang="${language}" dir="${direction}">${text}</span>`
}

/** What has just happened, read out at once. */
export function done(message: string): Html {
  return html`<div class="notice is-yes" role="status">${drawn('yes', 's')}<p>${message}</p></div>`
}
