// Runs in the reader's browser beside the scan page: keeps it, its files, the policy and the list, and gives them out without network.

// Only what is used here: the types of workers and of pages do not go together.
type WorkerScope = {
  readonly addEventListener: (name: string, listener: (event: WorkerEvent) => void) => void
  readonly skipWaiting: () => Promise<void>
  readonly clients: { readonly claim: () => Promise<void> }
}
type WorkerEvent = {
  readonly request: Request
  readonly data: { readonly page: string; readonly files: readonly string[] }
  readonly ports: readonly MessagePort[]
  readonly respondWith: (answer: Promise<Response>) => void
  readonly waitUntil: (work: Promise<unknown>) => void
}
const worker = globalThis as unknown as WorkerScope

const CACHE = 'sursur-scan-1'
const DATA = ['/log/policy', '/status-list']
/** Without network for so long counts as without network. */
const PATIENCE = 4000

worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()))
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()))
worker.addEventListener('message', (event) => {
  const keep = async () => {
    const cache = await caches.open(CACHE)
    await Promise.all([event.data.page, ...event.data.files].map((path) => keepIn(cache, path)))
    await Promise.all(DATA.map((path) => keepIn(cache, path).catch(() => undefined)))
    event.ports[0]?.postMessage('kept')
  }
  event.waitUntil(keep())
})
worker.addEventListener('fetch', (event) => {
  const { pathname, origin } = new URL(event.request.url)
  if (event.request.method !== 'GET' || origin !== location.origin) return
  // Everything else of the site is none of its business.
  if (isScan(pathname) || DATA.includes(pathname)) event.respondWith(freshOrKept(event.request, pathname))
  else if (pathname.startsWith('/assets/')) event.respondWith(keptOrFresh(event.request))
})

function isScan(pathname: string): boolean {
  return /^(\/[a-z]{2,3})?\/(scan|S)$/.test(pathname)
}

async function keepIn(cache: Cache, path: string): Promise<void> {
  const answer = await fetch(path, { cache: 'no-cache' })
  if (answer.ok && !answer.redirected) await cache.put(path, answer)
}

async function freshOrKept(request: Request, pathname: string): Promise<Response> {
  const cache = await caches.open(CACHE)
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) })
    if (answer.ok && !answer.redirected) await cache.put(pathname, answer.clone())
    return answer
  } catch {
    return (await cache.match(pathname)) ?? (await anyScan(cache, pathname)) ?? Response.error()
  }
}

/** The page in the language in which it was opened, for the short address of a code. */
async function anyScan(cache: Cache, pathname: string): Promise<Response | undefined> {
  if (!isScan(pathname)) return undefined
  const page = (await cache.keys()).find(({ url }) => isScan(new URL(url).pathname))
  return page && cache.match(page)
}

async function keptOrFresh(request: Request): Promise<Response> {
  return (await (await caches.open(CACHE)).match(request)) ?? fetch(request)
}
