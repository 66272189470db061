// The answer, first and large: one a page, and it holds the h1.
import { drawn, type Html, html, type Part } from '../../../../platform/html.ts'
import type { Shape } from './status.ts'

/** `asked`: what was asked; `answer`: the sentence of the h1; `lines`: short paragraphs below it. */
export function verdict(parts: {
  readonly shape: Shape
  readonly asked: Html
  readonly answer: Part
  readonly lines: readonly Part[]
}): Html {
  return html`<section class="verdict is-${parts.shape.tone}">${drawn(parts.shape.symbol, 's')}<p class="asked">${parts.asked}</p>
<h1>${parts.answer}</h1>${parts.lines.map(
    (part, index) => html`
<p${index === 0 && html` class="lead"`}>${part}</p>`,
  )}</section>`
}
