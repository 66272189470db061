// What a route is: method, path, permission and an answer; without a permission it does not compile.
import type { z } from 'zod'
import type { Page } from './html.ts'

/** Who may call a route. Everything so far is for everyone; signed-in permissions come with the accounts. */
export type Permission = 'public'

/** A page of the site, in each language of the pack under `/{language}`; `PageReader` is who reads it. */
export type PageRoute<PageReader> = {
  readonly path: string
  readonly permission: Permission
  /** Most bytes of the first view, compressed, with styles and pictures. */
  readonly budget: number
  readonly respond: (request: PageRequest, reader: PageReader) => Promise<PageAnswer> | PageAnswer
}

export type PageRequest = {
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
}

/** A page, or a problem to be shown by the layout. */
export type PageAnswer = { readonly status: number; readonly page: Page } | { readonly problem: string }

/** A route of the API; its schemas are what the OpenAPI document is made from. */
export type ApiRoute = {
  readonly path: string
  readonly permission: Permission
  readonly summary: string
  readonly params: z.ZodObject
  readonly query: z.ZodObject
  readonly answer: z.ZodType
  readonly problems: readonly string[]
  readonly respond: (request: { readonly params: never; readonly query: never }) => Promise<ApiResult> | ApiResult
}

export type ApiResult = { readonly body: unknown } | { readonly problem: string; readonly detail?: string }
