// Writing HTML: tagged templates that escape by default, and the shape every page returns.
import { html, raw } from 'hono/html'

export { html, raw }

/** A piece of escaped HTML, as `html` returns it when all its parts are at hand. */
export type Html = ReturnType<typeof html>

/** What a page function returns; the layout is put around it by `web`. */
export type Page = {
  /** Plain text, without the product's name. */
  readonly title: string
  readonly body: Html
  /** Names of the sprite's symbols that the body uses; the layout inlines these and no others. */
  readonly symbols: readonly string[]
}
