// The API's reference: an OpenAPI 3.1 document as a readable page; its descriptions are English and marked so.
import type { Reader } from '../../packs/reader.ts'
import { type Html, html, type Page, page } from '../../platform/html.ts'
import type { WebKey } from '../texts/index.ts'

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
type Fields = { readonly [key: string]: Json }

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const

/** `document`: the OpenAPI document as parsed JSON; what is not in it is left out. `address`: where it is served. */
export function apiReference(document: unknown, reader: Reader<WebKey>, address = '/api/v1/openapi.json'): Page {
  const root = fields(document)
  const info = fields(root.info)
  const operations = Object.entries(fields(root.paths)).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = fields(item)[method]
      return operation === undefined ? [] : [described(method, path, fields(operation), root, reader)]
    }),
  )
  const title = reader.say('api.title')
  return page(
    title,
    html`<div class="flow api"><h1>${title}</h1><p class="lead">${reader.say('api.lead')}</p><p><a href="${address}">${reader.say('api.document')}</a> ${code(text(info.version))}</p>${english(text(info.description))}${operations}</div>`,
  )
}

function described(method: string, path: string, operation: Fields, root: Fields, reader: Reader<WebKey>): Html {
  const { say } = reader
  const parameters = list(operation.parameters).map((entry) => fields(followed(entry, root)))
  const answers = Object.entries(fields(operation.responses)).map(
    ([status, entry]) => [status, fields(followed(entry, root))] as const,
  )
  return html`<section class="flow"><h2>${code(`${method.toUpperCase()} ${path}`)}</h2>${english(text(operation.summary))}${english(text(operation.description))}${parameters.length > 0 && html`<h3>${say('api.parameters')}</h3><dl class="facts plain">${parameters.map((parameter) => html`<div><dt>${code(text(parameter.name))}<br><span lang="en" dir="ltr">${typeOf(fields(parameter.schema))}</span>${parameter.required === true && html`<br>${say('api.required')}`}</dt><dd>${english(text(parameter.description))}${example(parameter.example ?? fields(parameter.schema).example, say('api.example'))}</dd></div>`)}</dl>`}
<h3>${say('api.answers')}</h3><dl class="facts plain">${answers.map(([status, answer]) => html`<div><dt>${code(status)}</dt><dd>${english(text(answer.description))}${Object.entries(fields(answer.content)).map(([type, media]) => html`<p>${code(type)}</p>${example(exampleOf(fields(media)), say('api.example'))}`)}</dd></div>`)}</dl></section>`
}

function example(value: Json | undefined, word: string): Html | false {
  if (value === undefined) return false
  const written = typeof value === 'string' ? value : JSON.stringify(value, null, 2)
  return html`<p class="soft">${word}</p><pre class="code" dir="ltr" tabindex="0">${written}</pre>`
}

function exampleOf(media: Fields): Json | undefined {
  const [first] = Object.values(fields(media.examples))
  return media.example ?? (first === undefined ? undefined : fields(first).value)
}

/** `string (date)`, `integer`: the type of a schema in a word or two. */
function typeOf(schema: Fields): string {
  const kind = Array.isArray(schema.type) ? schema.type.join(' | ') : text(schema.type)
  return schema.format ? `${kind} (${text(schema.format)})` : kind
}

/** What a `$ref` into the same document stands for; anything else as it is. */
function followed(entry: Json, root: Fields): Json {
  const reference = text(fields(entry).$ref)
  if (!reference.startsWith('#/')) return entry
  const steps = reference
    .slice(2)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  return steps.reduce<Json>((at, step) => fields(at)[step] ?? {}, root)
}

function english(words: string): Html | false {
  return words !== '' && html`<p lang="en" dir="ltr">${words}</p>`
}

function code(words: string): Html {
  return html`<code class="code" dir="ltr">${words}</code>`
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
}

function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : []
}

function text(value: Json | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
