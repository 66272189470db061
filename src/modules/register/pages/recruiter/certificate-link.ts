// Where a recruiter's certificate is found.

/** The whole path, without a language: a certificate is written in two. */
export function certificateLink(address: string): string {
  return `/recruiters/${encodeURIComponent(address)}.pdf`
}
