// Security headers, one set a kind of answer, each with its reason.

export type AnswerKind = 'page' | 'scan' | 'desk' | 'file' | 'data' | 'asset' | 'redirect' | 'probe'

const COMMON: Readonly<Record<string, string>> = {
  // A type is what we say it is: no guessing of scripts in data.
  'x-content-type-options': 'nosniff',
  // Other sites never learn what was asked; our own forms still send Origin (with no-referrer Chromium sends `null`).
  'referrer-policy': 'same-origin',
  // A window that opened us cannot reach in.
  'cross-origin-opener-policy': 'same-origin',
  // No page of this kind uses them.
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), browsing-topics=()',
}

const KINDS: Readonly<Record<AnswerKind, Readonly<Record<string, string>>>> = {
  page: {
    // Nothing but our own styles, pictures and forms; no script at all.
    'content-security-policy':
      "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    'cross-origin-resource-policy': 'same-origin',
  },
  scan: {
    // As a page, and the script that checks a code on the reader's own telephone, with its worker: it asks nobody but us.
    'content-security-policy':
      "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    'cross-origin-resource-policy': 'same-origin',
    // The one page that may look through the camera, when its reader allows it; pictures never leave the telephone.
    'permissions-policy': 'camera=(self), microphone=(), geolocation=(), browsing-topics=()',
  },
  desk: {
    // As a page, and our own scripts: passkeys and comfort. Still nothing inline, and nobody frames it to catch a click.
    'content-security-policy':
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    'cross-origin-resource-policy': 'same-origin',
    // Signing in with a passkey is for our own pages alone.
    'permissions-policy':
      'camera=(), microphone=(), geolocation=(), browsing-topics=(), publickey-credentials-get=(self), publickey-credentials-create=(self)',
    // No desk is a thing to be found.
    'x-robots-tag': 'noindex, nofollow',
  },
  file: {
    // Somebody else made it: whatever it holds runs as nobody, loads nothing and reaches nothing of ours.
    'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'x-robots-tag': 'noindex, nofollow',
  },
  data: {
    // Opened in a browser, JSON stays text.
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    // Open data: any site may read it.
    'cross-origin-resource-policy': 'cross-origin',
    'access-control-allow-origin': '*',
  },
  redirect: {
    // There is nothing to show.
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cross-origin-resource-policy': 'same-origin',
  },
  probe: {
    // For whoever runs the node: no other site reads its measures through a visitor's browser.
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cross-origin-resource-policy': 'same-origin',
  },
  asset: {
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cross-origin-resource-policy': 'same-origin',
  },
}

// A browser that came over TLS once never asks without it again, for a year; only said where TLS is there (publicUrl).
const BEHIND_TLS = { 'strict-transport-security': 'max-age=31536000' } as const

/** The headers of an answer. `noindex` keeps search engines out of samples and practice; `tls`: the node is reached over TLS. */
export function securityHeaders(kind: AnswerKind, noindex: boolean, tls: boolean): Readonly<Record<string, string>> {
  return { ...COMMON, ...KINDS[kind], ...(noindex && { 'x-robots-tag': 'noindex, nofollow' }), ...(tls && BEHIND_TLS) }
}
