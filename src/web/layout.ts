// What stands around every public page: ribbon, masthead, languages, seam, notice, help, foot, and the symbols it uses.
import type { Day } from '../kernel/day.ts'
import type { Reader } from '../packs/reader.ts'
import type { Contact, LanguageOfPack, Localized } from '../packs/schema.ts'
import { drawn, fill, type Html, html, type Page } from '../platform/html.ts'
import type { TextState } from '../platform/texts.ts'
import { writeDocument } from './document.ts'
import type { WebKey } from './texts/index.ts'

export type Ribbon = { readonly kind: 'practice' } | { readonly kind: 'sample'; readonly asOf: Day }

export type Surroundings = {
  readonly page: Page
  readonly reader: Reader<WebKey>
  readonly pack: {
    readonly corridorName: Localized
    readonly languages: readonly LanguageOfPack[]
    readonly helpContact: Contact
    /** Whether the corridor shows a list of warnings. */
    readonly publicWarnings?: boolean
    /** Whether the node keeps a public log, so that anybody can check it and its papers. */
    readonly checkable?: boolean
  }
  /** State of the texts that the page is written in. */
  readonly textState: TextState
  /** Path without the language, such as `/check`. */
  readonly path: string
  /** With its question mark, or empty. */
  readonly query: string
  readonly ribbon?: Ribbon
  /** Keeps search engines out; a ribbon does so by itself. */
  readonly noindex?: boolean
  readonly stylesheetAddress: string
  /** Addresses of the scripts of the scan page; no other public page has any. */
  readonly scripts?: readonly string[]
  readonly faviconAddress?: string
  /** To quote when something failed. */
  readonly requestNumber?: string
}

/** The whole document. Throws RangeError when the page uses a symbol that the sprite does not have. */
export function renderPage(around: Surroundings): string {
  const { page, reader } = around
  const isFront = around.path === '/'
  const body = html`<a class="skip" href="#main">${reader.say('skip')}</a>
<header>${around.ribbon && ribbon(around.ribbon, reader)}${mast(around)}${isFront && html`<nav class="langs" aria-label="${reader.say('language')}"><div class="wrap">${languages(around, true)}</div></nav>`}<div class="randa"></div>${!isFront && top(around)}</header>
<main id="main" tabindex="-1"><div class="wrap page">${notice(reader)}${page.body}</div></main>
${help(around)}${foot(around)}
`
  return writeDocument({
    reader,
    title: page.title,
    body,
    symbols: page.symbols,
    stylesheets: [around.stylesheetAddress],
    scripts: around.scripts ?? [],
    faviconAddress: around.faviconAddress,
    noindex: around.ribbon !== undefined || around.noindex === true,
  })
}

/** Practice or sample, said above everything. */
export function ribbon(kind: Ribbon, reader: Reader<WebKey>): Html {
  const words =
    kind.kind === 'practice'
      ? reader.say('ribbon.practice')
      : reader.say('ribbon.sample', { day: reader.day(kind.asOf) })
  return html`<div class="ribbon"><div class="wrap">${drawn('warn', 's')}<p>${words}</p></div></div>`
}

function mast({ reader, pack }: Surroundings): Html {
  const { say } = reader
  return html`<div class="mast"><div class="wrap"><a class="brand" href="${reader.to('/')}"><svg class="m" aria-hidden="true"><use href="#mark"/></svg><span>SurSur<small>${localized(reader, pack.corridorName)}</small></span></a><p class="free"><span class="wide">${say('free.service')}</span><span class="narrow">${say('free.short')}</span></p></div></div>`
}

function top(around: Surroundings): Html {
  const { reader } = around
  return html`<div class="wrap top"><a class="back" href="${reader.to('/')}">${drawn('go', 'i')}${reader.say('back')}</a>${languageChoice(around)}</div>`
}

type WithLanguages = Pick<Surroundings, 'reader' | 'pack' | 'path' | 'query'>

/** The present language, and folded behind it the others. */
export function languageChoice(around: WithLanguages): Html {
  const { reader } = around
  const { name, tag, direction } = reader.asked
  const own = html`<span lang="${tag}" dir="${direction}">${name}</span>`
  return html`<details class="lang"><summary>${fill(reader.say, 'language.now', { name: own })}</summary>${languages(around, false)}</details>`
}

