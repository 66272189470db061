// How you can check us: what the log is, in plain words and a picture, with the checkpoint as it stands now.
import { type Html, html, type Page, page } from '../../platform/html.ts'
import type { FederationReader } from '../texts/index.ts'
import type { CheckUsView } from '../views.ts'

/** The public page. */
export function checkUsPage(
  { checkpoint, address, parties, verifierKey }: CheckUsView,
  reader: FederationReader,
): Page {
  const { say, text, to, number } = reader
  const countries = reader.join(parties.map(({ country }) => text(country).text))
  return page(
    say('check-us.title'),
    html`<div class="flow"><h1>${say('check-us.title')}</h1><p class="lead read">${say('check-us.lead', { countries })}</p>
<section class="flow"><h2>${say('check-us.book')}</h2><p class="read">${say('check-us.book-about')}</p>${picture(reader)}</section>
<section class="flow"><h2>${say('check-us.who')}</h2><p class="read">${say('check-us.who-about')}</p></section>
<section class="flow"><h2>${say('check-us.private')}</h2><p class="read">${say('check-us.private-about')}</p></section>
<section class="flow"><h2>${say('check-us.now')}</h2>${
      checkpoint
        ? html`<p>${say('check-us.size', { count: number(checkpoint.size) })} ${say('check-us.cosigners', { count: checkpoint.cosigners })}</p><pre class="code" dir="ltr" tabindex="0" role="region" aria-label="${say('check-us.now')}">${checkpoint.text}</pre>`
        : html`<p>${say('check-us.nothing-yet')}</p>`
    }</section>
<section class="flow"><h2>${say('check-us.yourself')}</h2><p class="read">${say('check-us.yourself-about')}</p><pre class="code" dir="ltr" tabindex="0" role="region" aria-label="${say('check-us.yourself')}">npx sursur log verify ${address}/log --policy corridor-policy.txt</pre>
<ul><li><a href="${`${address}/log/checkpoint`}">${say('check-us.link-checkpoint')}</a></li><li><a href="${`${address}/log/policy`}">${say('check-us.link-policy')}</a></li><li><a href="${to('/scan')}">${say('check-us.link-scan')}</a></li></ul>
<p>${say('check-us.key')}<br><code class="code" dir="ltr">${verifierKey}</code></p><p class="read soft">${say('check-us.policy-about')}</p></section>
<section class="flow"><h2>${say('check-us.cannot')}</h2><p class="read">${say('check-us.cannot-about')}</p></section></div>`,
  )
}

/** A small tree: four entries, joined two by two up to one number, which both countries sign. */
function picture({ say }: FederationReader): Html {
  const box = (x: number, y: number, width: number) =>
    html`<rect x="${x}" y="${y}" width="${width}" height="34" rx="4" fill="none" stroke="currentColor" stroke-width="2"/>`
  const line = (x1: number, y1: number, x2: number, y2: number) =>
    html`<path d="M${x1} ${y1}L${x2} ${y2}" stroke="currentColor" stroke-width="2"/>`
  const word = (x: number, y: number, text: string) =>
    html`<text x="${x}" y="${y}" text-anchor="middle" fill="currentColor" font-size="14">${text}</text>`
  const leaves = [0, 1, 2, 3].map((at) => html`${box(10 + at * 80, 156, 60)}${word(40 + at * 80, 178, String(at + 1))}`)
  return html`<figure><svg viewBox="0 0 330 200" width="330" role="img" aria-label="${say('check-us.picture')}">${leaves}
${line(40, 156, 80, 120)}${line(120, 156, 80, 120)}${line(200, 156, 240, 120)}${line(280, 156, 240, 120)}${box(50, 86, 60)}${box(210, 86, 60)}${word(80, 108, '1+2')}${word(240, 108, '3+4')}
${line(80, 86, 160, 46)}${line(240, 86, 160, 46)}${box(100, 12, 120)}${word(160, 34, '1+2+3+4')}</svg><figcaption class="soft">${say('check-us.picture')}</figcaption></figure>`
}
