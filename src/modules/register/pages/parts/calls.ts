// Whom to call: the number is the largest thing.
import type { Contact } from '../../../../packs/schema.ts'
import { drawn, type Html, html } from '../../../../platform/html.ts'
import { local, number, type RegisterReader } from './words.ts'

/** Contacts one below the other; the day of the oldest reading stands at the end. */
export function calls(contacts: readonly Contact[], reader: RegisterReader): Html | false {
  const oldest = contacts.map((contact) => contact.checked).sort()[0]
  if (!oldest) return false
  return html`<section class="side flow"><h2>${reader.say('calls.heading')}</h2>${contacts.map((contact) => call(contact, reader))}
<p class="soft">${reader.say('calls.checked', { day: reader.day(oldest) })}</p></section>`
}

function call(contact: Contact, reader: RegisterReader): Html {
  const about = html`${local(reader, contact.name)}${contact.free && html`. ${reader.say('calls.free')}`}`
  const more = html`<p class="soft">${local(reader, contact.helps)}${contact.hours && html`<br>${local(reader, contact.hours)}`}${unverified(contact) && html`<br>${reader.say('calls.unverified')}`}</p>`
  if (!contact.telephone)
    return html`<div class="flow"><p><b>${about}</b></p>${addresses(contact, reader)}${more}</div>`
  return html`<div class="flow"><div class="calls"><a href="${telephoneLink(contact.dial ?? contact.telephone)}">${drawn('phone', 'i')}<b>${number(contact.telephone)}</b><span>${about}</span></a></div>${more}</div>`
}

/** A contact in few words inside another part: name, then telephone or address. */
export function contactLines(contact: Contact, reader: RegisterReader): Html {
  const link =
    contact.telephone &&
    html`<a class="big" href="${telephoneLink(contact.dial ?? contact.telephone)}">${number(contact.telephone)}</a>`
  return html`<p>${local(reader, contact.name)}</p><p>${link || addresses(contact, reader)}</p>`
}

function addresses(contact: Contact, reader: RegisterReader): Html {
  return html`${contact.web && html`<a href="${contact.web}">${reader.say('calls.web')}</a> `}${contact.email && html`<a href="mailto:${contact.email}">${number(contact.email)}</a>`}`
}

function unverified(contact: Contact): boolean {
  return contact.provenance.flag === 'background' || contact.provenance.flag === 'not found'
}

/** `tel:` with the digits of a telephone and its leading plus. */
export function telephoneLink(telephone: string): string {
  return `tel:${telephone.replace(/[^+0-9*#]/g, '')}`
}
