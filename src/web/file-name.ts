// The name under which a browser saves a file (RFC 6266): plain for old programs, in UTF-8 for all others.

/** `attachment; filename="Decision_12.pdf"; filename*=UTF-8''…`; `inline` when the browser may show it. */
export function dispositionOf(name: string, inline: boolean): string {
  const whole = name.toWellFormed().replace(/[\p{Cc}\p{Cf}/\\]/gu, '_')
  const plain = whole
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\w .()-]/g, '_')
  // RFC 5987: what encodeURIComponent leaves as it is and the grammar does not allow.
  const coded = encodeURIComponent(whole).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${inline ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${coded}`
}
