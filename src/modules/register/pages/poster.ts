// The poster for an agency's wall as a page: read on a telephone, printed on A4 (look.md, the poster).
import { type Html, html, type Page, page } from '../../../platform/html.ts'
import type { RecruiterPaper } from '../views/print.ts'
import { CLOTH } from './parts/cloth.ts'
import { facts } from './parts/facts.ts'
import { headline, statusWord } from './parts/status.ts'
import { local, name, number, type RegisterReader } from './parts/words.ts'

/** `code`: the picture of the code, as `qrSvg` draws it. */
export function posterPage(
  paper: RecruiterPaper,
  code: { readonly size: number; readonly path: string },
  reader: RegisterReader,
): Page {
  const { summary, siteAddress, contact, fees, today } = paper
  const { say, text, day, to } = reader
  const address = `/recruiters/${encodeURIComponent(summary.address)}`
  const steps: readonly (string | false | undefined)[] = [
    say('poster.scan'),
    say('poster.search', { number: summary.licence, address: siteAddress }),
    say('poster.compare'),
    contact?.telephone && say('poster.call', { contact: text(contact.name).text, telephone: contact.telephone }),
  ]
  const body = html`<article class="sheet poster flow">${CLOTH}<h1>${say('poster.title')}</h1><p class="lead">${say('poster.lead')}</p>
<h2>${say('poster.how')}</h2><div class="end">${picture(code, say('print.code', { address: paper.pageAddress }))}<ol class="plain flow">${steps.filter(Boolean).map((step) => html`<li>${step}</li>`)}</ol></div>
${facts([
  [say('poster.whose'), name(summary.name)],
  [say('fact.licence'), number(summary.licence)],
  [say('poster.today'), statusWord(reader, headline(summary))],
])}
<p class="lead"><b>${say('print.free')}</b></p>${fees.map((fee) => html`<p><b>${local(reader, fee.country)}:</b> ${local(reader, fee.sentence)}${fee.source && html` <span class="soft">${say('print.source', { source: fee.source })}</span>`}</p>`)}
<p class="soft">${say('print.printed', { day: day(today) })}</p></article>
<p class="row screen"><a class="btn" href="${to(`${address}/poster.pdf`)}">${say('poster.pdf')}</a> <a class="btn quiet" href="${address}.pdf">${say('poster.certificate')}</a></p>`
  return page(say('poster.title'), body)
}

function picture({ size, path }: { readonly size: number; readonly path: string }, alt: string): Html {
  return html`<svg class="qr" viewBox="0 0 ${size} ${size}" role="img" aria-label="${alt}"><path d="${path}"/></svg>`
}