/** Every language of the pack by its own name, on the same page; `withOwn` lists the present one too. */
function languages({ reader, pack, path, query }: WithLanguages, withOwn: boolean): Html {
  const listed = pack.languages.filter((language) => withOwn || language.tag !== reader.asked.tag)
  return html`<ul>${listed.map((language) => {
    const present = language.tag === reader.asked.tag && html` aria-current="true"`
    return html`<li><a href="/${language.tag}${path}${query}" lang="${language.tag}" hreflang="${language.tag}" dir="${language.direction}"${present}>${language.name}</a></li>`
  })}</ul>`
}

/** Says in the fallback language that the one asked for has no texts yet. */
export function notice(reader: Reader<WebKey>): Html | false {
  const { asked, written } = reader
  if (asked.tag === written.tag) return false
  const name = html`<span lang="${asked.tag}" dir="${asked.direction}">${asked.name}</span>`
  return html`<div class="notice is-clock" role="note">${drawn('clock', 's')}<p>${fill(reader.say, 'language.notice', { name })}</p></div>`
}

/** Whom to call, in the same place on every page. */
export function help({ reader, pack }: Pick<Surroundings, 'reader' | 'pack'>): Html {
  const contact = pack.helpContact
  return html`<section class="helpbar" aria-labelledby="h-help"><div class="wrap row"><div><h2 id="h-help">${reader.say('help.heading')}</h2><p>${localized(reader, contact.name)}${contact.hours && html`. ${localized(reader, contact.hours)}`}</p></div>${reach(contact, reader)}</div></section>`
}

function reach(contact: Contact, reader: Reader<WebKey>): Html | false {
  const { telephone, dial, web, email } = contact
  if (telephone) {
    const number = html`<bdi class="nb" dir="ltr">${telephone}</bdi>`
    const words = fill(reader.say, contact.free ? 'help.call.free' : 'help.call', { telephone: number })
    return html`<a class="btn" href="tel:${dial ?? telephone.replace(/[^+0-9*#]/g, '')}">${drawn('phone', 'i')}<span>${words}</span></a>`
  }
  if (web) return html`<a class="btn" href="${web}">${reader.say('help.web')}</a>`
  const address = email && html`<bdi dir="ltr">${email}</bdi>`
  return (
    address !== undefined &&
    address !== '' &&
    html`<a class="btn" href="mailto:${email}">${fill(reader.say, 'help.write', { address })}</a>`
  )
}

function foot(around: Surroundings): Html {
  const { say, to } = around.reader
  return html`<footer class="foot"><div class="wrap"><ul><li><a href="${to('/list')}">${say('foot.list')}</a></li>${around.pack.publicWarnings && html`<li><a href="${to('/warnings')}">${say('foot.warnings')}</a></li>`}${around.pack.checkable && html`<li><a href="${to('/scan')}">${say('foot.scan')}</a></li><li><a href="${to('/check-us')}">${say('foot.check-us')}</a></li>`}<li><a href="${to('/api')}">${say('foot.api')}</a></li><li><a href="${to('/recruiter')}">${say('foot.recruiters')}</a></li><li><a href="${to('/staff')}">${say('foot.staff')}</a></li></ul><p>${say('foot.free')}</p>${footNotes(around)}</div></footer>`
}

/** What stands at the foot of some pages: that nobody has reviewed the translation, and a number to quote. */
export function footNotes({
  reader,
  textState,
  requestNumber,
}: Pick<Surroundings, 'reader' | 'textState' | 'requestNumber'>): Html {
  const { say, written } = reader
  const unreviewed = written.standing !== 'original' && textState === 'draft'
  return html`${unreviewed && html`<p>${say('foot.unreviewed')}</p>`}${requestNumber && html`<p>${fill(say, 'foot.request', { number: html`<bdi dir="ltr">${requestNumber}</bdi>` })}</p>`}`
}

/** A text of the pack, marked with its language where that is not the page's. */
export function localized(reader: Reader<WebKey>, text: Localized): Html {
  const found = reader.text(text)
  if (found.language === reader.written.tag) return html`${found.text}`
  return html`<span lang="${found.language}" dir="${found.direction}">${found.text}</span>`
}
