// Runs in the reader's browser: reads a code by camera, picture or hand, judges it with sursur/verify, and shows what it is worth.
import jsqr from 'jsqr'
import { TransparencyFault } from '../../../transparency/format/fault.ts'
import { verifyStatement } from '../../../transparency/verify/statement.ts'
import { type OpenedStatusList, openStatusList } from '../../../transparency/verify/status-list.ts'
import { rememberWord, seenOf } from './memory.ts'

// The package was written for another module system.
const readQr = jsqr as unknown as typeof jsqr.default
const MOST_PIXELS = 1600
const LOOK_EVERY = 250

const part = <E extends Element>(selector: string): E => document.querySelector(selector) as E
const root = part<HTMLElement>('[data-scan]')
const video = part<HTMLVideoElement>('[data-video]')
const [camera, stop] = [part<HTMLButtonElement>('[data-camera]'), part<HTMLButtonElement>('[data-stop]')]
const moments = new Intl.DateTimeFormat(root.dataset.locale || undefined, {
  dateStyle: 'long',
  timeStyle: 'short',
  // As on every other page; and "a. m." before a full stop would end in two.
  hourCycle: 'h23',
})
const moment = (seconds: number) => moments.format(new Date(seconds * 1000))
const now = () => Math.floor(Date.now() / 1000)

let policy: string | undefined
let list: OpenedStatusList | undefined

/** Policy and list, from the network or from what was kept. */
async function load(): Promise<void> {
  policy = await textAt('/log/policy')
  const text = await textAt('/status-list')
  if (policy === undefined || text === undefined) return
  try {
    const fetched = openStatusList(text, policy)
    // One phone must not be talked back to an older list.
    if (!list || fetched.issued >= list.issued) list = fetched
  } catch {
    list = undefined
  }
  part<HTMLElement>('[data-list=none]').hidden = list !== undefined
  part<HTMLElement>('[data-list=some]').hidden = list === undefined
  if (list) fillSlots({ list: moment(list.issued) })
}

async function textAt(address: string): Promise<string | undefined> {
  try {
    const answer = await fetch(address, { cache: 'no-cache' })
    return answer.ok ? await answer.text() : undefined
  } catch {
    return undefined
  }
}

const ready = load()

async function check(text: string): Promise<void> {
  await ready
  if (policy === undefined) return show('refused', [])
  try {
    const about = verifyStatement(text, policy, { now: now(), ...(list && { list }) }).licence
    const seen = about === undefined ? [] : seenOf(about)
    const verdict = verifyStatement(text, policy, { now: now(), seen, ...(list && { list }) })
    rememberWord(verdict)
    const { licence = '', shortName = '', issued = 0, expires = 0, colour, reasons, statement } = verdict
    fillSlots({ licence, name: shortName, issued: moment(issued), expires: moment(expires) })
    if (!statement) return show('false', reasons)
    const unknown = reasons[0] === 'unknown' || reasons[0] === 'not-in-list'
    show(unknown ? 'unknown' : colour, reasons)
  } catch (error) {
    if (!(error instanceof TransparencyFault)) throw error
    show('refused', [])
  }
}

function fillSlots(values: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(values))
    for (const slot of document.querySelectorAll(`[data-slot="${name}"]`)) slot.textContent = value
}

function show(colour: string, reasons: readonly string[]): void {
  for (const section of document.querySelectorAll<HTMLElement>('[data-colour]')) {
    section.hidden = section.dataset.colour !== colour
    for (const line of section.querySelectorAll<HTMLElement>('[data-reason]'))
      line.hidden = !reasons.includes(line.dataset.reason ?? '')
  }
  part<HTMLElement>('[data-result]').focus()
}

/** The code in a picture of any size; pictures of today's telephones are made smaller first. */
function codeIn(source: CanvasImageSource, width: number, height: number): string | undefined {
  const scale = Math.min(1, MOST_PIXELS / Math.max(width, height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(width * scale))
  canvas.height = Math.max(1, Math.round(height * scale))
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) return undefined
  context.drawImage(source, 0, 0, canvas.width, canvas.height)
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
  return readQr(data, canvas.width, canvas.height)?.data
}

async function checkPicture(file: File): Promise<void> {
  try {
    const bitmap = await createImageBitmap(file)
    await check(codeIn(bitmap, bitmap.width, bitmap.height) ?? '')
  } catch {
    show('refused', [])
  }
}

let stream: MediaStream | undefined

async function startCamera(): Promise<void> {
  const failed = part<HTMLElement>('[data-camera-failed]')
  failed.hidden = true
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
    video.srcObject = stream
    await video.play()
    for (const element of [video, stop]) element.hidden = false
    camera.hidden = true
    look()
  } catch {
    stopCamera()
    failed.hidden = false
  }
}

function look(): void {
  if (!stream) return
  const found = video.videoWidth > 0 ? codeIn(video, video.videoWidth, video.videoHeight) : undefined
  if (!found) {
    setTimeout(look, LOOK_EVERY)
    return
  }
  stopCamera()
  void check(found)
}

function stopCamera(): void {
  for (const track of stream?.getTracks() ?? []) track.stop()
  stream = undefined
  for (const element of [video, stop]) element.hidden = true
  camera.hidden = false
}

camera.addEventListener('click', () => void startCamera())
stop.addEventListener('click', stopCamera)
part<HTMLInputElement>('[data-picture]').addEventListener('change', ({ target }) => {
  const [file] = (target as HTMLInputElement).files ?? []
  if (file) void checkPicture(file)
})
part<HTMLFormElement>('[data-typed]').addEventListener('submit', (event) => {
  event.preventDefault()
  void check(part<HTMLTextAreaElement>('[data-code]').value)
})
window.addEventListener('online', () => void load())
window.addEventListener('hashchange', checkAddress)

/** A telephone's own camera opened the code: what it says stands behind the `#`, which no server sees. */
function checkAddress(): void {
  if (location.hash.length > 1) void check(decodeURIComponent(location.hash.slice(1)))
}

root.hidden = false
part<HTMLElement>('[data-without]').hidden = true
checkAddress()
void keepForOffline()

async function keepForOffline(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  try {
    await navigator.serviceWorker.register('/scan-worker.js', { scope: '/' })
    const { active } = await navigator.serviceWorker.ready
    const own = performance.getEntriesByType('resource').map(({ name }) => new URL(name))
    const files = own.filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith('/assets/'))
    const channel = new MessageChannel()
    channel.port1.onmessage = () => {
      part<HTMLElement>('[data-offline]').hidden = false
    }
    active?.postMessage({ page: location.pathname, files: files.map(({ pathname }) => pathname) }, [channel.port2])
  } catch {
    // Without it the page works while it is open.
  }
}
