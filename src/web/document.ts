// The document around every layout: head, styles, scripts, and the symbols that are used.
import type { Reader } from '../packs/reader.ts'
import { type Html, html, raw, symbolsIn } from '../platform/html.ts'
import { SPRITE } from './assets/sprite.ts'
import type { WebKey } from './texts/index.ts'

export type DocumentParts = {
  readonly reader: Reader<WebKey>
  readonly title: string
  /** What stands between `<body>` and the symbols. */
  readonly body: Html
  readonly bodyClass?: string
  /** Symbols that the body uses and that cannot be seen in it. */
  readonly symbols: readonly string[]
  readonly stylesheets: readonly string[]
  readonly scripts?: readonly string[]
  readonly faviconAddress?: string | undefined
  /** Keeps search engines out. */
  readonly noindex: boolean
}

/** The whole document. Throws RangeError when the page uses a symbol that the sprite does not have. */
export function writeDocument(parts: DocumentParts): string {
  const { reader, title, body, bodyClass, symbols, stylesheets, scripts = [], faviconAddress, noindex } = parts
  const { tag, direction } = reader.written
  return `<!doctype html>
${html`<html lang="${tag}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">${
  noindex &&
  html`
<meta name="robots" content="noindex, nofollow">`
}
<title>${title} – SurSur</title>${stylesheets.map(
  (address) => html`
<link rel="stylesheet" href="${address}">`,
)}${
  faviconAddress &&
  html`
<link rel="icon" type="image/svg+xml" href="${faviconAddress}">`
}${scripts.map(
  (address) => html`
<script type="module" src="${address}"></script>`,
)}
</head>
<body${bodyClass !== undefined && html` class="${bodyClass}"`}>
${body}${sprite([...symbols, ...symbolsIn(String(body))])}
</body>
</html>`}
`
}

/** The sprite's symbols that are used, hidden; no request, and they print. */
function sprite(names: readonly string[]): Html {
  const symbols = [...new Set(names)].map((name) => {
    const picture = SPRITE[name]
    if (!picture) throw new RangeError(`the sprite has no symbol ${name}`)
    return `<symbol id="${name}" viewBox="${picture.box}">${picture.paths}</symbol>`
  })
  return raw(`<svg width="0" height="0" hidden>${symbols.join('')}</svg>`)
}
