// To which site passkeys are bound: the public address of the node.

export type RelyingParty = { readonly id: string; readonly origin: string }

/** The site of passkeys; undefined where browsers allow none: an address that is a number, or without TLS and not this machine. */
export function relyingParty(publicUrl: string): RelyingParty | undefined {
  const { hostname, protocol, origin } = new URL(publicUrl)
  if (/^[\d.]+$|^\[/.test(hostname)) return undefined
  const own = hostname === 'localhost' || hostname.endsWith('.localhost')
  return protocol === 'https:' || own ? { id: hostname, origin } : undefined
}
