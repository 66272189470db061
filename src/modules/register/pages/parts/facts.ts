// What the register holds about a recruiter, in pairs of word and value.
import { type Html, html, type Part } from '../../../../platform/html.ts'
import type { RecruiterSummary } from '../../views.ts'
import { local, name, number, type RegisterReader } from './words.ts'

export type Pair = readonly [word: string, value: Part]

/** Pairs as a list of definitions; pairs without a value are left out. */
export function facts(pairs: readonly (Pair | false | undefined)[], kind: 'facts' | 'facts plain' = 'facts'): Html {
  const present = pairs.filter((pair): pair is Pair => Boolean(pair))
  return html`<dl class="${kind}">${present.map(([word, value]) => html`<div><dt>${word}</dt><dd>${value}</dd></div>`)}</dl>`
}

/** Licence, former and trade names, scope. */
export function recruiterFacts(recruiter: RecruiterSummary, reader: RegisterReader): Html {
  const { say } = reader
  const { sectors = [], occupations = [], places, workers, conditions } = recruiter.scope ?? {}
  const lines = (texts: readonly Html[]) => texts.map((text, index) => html`${index > 0 && html`<br>`}${text}`)
  const derived = recruiter.licenceDerived && html`<span class="hint">${say('fact.licence.derived')}</span>`
  return facts([
    [say('fact.licence'), html`${number(recruiter.licence)}${derived}`],
    sectors.length > 0 && [say('fact.sectors'), lines(sectors.map((sector) => local(reader, sector)))],
    occupations.length > 0 && [say('fact.occupations'), lines(occupations.map((one) => local(reader, one)))],
    places !== undefined && [say('fact.places'), local(reader, places)],
    workers !== undefined && [say('fact.workers'), say('fact.workers.most', { count: workers })],
    conditions !== undefined && [say('fact.conditions'), local(reader, conditions)],
    recruiter.tradeNames.length > 0 && [say('fact.trade'), lines(recruiter.tradeNames.map(name))],
    recruiter.formerNames.length > 0 && [say('fact.former'), lines(recruiter.formerNames.map(name))],
  ])
}

/** Where the recruiter answers: telephones, addresses, place; says so when none is registered. */
export function registeredContacts(recruiter: RecruiterSummary, reader: RegisterReader): Html {
  const reach = [...recruiter.telephones, ...recruiter.emails, ...recruiter.webs]
  return html`<section class="side flow"><h2>${reader.say('who.heading')}</h2>${reach.length > 0 && html`<ul class="plain">${reach.map((text) => html`<li><b>${number(text)}</b></li>`)}</ul>`}${recruiter.place && html`<p class="soft">${name(recruiter.place)}</p>`}${reach.length === 0 && html`<p>${reader.say('who.none')}</p>`}</section>`
}
