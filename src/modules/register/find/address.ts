// E-mail, web and social addresses in one normal form, so that the same place typed in two ways compares equal.

/** Hosts whose pages belong to whoever made them, each by the names it goes under; the path, not the host, says whose. */
const SOCIAL_HOSTS: Readonly<Record<string, readonly string[]>> = {
  'facebook.com': ['facebook.com', 'fb.com', 'fb.me', 'm.me'],
  'instagram.com': ['instagram.com', 'instagr.am', 'ig.me'],
  'tiktok.com': ['tiktok.com'],
  't.me': ['t.me', 'telegram.me', 'telegram.dog'],
  'x.com': ['x.com', 'twitter.com'],
  'youtube.com': ['youtube.com'],
  'linkedin.com': ['linkedin.com'],
}
const SHARED_HOSTS = new Set([
  ...Object.keys(SOCIAL_HOSTS),
  'linktr.ee',
  'sites.google.com',
  'bit.ly',
  'docs.google.com',
  'forms.gle',
])
/** Parts of a social address that stand before the name of whose it is. */
const PATH_WORDS = new Set([
  'people',
  'pages',
  'pg',
  'groups',
  'company',
  'in',
  'user',
  'channel',
  'c',
  's',
  'p',
  'public',
])
const WHATSAPP_HOSTS = new Set(['wa.me', 'api.whatsapp.com', 'web.whatsapp.com', 'whatsapp.com', 'chat.whatsapp.com'])

const socialHost = new Map(
  Object.entries(SOCIAL_HOSTS).flatMap(([host, names]) => names.map((name) => [name, host] as const)),
)

/** `Ana@Example.ORG.` and `mailto:ana@example.org` as `ana@example.org`; undefined when the text is no e-mail address. */
export function normalEmail(text: string): string | undefined {
  const bare = visible(text)
    .replace(/^mailto:/, '')
    .replace(/\?.*$/, '')
    .replace(/^[<(]|[>).,;]+$/g, '')
  return /^[^\s@,;<>()]+@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u.test(bare) ? bare : undefined
}

/**
 * A web or social address without scheme, `www.`, mobile host, query, fragment and closing slash: `https://www.Example.org/` as
 * `example.org`, `m.facebook.com/x` and `fb.com/x` as `facebook.com/x`. Undefined when the text is none, or a WhatsApp link
 * (`whatsappNumber`).
 */
export function normalWeb(text: string): string | undefined {
  const url = parse(text)
  if (!url || WHATSAPP_HOSTS.has(url.host)) return undefined
  const social = socialHost.get(url.host)
  if (!social) return url.host + trimmed(url.path)
  const number = /[?&]id=(\d+)/.exec(url.query)?.[1]
  const steps = url.path.split('/').filter((step) => step !== '' && !PATH_WORDS.has(step))
  // `/people/Any-Name/123`: the number says whose it is, the words before it anyone may change.
  const owner = number ?? steps.find((step) => /^\d{8,}$/.test(step)) ?? steps[0]?.replace(/^@/, '')
  return owner ? `${social}/${owner.toLowerCase()}` : social
}

/** The forms under which a typed web address may be registered: itself, then its host, unless pages of many owners share that host. */
export function webForms(text: string): readonly string[] {
  const handle = /^@([\p{L}\p{N}._-]{2,60})$/u.exec(visible(text))?.[1]
  if (handle)
    return ['facebook.com', 'instagram.com', 'tiktok.com', 't.me', 'x.com', 'youtube.com'].map(
      (host) => `${host}/${handle}`,
    )
  const web = normalWeb(text)
  if (!web) return []
  const host = web.split('/')[0] ?? web
  return host === web || SHARED_HOSTS.has(host) ? [web] : [web, host]
}

/** The telephone, as `+` and digits, that a WhatsApp link opens; undefined for any other text. */
export function whatsappNumber(text: string): string | undefined {
  const url = parse(text)
  if (!url || !WHATSAPP_HOSTS.has(url.host)) return undefined
  const digits = /[?&]phone=(?:\+|%2b|%20|\s)*(\d{6,15})/.exec(url.query)?.[1] ?? /^\/\+?(\d{6,15})/.exec(url.path)?.[1]
  return digits ? `+${digits}` : undefined
}

function parse(text: string): { readonly host: string; readonly path: string; readonly query: string } | undefined {
  const bare = visible(text)
    .replace(/[.,;)>\]]+$/, '')
    .replace(/^[<([]+/, '')
    .replace(/^[a-z][a-z+.-]*:\/\//, '')
  const parts = /^(?:[^/@\s]*@)?((?:[\p{L}\p{N}_-]+\.)+\p{L}{2,})(?::\d+)?(\/[^\s?#]*)?(\?[^\s#]*)?(#\S*)?$/u.exec(bare)
  if (!parts?.[1]) return undefined
  const host = parts[1].replace(/^(?:www\d?|m|mobile|web|mbasic|touch|l|[a-z]{2}-[a-z]{2})\.(?=.+\.)/, '')
  return {
    host: asciiHost(WHATSAPP_HOSTS.has(parts[1]) ? parts[1] : host),
    path: parts[2] ?? '',
    query: parts[3] ?? '',
  }
}

/** A host in other letters and its `xn--` form are one host; letters that only look Latin stay apart from Latin ones. */
function asciiHost(host: string): string {
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : host
}

function trimmed(path: string): string {
  return path.replace(/\/+(?:index\.\w+)?$/, '')
}

/** Lower case without characters that cannot be seen; unlike `fold` it keeps accents and apostrophes, which tell addresses apart. */
function visible(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
    .toLowerCase()
}
