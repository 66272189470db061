// What a route is: method, path, permission and an answer; without a permission it does not compile.
import type { z } from 'zod'
import type { Page } from './html.ts'

/**
 * Who may call a route: everyone; whoever is signed in at a desk, or to a recruiter's account; or who sits in a seat
 * with one of these roles. Who may not is told that the page is not there (quality.md, rule 3).
 */
export type Permission = 'public' | 'staff' | 'recruiter' | { readonly roles: readonly string[] }

/** What every form carries: the token that binds it to the session, and the key under which its act happens once. */
export type FormMarks = { readonly token: string; readonly once: string }

export type PageRequest = {
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  /** What the browser calls itself; given to public forms alone, so that a session can be told from another. */
  readonly agent?: string | undefined
}

/** A file as it was sent with a form; nothing of it has been believed yet. */
export type SentFile = {
  readonly field: string
  readonly name: string
  /** As the browser calls it. */
  readonly type: string
  readonly bytes: Uint8Array
}

/** A form as it was sent: the first value of each field (NFC, line ends as \n), every value of each, and the files. */
export type SentForm = {
  readonly fields: Readonly<Record<string, string>>
  readonly lists: Readonly<Record<string, readonly string[]>>
  readonly files: readonly SentFile[]
}

/** Begins or ends a session: the cookie that the answer sets. */
export type SessionChange = { readonly begin: string } | { readonly end: true }

export type FileToSend = {
  /** The name under which a browser saves it. */
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
  /** Shown in the browser instead of saved; only for types that cannot run anything. */
  readonly inline?: boolean
}

/** A page, a problem to be shown by the layout, another address within the language's pages, or a file. */
export type PageAnswer =
  | { readonly status: number; readonly page: Page; readonly session?: SessionChange }
  | { readonly problem: string }
  /** A path without its language, such as `/staff/files/…`; answered with 303 after a form. */
  | { readonly redirect: string; readonly session?: SessionChange }
  | { readonly file: FileToSend }

/** A page of the site, in each language of the pack under `/{language}`; `PageReader` is who reads it. */
export type PageRoute<PageReader> = {
  readonly path: string
  readonly permission: 'public'
  /** Most bytes of the first view, compressed, with styles and pictures. */
  readonly budget: number
  readonly respond: (request: PageRequest, reader: PageReader) => Promise<PageAnswer> | PageAnswer
}

/** A file that anybody may have, outside of the languages' pages: a paper that is written in two of them. */
export type PublicFileRoute = {
  readonly path: string
  readonly permission: 'public'
  readonly respond: (
    request: Pick<PageRequest, 'params'>,
  ) => Promise<{ readonly file: FileToSend } | { readonly problem: string }>
}

/** A form that anybody may send. There is no session, so the origin alone tells a forged one. */
export type PublicFormRoute<PageReader> = {
  readonly method: 'post'
  readonly path: string
  readonly permission: 'public'
  /** Most bytes of the whole form; 64 KB when left out. */
  readonly limit?: number
  readonly respond: (
    request: PageRequest & { readonly form: SentForm },
    reader: PageReader,
  ) => Promise<PageAnswer> | PageAnswer
}

/** A page for those who are signed in; `Who` is who asks. Never stored by a cache. */
export type DeskRoute<PageReader, Who> = {
  readonly method?: 'get'
  readonly path: string
  readonly permission: Exclude<Permission, 'public'>
  readonly respond: (
    request: PageRequest & { readonly who: Who; readonly marks: FormMarks },
    reader: PageReader,
  ) => Promise<PageAnswer> | PageAnswer
}

/** A form of those who are signed in. Its token has been checked; `once` is the key under which its act happens once. */
export type DeskFormRoute<PageReader, Who> = {
  readonly method: 'post'
  readonly path: string
  readonly permission: Exclude<Permission, 'public'>
  readonly limit?: number
  readonly respond: (
    request: PageRequest & {
      readonly who: Who
      readonly marks: FormMarks
      readonly form: SentForm
      readonly once: string
    },
    reader: PageReader,
  ) => Promise<PageAnswer> | PageAnswer
}

/** Any route of those who are signed in. */
export type SignedInRoute<PageReader, Who> = DeskRoute<PageReader, Who> | DeskFormRoute<PageReader, Who>

/** A route of the API; its schemas are what the OpenAPI document is made from. */
export type ApiRoute = {
  readonly path: string
  readonly permission: 'public'
  readonly summary: string
  readonly params: z.ZodObject
  readonly query: z.ZodObject
  readonly answer: z.ZodType
  readonly problems: readonly string[]
  readonly respond: (request: { readonly params: never; readonly query: never }) => Promise<ApiResult> | ApiResult
}

export type ApiResult = { readonly body: unknown } | { readonly problem: string; readonly detail?: string }

/** A request as it came, for programs: bytes in, bytes out, outside of the languages' pages. */
export type RawRequest = {
  readonly method: 'GET' | 'POST'
  /** As it was sent to, host and port: what a signature covers as `@authority`. */
  readonly authority: string
  readonly path: string
  /** With its question mark; empty when there is none. */
  readonly search: string
  readonly params: Readonly<Record<string, string>>
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}
export type RawAnswer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array | string
}

/** An address for programs: the log's files, a witness, calls between nodes. What comes in has been believed by nobody. */
export type RawRoute = {
  readonly method: 'get' | 'post'
  /** May end in `/*`; the rest is then `params.rest`. */
  readonly path: string
  readonly permission: 'public' | 'peer'
  /** Most bytes of a body; 64 KB when left out. */
  readonly limit?: number
  readonly respond: (request: RawRequest) => Promise<RawAnswer> | RawAnswer
}
