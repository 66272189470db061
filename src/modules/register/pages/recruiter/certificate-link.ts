// Where a recruiter's certificate is found, once the node makes them.

// Certificates are built apart: until then no page promises one.
const READY: boolean = false

/** The path of the certificate of the recruiter with this address; undefined while there is none. */
export function certificateLink(address: string): string | undefined {
  return READY ? `/recruiters/${encodeURIComponent(address)}.pdf` : undefined
}
