// What stands around every page of a desk: ribbon, the bar of sections with who is signed in, languages, and help for recruiters.
import type { Reader } from '../packs/reader.ts'
import type { Localized } from '../packs/schema.ts'
import type { Who } from '../people/index.ts'
import { formMarks, type Html, html } from '../platform/html.ts'
import { writeDocument } from './document.ts'
import { footNotes, help, languageChoice, localized, notice, ribbon, type Surroundings } from './layout.ts'
import type { PageKey, PageReader } from './readers.ts'
import { type DeskOfPage, marksOf } from './session.ts'
import type { WebKey } from './texts/index.ts'

/** A section of a desk: shown to whoever may open it. */
export type DeskSection = {
  readonly desk: Who['desk']
  /** Without the language, such as `/staff/files`. */
  readonly path: string
  /** Key of the section's name in the texts. */
  readonly key: PageKey
  /** Roles that may open it; every account of the desk when left out. */
  readonly roles?: readonly string[]
}

export type DeskSurroundings = Omit<Surroundings, 'reader' | 'stylesheetAddress'> & {
  readonly reader: PageReader
  readonly desk: DeskOfPage
  readonly countryName: Localized
  readonly sections: readonly DeskSection[]
  readonly stylesheets: readonly string[]
  readonly scripts: readonly string[]
}

/** The whole document of a page of a desk. Throws RangeError when the page uses a symbol that the sprite does not have. */
export function renderDeskPage(around: DeskSurroundings): string {
  const { page, desk } = around
  const reader: Reader<WebKey> = around.reader
  const body = html`<a class="skip" href="#main">${reader.say('skip')}</a>
<header>${around.ribbon && ribbon(around.ribbon, reader)}${bar(around)}</header>
<main id="main" tabindex="-1"><div class="wrap page flow">${notice(reader)}${page.body}</div></main>
${desk.desk === 'recruiter' && help({ reader, pack: around.pack })}<footer class="foot"><div class="wrap">${languageChoice({ ...around, reader })}${footNotes({ ...around, reader })}</div></footer>
`
  return writeDocument({
    reader,
    title: page.title,
    body,
    bodyClass: 'staff',
    symbols: page.symbols,
    stylesheets: around.stylesheets,
    scripts: around.scripts,
    faviconAddress: around.faviconAddress,
    noindex: true,
  })
}

function bar(around: DeskSurroundings): Html {
  const { reader, desk, countryName } = around
  const brand = html`<b class="nb"><a href="${reader.to(`/${desk.desk}`)}"><span>SurSur · ${localized(reader, countryName)}</span></a></b>`
  const { signedIn } = desk
  if (!signedIn) return html`<div class="bar2"><div class="wrap">${brand}</div></div>`
  const out = html`<form method="post" action="${reader.to(`/${desk.desk}/sign-out`)}">${formMarks(marksOf(signedIn))}<button>${reader.say('desk.sign-out')}</button></form>`
  return html`<div class="bar2"><div class="wrap">${brand}<nav aria-label="${reader.say('desk.sections')}"><ul>${sections(around, signedIn.who)}</ul></nav><span class="who"><bdi>${signedIn.who.name}</bdi></span>${out}</div></div>`
}

function sections({ reader, desk, sections, path }: DeskSurroundings, who: Who): readonly Html[] {
  const shown = sections.filter(
    (one) =>
      one.desk === desk.desk && (one.roles?.some((role) => (who.roles as readonly string[]).includes(role)) ?? true),
  )
  // The section with the longest address that leads to this page is the present one.
  const [present] = shown
    .filter((one) => path === one.path || path.startsWith(`${one.path}/`))
    .sort((a, b) => b.path.length - a.path.length)
  return shown.map((one) => {
    const current = one === present && html` aria-current="${one.path === path ? 'page' : 'true'}"`
    return html`<li><a href="${reader.to(one.path)}"${current}>${(reader as Reader<PageKey>).say(one.key)}</a></li>`
  })
}
